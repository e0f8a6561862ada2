"""Addresses of support and who may enter, topic by topic."""

from support import funds_urls

urlpatterns = [*funds_urls.urlpatterns]
