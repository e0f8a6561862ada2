"""Addresses of duties and who may enter, topic by topic."""

from duties import promises_urls

urlpatterns = [*promises_urls.urlpatterns]
from duties import meetings_urls
from duties import meetings_urls, notes_urls, units_urls

urlpatterns = [*meetings_urls.urlpatterns, *units_urls.urlpatterns, *notes_urls.urlpatterns]
