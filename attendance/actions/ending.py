"""When a posting has ended, its absences end with it."""

from django.db import transaction

from attendance.models import Leave, ReportOut
from core.models import Record
from core.record import record
from teams.models import Posting


@transaction.atomic
def cut_absences(number):
    """Cuts leave and report-outs to the last day of a posting that has ended; what begins after it is cancelled.

    Effects in order: each row that goes beyond is locked, cut or cancelled, with one record line of the system. Days
    after a posting are on nobody's sheet. Doing it again changes nothing. Returns how many.
    """
    posting = Posting.objects.get(pk=number)
    if posting.ends_on is None:
        return 0
    leaves = Leave.objects.live().filter(posting=posting, ends_on__gt=posting.ends_on).select_for_update()
    outs = ReportOut.objects.standing().filter(posting=posting, ends_on__gt=posting.ends_on).select_for_update()
    cut = [_cut_leave(row, posting.ends_on) for row in leaves] + [_cut_out(row, posting.ends_on) for row in outs]
    return len(cut)


def _cut_leave(row, last):
    before = {"until": str(row.ends_on), "state": row.state}
    if row.starts_on > last:
        row.state, row.back_on = Leave.State.CANCELLED, None
    else:
        row.ends_on = last
    row.save(update_fields=["state", "back_on", "ends_on", "changed_at"])
    record(None, "cut_absence", row, kind=Record.Kind.STEP, details={**before, "posting_ends": str(last)})


def _cut_out(row, last):
    before = {"until": str(row.ends_on)}
    if row.starts_on > last:
        row.cancelled_on = last
    else:
        row.ends_on = last
    row.save(update_fields=["cancelled_on", "ends_on", "changed_at"])
    record(None, "cut_absence", row, kind=Record.Kind.STEP, details={**before, "posting_ends": str(last)})
