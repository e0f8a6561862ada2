"""Addresses of support and who may enter, topic by topic."""

urlpatterns = []
