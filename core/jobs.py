"""Daily jobs: one row per job and business day, claimed once however many beats tick."""

from django.db import transaction
from django.utils import timezone

from core.models import JobRun
from core.outbox import post


@transaction.atomic
def claim_day(job, on):
    """Promises today's run of a job unless it has been promised. Returns whether this call did."""
    made = JobRun.objects.bulk_create([JobRun(job=job, on=on)], ignore_conflicts=True)
    claimed = bool(made) and JobRun.objects.filter(job=job, on=on, state=JobRun.State.WAITING).exists()
    post(job, {"on": on.isoformat()}, key=f"daily:{job}:{on}")
    return claimed


def finished(job, on, counts):
    """Notes that a job ran for a day, and what it counted."""
    moment = timezone.now()
    values = {"state": JobRun.State.DONE, "finished_at": moment, "counts": counts}
    JobRun.objects.update_or_create(job=job, on=on, defaults=values)
