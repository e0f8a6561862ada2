"""Addresses of support and who may enter, topic by topic."""

from support import care_urls, funds_urls

urlpatterns = [*funds_urls.urlpatterns, *care_urls.urlpatterns]
