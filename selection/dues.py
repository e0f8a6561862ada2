"""What is due about choosing people: seats to be filled, cases that wait, objections (二(一), 二(三), 二(四))."""

from datetime import timedelta

from django.db.models import Max, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.case_dues import LIMIT, of_cases
from core.dues import Due, source, unspoken
from core.offices import Office
from core.policies import Policies
from selection.models import Adjustment, Nomination, Objection, PublicNotice, Round, RoundPlace, Transfer
from teams.ledger import seat_states
from teams.models import Pairing, Posting, Seat, Team

_WHO = ("posting__cadre", "posting__pairing", "posting__team__village__division")
_SEATS = {seat.value: unspoken(seat.label) for seat in Seat}


@source("seat_to_fill", _("Seats to be filled"), _("%(place)s, %(seat)s: empty since %(since)s. Please nominate."))
def seats(on):
    """Seats that nobody holds, comes to or is nominated for: the paired unit's or the township's, until the round's last day
    or so many days after the seat was empty. Five statements.
    """
    policies, units, rounds, held = Policies(on), _units(on), _rounds(), _held()
    taken = set(Nomination.objects.open().values_list("team", "seat"))
    for team in Team.objects.standing(on).select_related("village__division").order_by("pk"):
        days = policies.at(team.area[:6])["dues.refill_days"].value
        for state in seat_states(team.formed_on, held.get(team.pk, ()), on):
            owner = _filler(state, team, units)
            if not owner or state.posting or state.coming or (team.pk, state.seat) in taken:
                continue
            usual = state.empty_since + timedelta(days=days)
            place = {"place": team.village.division.name, "seat": _SEATS[state.seat], "since": state.empty_since}
            yield Due(
                kind="seat_to_fill",
                key=f"{team.pk}:{state.seat}:{state.empty_since}",
                due_on=rounds.get(team.pk) or usual,
                about=team.area,
                link=reverse("nominate"),
                params=place,
                **owner,
            )


def _units(on):
    return dict(Pairing.objects.in_force(on).values_list("village", "unit"))


def _rounds():
    """{team: the last day of the open round it is in}."""
    places = RoundPlace.objects.filter(closed=False, round__state=Round.State.OPEN)
    return dict(places.values_list("team", "round__nominate_until"))


def _held():
    """{team: its postings}, as far as who sits where needs them."""
    found = {}
    for posting in Posting.objects.only("team", "seat", "starts_on", "ends_on").order_by("pk"):
        found.setdefault(posting.team_id, []).append(posting)
    return found


def _filler(state, team, units):
    """Who fills a seat; None where no unit is paired with the village."""
    if state.filled_by == "township":
        return {"office": Office.TOWNSHIP, "area": team.area[:9]}
    unit = units.get(team.village_id)
    return {"office": Office.UNIT, "unit_id": unit} if unit else None


@source("nomination", _("Nominations that wait"), _("%(place)s: deal with the nomination of %(who)s."))
def nominations(on):
    """Cases on their way: the county reviews, the department of the unit's level approves, once its public notice is over."""
    shown = PublicNotice.objects.published().filter(shown__nomination=OuterRef("pk")).order_by()
    ends = shown.values("shown__nomination").annotate(last=Max("until_on")).values("last")
    rows = Nomination.objects.open().exclude(state=Nomination.State.DRAFT).annotate(shown_until=Subquery(ends))
    rows = rows.select_related("cadre", "team__village__division").defer("findings", "provisions")
    return of_cases(
        "nomination",
        rows,
        on=on,
        page="nomination",
        words=lambda case: {"who": case.cadre.name, "place": case.team.village.division.name},
        until=_after_the_notice(on),
    )


def _after_the_notice(on):
    """A nomination shown to the public is not approved before the notice is over."""
    policies = Policies(on)

    def until(case, usual):
        over = case.shown_until
        return max(usual, over + timedelta(days=policies.at(case.area[:6])[LIMIT].value)) if over else usual

    return until


def _words(case):
    return {"who": case.posting.cadre.name, "place": case.posting.team.village.division.name}


@source("adjustment", _("Adjustments that wait"), _("%(place)s: deal with the adjustment of %(who)s."), personal=True)
def adjustments(on):
    """Applied for, endorsed or returned, and approved ones that are to be put on file."""
    to_file = Q(state=Adjustment.State.APPROVED) & ~Q(filed_with="")
    rows = Adjustment.objects.filter(Q(state__in=Adjustment.OPEN) | to_file).select_related(*_WHO).defer("provisions")
    return of_cases("adjustment", rows, on=on, page="adjustment", words=_words)


@source(
    "transfer",
    _("Transfers that wait"),
    _("%(place)s: deal with the transfer of %(who)s after the term."),
    personal=True,
)
def transfers(on):
    """Applied for, or agreed by the unit."""
    rows = Transfer.objects.open().select_related(*_WHO).defer("provisions")
    return of_cases("transfer", rows, on=on, page="transfer", words=_words)


@source(
    "objection",
    _("Objections to proposed postings"),
    _("Settle the objection to the posting of %(who)s."),
    personal=True,
)
def objections(on):
    """Received and not settled: the department whose notice it was."""
    rows = Objection.objects.filter(state=Objection.State.RECEIVED).select_related("nomination__cadre")
    return of_cases("objection", rows, on=on, page="objection", words=lambda case: {"who": case.nomination.cadre.name})
