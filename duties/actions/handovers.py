"""The handover 交接: begun with what the house knows and what is open, and written."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from core.offices import Office
from core.record import record
from core.refusals import FASTER, Conflict, NotAllowed, Refused
from core.team_money import money_of
from duties.models import CommitmentItem, Handover, HandoverLine, ItemState
from teams.models import Posting, Seat
from teams.provisions import policy_at

PREPARE = "handover.prepare_days"
UNSIGNED = {"given_by": None, "given_on": None, "taken_by": None, "taken_on": None}
_L = HandoverLine


@dataclass(frozen=True)
class Line:
    """One line of a list as it was written."""

    list: str
    kind: str
    what: str
    note: str = ""
    amount: Decimal | None = None
    item: int | None = None


@dataclass(frozen=True)
class Lists:
    """The three lists, and the time both were in the village."""

    lines: list = field(default_factory=list)
    together_from: date | None = None
    together_until: date | None = None
    short_reason: str = ""


def end_of(posting):
    """The day a posting ends, or its term does; None while neither is known."""
    return posting.ends_on or posting.term_ends_on


def may_prepare(posting, actor):
    """Whether this actor prepares the handover of a posting: the leaving cadre in person, or the clerk of the township."""
    if actor is None:
        return False
    if actor.office == Office.CADRE:
        return posting.account_id is not None and posting.account_id == actor.user_id
    return actor.office == Office.CLERK and posting.area[:9] == actor.area


@transaction.atomic
def begin(posting, *, by, on):
    """Begins the handover of a posting that ends, filled with what is known. Returns it.

    Effects in order: the posting is locked; who begins and when are checked; the paper with the successor, if one is
    there; what is open of the team's commitments, and its money by the book; one record line. Raises NotAllowed, Refused, Conflict.
    """
    rows = Posting.objects.select_for_update(of=("self",)).select_related("cadre", "team__village__division")
    posting = rows.get(pk=posting.pk)
    if not may_prepare(posting, by):
        raise NotAllowed(_("The leaving cadre prepares the handover, or the clerk of the township."))
    _about_to_end(posting, on)
    if Handover.objects.filter(posting=posting).exists():
        raise Conflict(_("The handover of this posting has been begun already."))
    case = Handover.objects.create(posting=posting, area=posting.area, successor=successor_of(posting))
    HandoverLine.objects.bulk_create(known_lines(case, on))
    record(by, "begin_handover", case)
    return case


def _about_to_end(posting, on):
    ahead = policy_at(posting.area, on)[PREPARE]
    end = end_of(posting)
    if end is None or end - timedelta(days=ahead.value) > on:
        words = _("A handover is prepared from %(days)s days before the end of the posting.")
        raise Refused(words % {"days": ahead.value}, provision=ahead)


def successor_of(posting):
    """The posting that follows on the same seat, or None."""
    rows = Posting.objects.filter(team=posting.team_id, seat=posting.seat, starts_on__gt=posting.starts_on)
    return rows.select_related("cadre").order_by("starts_on").first()


def known_lines(case, on):
    """What the house knows of the three lists: team and village, the promises still open, the team's money."""
    with override("zh-hans"):
        posting = case.posting
        place = posting.team.village.division.full_name.replace(" / ", "")
        said = [f"{row.get_seat_display()}：{row.cadre.name}" for row in _team(posting, on)]
        situation = [("驻村地点", place), ("工作队成员", "；".join(said) or "—")]
    lines = [
        _L(handover=case, list=_L.List.SITUATION, kind="general", what=what, note=note) for what, note in situation
    ]
    return lines + [_open(case, item) for item in open_promises(posting.team_id)] + money_lines(case, on)


def money_lines(case, on):
    """The team's money as its book has it, handed over by who leads the team: what has not come, and what is unspent."""
    if case.posting.seat != Seat.FIRST_SECRETARY:
        return []
    found, until = money_of(case.posting.team_id), on.isoformat()
    awaited = [(money, _L.List.WORK, _L.Kind.FUNDS, money.awaited, "已安排、尚未到账") for money in found]
    unspent = [(money, _L.List.MATERIALS, _L.Kind.MONEY, money.unspent, f"{until}账面结余") for money in found]
    return [
        _L(handover=case, list=code, kind=kind, what=f"{money.year}年工作经费", note=note, amount=amount)
        for money, code, kind, amount, note in awaited + unspent
        if amount
    ]


def _team(posting, on):
    rows = Posting.objects.current(on).filter(Q(team=posting.team_id)).exclude(pk=posting.pk)
    return rows.select_related("cadre").order_by("seat")


def open_promises(team_id):
    """The promises of a team's received commitments that are on their way, of its latest year."""
    rows = CommitmentItem.objects.filter(commitment__team=team_id, commitment__received_on__isnull=False)
    latest = rows.order_by("-commitment__year").values_list("commitment__year", flat=True).first()
    return rows.filter(commitment__year=latest).exclude(state=ItemState.KEPT)


def _open(case, item):
    note = f"{item.measure} · {item.by_on.isoformat()}"
    return _L(handover=case, list=_L.List.WORK, kind=_L.Kind.COMMITMENT, what=item.what, note=note[:300], item=item)


@transaction.atomic
def write(case, lists, *, by, on, version=None):
    """Writes the lists. A change after a signature takes the signature back.

    Effects in order: the case is locked; who writes is checked; the lines are replaced; the successor as of today; a
    signed case is unsigned; one record line that says so. Raises NotAllowed, Conflict, Refused.
    """
    row = Handover.objects.select_for_update(of=("self",)).get(pk=case.pk)
    if not may_prepare(row.posting, by):
        raise NotAllowed(_("The leaving cadre prepares the handover, or the clerk of the township."))
    if row.state == Handover.State.RECEIVED or (version is not None and version != row.version):
        raise Conflict(FASTER)
    _in_order(lists)
    _replace(row, lists.lines)
    signed = row.state == Handover.State.SIGNED
    said = {"together_from": lists.together_from, "together_until": lists.together_until}
    said |= {"short_reason": lists.short_reason.strip(), "version": row.version + 1}
    said |= {"state": Handover.State.DRAFT, "successor": successor_of(row.posting), **UNSIGNED}
    for name, value in said.items():
        setattr(row, name, value)
    row.save()
    record(by, "write_handover", row, details={"signature_taken_back": signed})
    return row


def _in_order(lists):
    since, until = lists.together_from, lists.together_until
    if bool(since) != bool(until) or (since and until < since):
        raise Refused(_("The time together needs both days, in order."), fields={"together_until": _("Check the day.")})


def _replace(row, lines):
    known = set(CommitmentItem.objects.filter(commitment__team=row.posting.team_id).values_list("pk", flat=True))
    if any(line.item and line.item not in known for line in lines):
        raise Refused(_("Not a promise of this team."))
    row.lines.all().delete()
    HandoverLine.objects.bulk_create(
        _L(
            handover=row,
            list=line.list,
            kind=line.kind,
            what=line.what,
            note=line.note,
            amount=line.amount,
            item_id=line.item,
        )
        for line in lines
    )
