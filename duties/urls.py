"""Addresses of duties and who may enter, topic by topic."""

from duties import meetings_urls, notes_urls, promises_urls, units_urls

urlpatterns = [
    *promises_urls.urlpatterns,
    *meetings_urls.urlpatterns,
    *units_urls.urlpatterns,
    *notes_urls.urlpatterns,
]
