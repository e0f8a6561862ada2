"""Deeds of care."""
