"""Addresses and who may enter."""

from core.access import door  # noqa: F401

urlpatterns = []
