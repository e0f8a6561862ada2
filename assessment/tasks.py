"""Celery's doors into assessment: the deeds register the work they do."""

from assessment.actions import many_counties, recomputing

__all__ = ["many_counties", "recomputing"]
