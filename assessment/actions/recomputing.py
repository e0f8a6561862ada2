"""Grades judged again on demand. Nothing about a grade changes by it; what was found is kept with the work."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from assessment import again
from core import work
from core.offices import DEPARTMENTS, Office
from core.record import record
from core.refusals import NotAllowed

RECOMPUTE = "assessment.recompute"
MAY = (*DEPARTMENTS, Office.AUDITOR)
AT_ONCE = 400  # cases judged while the reader waits; more are a worker's


@transaction.atomic
def recompute(year, *, by, on):
    """Judges every set grade of the jurisdiction again, now or by a worker. Returns the Job whose page tells the outcome.

    Effects in order: the office is checked; one record line; the work. `year`: None for all. Raises NotAllowed.
    """
    if by.office not in MAY or not by.area:
        raise NotAllowed(_("This step belongs to another office."))
    record(by, "recompute", area=by.area, details={"year": year})
    payload = {"year": year}
    if again.graded(by.area, year).count() <= AT_ONCE:
        return work.done_at_once(RECOMPUTE, judge_again, by=by, on=on, payload=payload)
    job = work.ask(RECOMPUTE, by=by, on=on, payload=payload)
    job.link = f"/recomputations/{job.pk}/"
    job.save(update_fields=["link"])
    return job


@work.does(RECOMPUTE)
def judge_again(job):
    """The grades of the jurisdiction it was asked from; what was found is kept in the job's `found`."""

    def report(done, total):
        work.report(job, done, total)

    found = again.judged_again(job.area, job.payload["year"], on=job.asked_on, report=report)
    job.payload = job.payload | {"found": found}
    job.save(update_fields=["payload"])
    return {"judged": found["judged"], "reproduced": found["same"], "not_reproduced": len(found["broken"])} | {
        "differ_today": len(found["changed"])
    }
