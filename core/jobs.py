"""Daily jobs: one row per job and business day, claimed once however many beats tick."""

from django.db import transaction
from django.utils import timezone

from core.models import JobRun
from core.outbox import post


@transaction.atomic
def claim_day(job, on):
    """Promises today's run of a job unless it has been promised. Returns whether this call did."""
    _run, made = JobRun.objects.get_or_create(job=job, on=on)
    if made:
        post(job, {"on": on.isoformat()}, key=f"daily:{job}:{on}")
    return made


def finished(job, on, counts):
    """Notes that a job ran for a day, and what it counted."""
    moment = timezone.now()
    values = {"state": JobRun.State.DONE, "finished_at": moment, "counts": counts}
    JobRun.objects.update_or_create(job=job, on=on, defaults=values)
