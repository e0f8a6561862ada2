"""Addresses of duties and who may enter, topic by topic."""

from duties import promises_urls

urlpatterns = [*promises_urls.urlpatterns]
from duties import meetings_urls

urlpatterns = [*meetings_urls.urlpatterns]
