"""Addresses of duties and who may enter, topic by topic."""

from duties import promises_urls

urlpatterns = [*promises_urls.urlpatterns]
