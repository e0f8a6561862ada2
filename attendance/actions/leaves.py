"""Leave 请假: applied for, agreed to by length, cancelled, reported back from 销假. What is granted stands in the sheet."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from attendance.absences import LEVELS, chain_of, speaks_for
from attendance.actions.checking_leave import check
from attendance.actions.settling import settle
from attendance.actions.telling_absences import tell_asker, tell_changed, tell_decided, tell_next
from attendance.models import Leave
from core.files import all_kept
from core.models import Record
from core.offices import Office
from core.record import record
from core.refusals import NotAllowed, Refused
from core.workflow import take
from teams.models import Posting

_RELATED = ("cadre", "pairing__unit", "team__village__division")


@dataclass(frozen=True)
class Wanted:
    """What is applied for: kind, days, why, where to; why afterwards; papers (uploads or stored files)."""

    kind: str
    starts_on: date
    ends_on: date
    reason: str
    destination: str
    late_reason: str = ""
    papers: tuple = ()

    def stored(self):
        """The facts a leave keeps."""
        days = {"starts_on": self.starts_on, "ends_on": self.ends_on, "asked_until": self.ends_on}
        words = {name: getattr(self, name).strip() for name in ("reason", "destination", "late_reason")}
        return {"kind": self.kind, **days, **words}


@transaction.atomic
def apply_for(posting, wanted, *, by, on):
    """Applies for leave: the cadre in person, or the township's clerk on the cadre's behalf. Returns the leave.

    Effects in order: the posting is locked; who applies, the days, other leave on them and a reason for applying
    afterwards are checked; the leave with who must agree frozen from the rule of its first day, by the length of the
    unbroken run it belongs to; the papers; one line of its timeline; the first office is told.
    Raises NotAllowed, Refused (naming the other leave, or the rule), NoSuchLeave.
    """
    posting = Posting.objects.select_for_update(of=("self",)).select_related(*_RELATED).get(pk=posting.pk)
    if not speaks_for(posting, by):
        raise NotAllowed(_("The cadre applies in person, or the township's clerk on the cadre's behalf."))
    check(posting, wanted, applied_on=on, on=on)
    leave = Leave.objects.create(
        posting=posting,
        area=posting.area,
        applied_on=on,
        applied_by_id=by.user_id,
        on_behalf=by.office == Office.CLERK,
        **wanted.stored(),
        **_route(posting, wanted),
    )
    leave.papers.set(all_kept(wanted.papers, by=by, field="papers"))
    record(by, "apply", leave, kind=Record.Kind.STEP, details={"to": leave.state, **_days(leave)})
    tell_next(leave)
    return leave


def _route(posting, wanted, but=None):
    """Who must agree, and the words that say so."""
    chain = chain_of(posting, wanted.starts_on, wanted.ends_on, but=but)
    who = {"approvals": list(chain.offices), "provisions": {LEVELS: chain.rule.as_json()}}
    return {**who, "run_days": chain.run_days, "extends": chain.extends}


def _days(leave):
    return {"first": str(leave.starts_on), "last": str(leave.ends_on)}


@transaction.atomic
def submit(leave, wanted, *, by, on):
    """Sends a returned application again, mended; who must agree is judged anew.

    Effects in order: the facts are checked as in `apply_for`; they replace the old ones, papers are added, the marks go;
    the state moves; the first office is told. Raises as `apply_for`, Conflict.
    """

    def cause(row):
        check(row.posting, wanted, applied_on=row.applied_on, on=on, but=row)
        row.papers.add(*all_kept(wanted.papers, by=by, field="papers"))
        return {**wanted.stored(), **_route(row.posting, wanted, but=row), "to_mend": []}

    case = take(leave, "submit", by=by, cause=cause)
    tell_next(case)
    return case


@transaction.atomic
def approve(leave, *, by, on, note=""):
    """Agrees 批准. The last of the offices to agree grants the leave.

    Effects in order: state, office and own interest are checked, the state moves; where another office follows, it is
    told; else that the posting still covers the days is checked, they stand in the sheet (`settle`), and cadre, clerk
    and unit are told. Raises Conflict, NotAllowed, Refused (a locked month, a posting that has ended).
    """
    case = take(leave, "approve", by=by, note=note)
    if case.state == Leave.State.AGREED:
        tell_next(case)
        return case
    last = case.posting.ends_on
    if last and last < case.ends_on:
        raise Refused(_("The posting ends on %(day)s: the leave goes beyond it.") % {"day": last})
    _stand(case, by)
    tell_decided(case)
    return case


def _stand(leave, by):
    """The sheet follows, over every day the leave ever spoke of."""
    return settle([leave.posting_id], leave.starts_on, leave.asked_until, by=by, reason=str(_("leave")))


@transaction.atomic
def send_back(leave, *, by, on, note="", fields=()):
    """Returns 退回 with a reason and the fields to mend marked; whoever applied is told."""
    case = take(leave, "return", by=by, note=note, cause=lambda row: {"to_mend": list(fields)})
    tell_asker(case)
    return case


@transaction.atomic
def decline(leave, *, by, on, note=""):
    """Declines 不同意 with a reason; cadre, clerk and unit are told."""
    case = take(leave, "decline", by=by, note=note)
    tell_decided(case)
    return case


@transaction.atomic
def withdraw(leave, *, by, on, note=""):
    """Takes the application back 撤回, as long as nobody has acted on it. Raises Conflict, NotAllowed."""
    return take(leave, "withdraw", by=by, note=note)


@transaction.atomic
def cancel(leave, *, by, on, note=""):
    """Cancels granted leave that is not taken; once it has begun, it must say why.

    Effects in order: the state moves; the sheet takes the days back (`settle`); those who agreed, clerk and unit are
    told. Raises Refused (begun and no reason; a locked month), Conflict, NotAllowed.
    """
    if leave.starts_on <= on and not note.strip():
        words = _("The leave has begun: say why it was not taken. Whoever took part of it reports back instead.")
        raise Refused(words, fields={"note": _("Required.")})
    case = take(leave, "cancel", by=by, note=note)
    _stand(case, by)
    tell_changed(case, "leave_cancelled", case.starts_on)
    return case


@transaction.atomic
def report_back(leave, *, by, on, back_on, note=""):
    """Reports back 销假: `back_on` is the first day in the village again.

    Effects in order: the day is checked; the leave ends on the day before; what it extended ends with it; the state
    moves; the days after it leave the sheet (`settle`) and wait for the clerk; those who agreed, clerk and unit are told.
    Raises Refused (the day; an extension that still stands; a locked month), Conflict, NotAllowed.
    """

    def cause(row):
        _came_back(row, back_on, on)
        return {"back_on": back_on, "ends_on": back_on - timedelta(days=1)}

    case = take(leave, "report_back", by=by, note=note, cause=cause, details={"back_on": str(back_on)})
    _stand(case, by)
    if case.extends and case.extends.state == Leave.State.APPROVED:
        before = case.extends
        report_back(before, by=by, on=on, back_on=before.ends_on + timedelta(days=1), note=note)
    tell_changed(case, "leave_back", back_on)
    return case


def _came_back(row, back_on, on):
    after = row.ends_on + timedelta(days=1)
    following = Leave.objects.live().filter(extends=row).exclude(state=Leave.State.BACK).first()
    if following:
        words = _("The leave goes on until %(day)s: report back from the extension, or cancel it first.")
        raise Refused(words % {"day": following.ends_on})
    if back_on > on:
        raise Refused(_("Report back on the day itself."), fields={"back_on": _("Today or earlier.")})
    if back_on <= row.starts_on:
        words = _("The leave began on %(day)s: if it was not taken at all, cancel it.")
        raise Refused(words % {"day": row.starts_on}, fields={"back_on": _("Check the day.")})
    if back_on > after:
        words = _("The leave ended on %(day)s. For the days after it apply for an extension, also afterwards.")
        raise Refused(words % {"day": row.ends_on}, fields={"back_on": _("%(day)s at the latest.") % {"day": after}})


STEPS = {"approve": approve, "decline": decline, "withdraw": withdraw, "cancel": cancel}
