"""The members of the pools an actor may see, with what became of each."""

from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.offices import Office
from selection.actions.pool import Offer
from selection.facts import said_in
from selection.models import Nomination, PoolMember, Round
from teams.models import Seat

# head → what stands below it; no personal number
COLUMNS = [
    (_("Round"), lambda one: one.round.name),
    (_("Cadre"), lambda one: one.cadre.name),
    (_("Sent by"), lambda one: sender_of(one)),
    (_("Seats"), lambda one: "、".join(seats_of(one))),
    (_("Only for the village"), lambda one: str(one.team) if one.team else ""),
    (_("Order among your candidates"), lambda one: one.order),
    (_("Party committee's decision, number"), lambda one: one.decision_number),
    (_("Decided on"), lambda one: one.decided_on),
    (_("State"), lambda one: stands(one)),
]


def cells(rows):
    """The rows of the Excel list."""
    return ([value(one) for _head, value in COLUMNS] for one in rows)


def sender_of(one):
    """The unit or township that put the cadre forward."""
    return str(one.unit or one.cadre.township or "")


def seats_of(one):
    """The seats it is meant for, in the reader's words."""
    return [str(Seat(seat).label) for seat in one.seats]


def stands(one):
    """Waiting, placed (where), or withdrawn, in the reader's words."""
    if one.withdrawn_at:
        return gettext("withdrawn")
    return gettext("placed: %(place)s") % {"place": one.at} if one.case else gettext("waiting")


def members(actor, wanted):
    """Narrowed by a cleaned filter form; each with `case` and `at`: its nomination and village, once it is placed."""
    given_up = (Nomination.State.WITHDRAWN, Nomination.State.DECLINED)
    cases = Nomination.objects.filter(round=OuterRef("round"), cadre=OuterRef("cadre")).exclude(state__in=given_up)
    rows = PoolMember.objects.visible_to(actor).annotate(
        case=Subquery(cases.values("pk")[:1]), at=Subquery(cases.values("team__village__division__name")[:1])
    )
    if actor.area:  # an office sees the pools of the rounds it sees, and its own people in any
        rows = rows.filter(Q(round__in=Round.objects.visible_to(actor).values("pk")) | Q(sender_area=actor.area))
    if taking := wanted.get("round"):
        rows = rows.filter(round=taking)
    if seat := wanted.get("seat"):
        rows = rows.filter(seats__contains=[seat])
    if word := wanted.get("q"):
        rows = rows.filter(Q(cadre__name__icontains=word) | Q(unit__name__icontains=word))
    rows = _standing(rows, wanted.get("stands"))
    return rows.select_related("round", "cadre__township", "unit", "team__village__division").order_by(
        "-round", "sender_area", "unit", "order", "pk"
    )


def _standing(rows, stands):
    if stands == "placed":
        return rows.filter(case__isnull=False, withdrawn_at__isnull=True)
    if stands == "withdrawn":
        return rows.filter(withdrawn_at__isnull=False)
    return rows.filter(case__isnull=True, withdrawn_at__isnull=True) if stands == "waiting" else rows


def is_own(member, actor):
    """Whether the acting unit or township sent this member."""
    if actor.office == Office.UNIT:
        return member.unit_id is not None and member.unit_id == actor.unit_id
    return actor.office == Office.TOWNSHIP and member.unit_id is None and member.sender_area == actor.area


def offer_of(member):
    """The offer a member stands for, to be judged or written anew."""
    plain = ("round", "cadre", "team", "order", "decision_number", "decided_on", "decision_file", "waiver_reason")
    return Offer(seats=tuple(member.seats), said=said_in(member), **{name: getattr(member, name) for name in plain})
