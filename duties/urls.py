"""Addresses of duties and who may enter, topic by topic."""

urlpatterns = []
