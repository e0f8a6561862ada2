"""Composition only: settings, addresses, Celery, the policy files."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
