"""Report-outs 外出报备: told, changed, ended early, taken back. Never approved; the clerk still confirms the day."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from attendance.absences import live_leaves, speaks_for
from attendance.actions.checking_leave import covered, in_order, taken
from attendance.actions.settling import settle
from attendance.actions.telling_absences import tell_out
from attendance.locks import check_open
from attendance.models import ReportOut
from core.models import Record
from core.offices import Office
from core.record import changed, record
from core.refusals import FASTER, Conflict, NotAllowed, Refused
from teams.models import Posting

FACTS = ("kind", "reason", "destination", "starts_on", "ends_on", "late_reason")


@dataclass(frozen=True)
class Outing:
    """What is told: kind, matter, where to, days; why afterwards."""

    kind: str
    reason: str
    destination: str
    starts_on: date
    ends_on: date
    late_reason: str = ""

    def stored(self):
        """The facts a report-out keeps."""
        words = {name: getattr(self, name).strip() for name in ("reason", "destination", "late_reason")}
        return {"kind": self.kind, "starts_on": self.starts_on, "ends_on": self.ends_on, **words}


@transaction.atomic
def report_out(posting, outing, *, by, on):
    """Tells that a cadre is out: the cadre in person, or the township's clerk. Returns the report-out.

    Effects in order: the posting is locked; who tells it, the days, leave and other report-outs on them are checked;
    the row; one record line; the days stand in the sheet (`settle`) and wait for the clerk; township, county and clerk
    are told. Raises NotAllowed, Refused (naming what is in the way; a locked month).
    """
    posting = Posting.objects.select_for_update(of=("self",)).select_related("cadre", "team").get(pk=posting.pk)
    _speaks(posting, by)
    check_open(posting.area, outing.starts_on, outing.ends_on)
    _check(posting, outing, told_on=on, on=on)
    who = {"told_on": on, "told_by_id": by.user_id, "on_behalf": by.office == Office.CLERK}
    report = ReportOut.objects.create(posting=posting, area=posting.area, **who, **outing.stored())
    days = {"first": str(report.starts_on), "last": str(report.ends_on)}
    record(by, "report_out", report, kind=Record.Kind.STEP, details=days)
    _stand(report, report.starts_on, report.ends_on, by)
    tell_out(report, "report_out_told")
    return report


def _speaks(posting, by):
    if not speaks_for(posting, by):
        raise NotAllowed(_("The cadre reports in person, or the township's clerk on the cadre's behalf."))


def _check(posting, outing, *, told_on, on, but=None):
    in_order(outing.starts_on, outing.ends_on, on)
    covered(posting, outing.starts_on, outing.ends_on)
    if outing.starts_on < told_on and not outing.late_reason.strip():
        words = _("The errand began before today: say why it is told afterwards.")
        raise Refused(words, fields={"late_reason": _("Required.")})
    for name in ("reason", "destination"):
        if not getattr(outing, name).strip():
            raise Refused("", fields={name: _("Required.")})
    if leave := live_leaves(posting).touching(outing.starts_on, outing.ends_on).first():
        raise Refused(taken(leave), fields={"starts_on": _("Check the days.")})
    others = ReportOut.objects.standing().filter(posting=posting).exclude(pk=getattr(but, "pk", None))
    if other := others.touching(outing.starts_on, outing.ends_on).first():
        facts = {"first": other.starts_on, "last": other.ends_on, "matter": other.reason, "number": other.pk}
        words = _(
            "From %(first)s to %(last)s a report-out stands already (no. %(number)s, %(matter)s): change that one."
        )
        raise Refused(words % facts, fields={"starts_on": _("Check the days.")})


def _stand(report, first, last, by):
    return settle([report.posting_id], first, last, by=by, reason=str(_("report-out")))


@transaction.atomic
def change_report_out(report, outing, *, by, on):
    """Changes what was told, or ends it early. Returns it.

    Effects in order: the row is locked; who, and that it stands, are checked, then the facts as in `report_out`; old and
    new in one record line; the sheet follows over old and new days; township, county and clerk are told.
    Raises NotAllowed, Conflict (taken back meanwhile), Refused.
    """
    row = _standing(report, by)
    _check(row.posting, outing, told_on=row.told_on, on=on, but=row)
    before = {name: str(getattr(row, name)) for name in FACTS}
    days = [row.starts_on, row.ends_on, outing.starts_on, outing.ends_on]
    for name, value in outing.stored().items():
        setattr(row, name, value)
    row.save()
    after = {name: str(getattr(row, name)) for name in FACTS}
    record(by, "change_report_out", row, kind=Record.Kind.STEP, details=changed(before, after))
    _stand(row, min(days), max(days), by)
    tell_out(row, "report_out_changed")
    return row


@transaction.atomic
def cancel_report_out(report, *, by, on, note=""):
    """Takes a report-out back; one that has begun must say why.

    Effects in order: the row is locked and checked; the day it was taken back; one record line; the sheet takes the days
    back; township, county and clerk are told. Raises NotAllowed, Conflict, Refused (a locked month).
    """
    row = _standing(report, by)
    if row.starts_on <= on and not note.strip():
        words = _("The errand has begun: say why it is taken back, or change its last day.")
        raise Refused(words, fields={"note": _("Required.")})
    row.cancelled_on = on
    row.save(update_fields=["cancelled_on", "changed_at"])
    record(by, "cancel_report_out", row, kind=Record.Kind.STEP, note=note)
    _stand(row, row.starts_on, row.ends_on, by)
    tell_out(row, "report_out_cancelled")
    return row


def _standing(report, by):
    rows = ReportOut.objects.select_for_update(of=("self",)).select_related("posting__cadre", "posting__team")
    row = rows.get(pk=report.pk)
    _speaks(row.posting, by)
    if row.cancelled_on:
        raise Conflict(FASTER)
    return row
