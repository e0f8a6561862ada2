"""Adjustment 调整轮换: applied for, endorsed, approved, filed. Nothing else ends a posting early but recall (二(四))."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.files import all_kept, kept
from core.models import Record
from core.offices import Office
from core.record import record
from core.refusals import Conflict, NotAllowed, Refused
from core.workflow import take
from selection import rules
from selection.actions.leaving.telling import tell_next, tell_those_who_asked
from selection.facts import policy_for
from selection.leaving import is_own, sender_of, sent_by
from selection.models import Adjustment
from teams.actions import close_posting
from teams.models import Posting

CLAUSES = ("selection.no_private_adjustment", "selection.adjustment_route")


@dataclass(frozen=True)
class Application:
    """本人申请: which posting, why, until when, and the papers that show it (uploads or stored files)."""

    posting: Posting
    ground: str
    reason: str
    leaves_on: date
    papers: tuple = ()


@transaction.atomic
def apply_for(application, *, by, on):
    """Applies for an adjustment. Returns the case.

    Effects in order: the posting is locked; who applies (the cadre in person; on paper the unit or township of one
    without an account), the days and an earlier case are checked; the papers are kept; the case with its route frozen
    from the policy; one line of its timeline; the endorsing office is told. Raises NotAllowed, Refused, Conflict.
    """
    related = ("cadre", "pairing__unit__home", "team__village__division")
    rows = Posting.objects.select_for_update(of=("self",)).select_related(*related)
    posting = rows.get(pk=application.posting.pk)
    policy = policy_for(posting.area, on)
    _entitled(posting, application, by, policy)
    _in_time(posting, application, policy, on)
    case = Adjustment.objects.create(
        posting=posting,
        area=posting.area,
        sender_area=sender_of(posting).home,
        unit_id=posting.unit_id,
        ground=application.ground,
        reason=application.reason,
        leaves_on=application.leaves_on,
        applied_on=on,
        **_route(posting, policy),
    )
    case.papers.set(all_kept(application.papers, by=by, field="papers"))
    record(by, "apply", case, kind=Record.Kind.STEP, details={"to": case.state, "leaves_on": str(case.leaves_on)})
    tell_next(case)
    return case


def _route(posting, policy):
    """Who approves and who is told, and the words that say so."""
    office, area = rules.approver("adjustment", sender_of(posting), posting.area, policy)
    return {
        "approving_office": office,
        "approving_area": area,
        "filed_with": rules.filed_with(sender_of(posting), policy),
        "provisions": {key: policy[key].as_json() for key in CLAUSES},
    }


def _entitled(posting, application, by, policy):
    """经本人申请: in the own account; on paper only for whoever has none."""
    if is_own(posting, by):
        return
    rule = policy["selection.no_private_adjustment"]
    if not sent_by(posting, by) or posting.account_id:
        raise NotAllowed(_("The cadre applies in person: no office adjusts a posting on its own."), provision=rule)
    if not application.papers:
        words = _("Hand in the application with the cadre's signature.")
        raise Refused(words, provision=rule, fields={"papers": _("Required.")})


def _in_time(posting, application, policy, on):
    """The posting runs, no other case is open, and the last day lies between today and the end of the term."""
    if posting.ends_on is not None:
        raise Conflict(_("This posting has already ended."))
    if Adjustment.objects.open().filter(posting=posting).exists():
        raise Conflict(_("An adjustment of this posting is already on its way."))
    if application.leaves_on < max(on, posting.starts_on):
        raise Refused(_("The last day lies in the past."), fields={"leaves_on": _("Today or later.")})
    if posting.term_ends_on and on <= posting.term_ends_on <= application.leaves_on:
        words = _("The term ends on %(day)s anyway: no adjustment is needed.") % {"day": posting.term_ends_on}
        raise Refused(words, provision=policy["selection.adjustment_route"], fields={"leaves_on": _("Check the day.")})


@dataclass(frozen=True)
class Opinion:
    """党委(党组)意见: its words, number and day, the scan, and papers that were still missing."""

    words: str
    number: str
    given_on: date | None
    file: object = None
    papers: tuple = ()


@transaction.atomic
def endorse(adjustment, opinion, *, by, on, note=""):
    """The sending unit's (township's) Party committee gives its opinion; a returned case goes up again.

    Effects in order: the opinion is checked; the state moves, the opinion with its scan is kept; papers are added; the
    approving office is told. Raises Refused, Conflict, NotAllowed.
    """
    _whole(opinion, on)

    def cause(row):
        scan = kept(opinion.file, by=by, field="opinion_file") or row.opinion_file
        row.papers.add(*all_kept(opinion.papers, by=by, field="papers"))
        said = {"opinion": opinion.words.strip(), "opinion_number": opinion.number.strip()}
        return {**said, "opinion_on": opinion.given_on, "opinion_file": scan}

    case = take(adjustment, "endorse", by=by, note=note or opinion.words, cause=cause)
    tell_next(case)
    return case


def _whole(opinion, on):
    given = {"opinion": opinion.words.strip(), "opinion_number": opinion.number.strip(), "opinion_on": opinion.given_on}
    if missing := {name: _("Required.") for name, value in given.items() if not value}:
        raise Refused(_("The opinion of the Party committee needs words, number and day."), fields=missing)
    if opinion.given_on > on:
        words = _("The Party committee cannot have decided in the future.")
        raise Refused(words, fields={"opinion_on": _("Today or earlier.")})


@transaction.atomic
def approve(adjustment, *, by, on, note=""):
    """Approves 批准: the posting ends on the last day applied for, today at the earliest.

    Effects in order: the posting is closed, which tells unit, township, county and cadre that the seat is open; the
    state moves; who asked is told; the province is told where the case is filed with it. Raises Conflict, NotAllowed.
    """

    def cause(row):
        last_day = max(row.leaves_on, on)
        close_posting(row.posting, last_day=last_day, kind=Posting.EndKind.ADJUSTMENT, by=by, on=on)
        return {"leaves_on": last_day}

    case = take(adjustment, "approve", by=by, note=note, cause=cause)
    tell_those_who_asked(case, "case_decided")
    tell_next(case)
    return case


@transaction.atomic
def put_on_file(adjustment, *, by, on, note=""):
    """Puts an approved adjustment on file 备案; it has taken effect long before. Raises Conflict, NotAllowed."""
    return take(adjustment, "file", by=by, note=note)


@transaction.atomic
def put_all_on_file(adjustments, *, by, on):
    """Puts several on file, each on its own. Returns ([filed], [(case, refusal)])."""
    filed, refused = [], []
    for case in adjustments:
        try:
            with transaction.atomic():
                filed.append(put_on_file(case, by=by, on=on))
        except Refused as refusal:
            refused.append((case, refusal))
    return filed, refused


@transaction.atomic
def send_back(adjustment, *, by, on, note=""):
    """Returns 退回 to the sending unit or township, saying why; unit and cadre are told."""
    case = take(adjustment, "return", by=by, note=note)
    tell_those_who_asked(case, "case_returned")
    return case


@transaction.atomic
def decline(adjustment, *, by, on, note=""):
    """Declines 不同意 with a reason: the posting goes on; unit and cadre are told."""
    case = take(adjustment, "decline", by=by, note=note)
    tell_those_who_asked(case, "case_decided")
    return case


@transaction.atomic
def withdraw(adjustment, *, by, on, note=""):
    """The cadre takes the application back 撤回 (on paper: the unit or township for them) as long as nobody has decided."""
    return take(adjustment, "withdraw", by=by, note=note)


STEPS = {"approve": approve, "file": put_on_file, "return": send_back, "decline": decline, "withdraw": withdraw}


def may_apply(posting, actor):
    """Whether this actor could apply for an adjustment of a posting: for drawing links; `apply_for` checks again."""
    if posting.ends_on is not None or actor is None:
        return False
    on_paper = posting.account_id is None and actor.office in (Office.UNIT, Office.TOWNSHIP)
    return is_own(posting, actor) or (on_paper and sent_by(posting, actor))
