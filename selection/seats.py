"""The seats a unit or township fills: who holds each, who is nominated, and the day from which it is to be filled."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db.models import Exists, OuterRef, Q, Subquery

from core.offices import Office
from selection.facts import still_served
from selection.models import Nomination, Round, RoundPlace, Volunteer
from selection.rows import own_cadres, own_teams
from selection.terms import usual_days
from teams.models import Posting, Seat, Team


@dataclass
class OwnSeat:
    """One seat: `posting` holds it now, `case` is on its way to it, `volunteer` wishes to keep it."""

    team: Team
    seat: Seat
    taking: Round | None
    starts_on: date
    term_ends_on: date
    posting: Posting | None = None
    case: Nomination | None = None
    volunteer: Volunteer | None = None
    stays: bool = False  # the holder's term is not over by the first day

    @property
    def key(self):
        """How the seat is called in a form."""
        return f"{self.team.pk}-{self.seat.value}"

    @property
    def open(self):
        """Whether somebody is to be nominated."""
        return self.case is None and not self.stays


@dataclass
class OwnTeam:
    """A team with the seats this office fills."""

    team: Team
    seats: list = field(default_factory=list)

    @cached_property
    def first(self):
        """Teams with volunteers come first, then those with open seats, each in the order of the places."""
        waits = [one for one in self.seats if one.open]
        return (not any(one.volunteer for one in waits), not waits, self.team.area)


def seats_filled_by(actor):
    """The seats this office fills: two by the paired unit, one by the township (二(一))."""
    return (Seat.FIRST_SECRETARY, Seat.UNIT_MEMBER) if actor.office == Office.UNIT else (Seat.TOWNSHIP_MEMBER,)


def own_seats(actor, on):
    """The teams of a unit or township with the seats it fills, as `OwnTeam`s, what is to be done first: five queries."""
    teams = list(own_teams(actor, on))
    places = RoundPlace.objects.filter(team__in=teams, closed=False, round__state=Round.State.OPEN)
    rounds = {place.team_id: place.round for place in places.select_related("round")}
    made = [
        OwnTeam(team, [_seat(team, seat, rounds.get(team.pk), on) for seat in seats_filled_by(actor)]) for team in teams
    ]
    by_key = {(one.team.pk, one.seat.value): one for group in made for one in group.seats}
    _put_holders(by_key, teams)
    _put_cases(by_key, teams)
    _put_volunteers(by_key, actor)
    return sorted(made, key=lambda group: group.first)


def _seat(team, seat, taking, on):
    return OwnSeat(team, seat, taking, **usual_days(taking, on))


def _put_holders(by_key, teams):
    """Who sits there on the first day or later; one whose term is over by then makes way."""
    rows = Posting.objects.filter(team__in=teams).select_related("cadre").order_by("starts_on")
    soonest = min((one.starts_on for one in by_key.values()), default=date.max)
    for posting in rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=soonest)):
        one = by_key.get((posting.team_id, posting.seat))
        if one and (posting.ends_on is None or posting.ends_on >= one.starts_on):
            one.posting, one.stays = posting, one.stays or not _over(posting, one.starts_on)


def _over(posting, day):
    """The same as `facts.still_served` says of rows."""
    ends = posting.term_ends_on
    return posting.ends_on is None and ends is not None and posting.starts_on < ends < day


def _put_cases(by_key, teams):
    rows = Nomination.objects.open().filter(team__in=teams).select_related("cadre").defer("findings", "provisions")
    for case in rows:
        if one := by_key.get((case.team_id, case.seat)):
            one.case = case


def _put_volunteers(by_key, actor):
    """Those who wish to keep a seat that is to be filled, unless they are on their way already."""
    rows = Volunteer.objects.visible_to(actor).filter(withdrawn_on__isnull=True, round__isnull=True)
    rows = rows.exclude(posting__cadre__nominations__state__in=Nomination.State.ON_THE_WAY)
    for volunteer in rows.select_related("posting__cadre"):
        one = by_key.get((volunteer.posting.team_id, volunteer.posting.seat))
        if one and one.open:
            one.volunteer = volunteer


def people_of(actor, on):
    """The office's own people by name, each with `serves` and `nominated`: the village, or None. One query."""
    cases = Nomination.objects.open().filter(cadre=OuterRef("pk")).values("team__village__division__name")
    served = Posting.objects.filter(cadre=OuterRef("pk")).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
    return own_cadres(actor).annotate(
        nominated=Subquery(cases[:1]),
        serves=Subquery(served.order_by("-starts_on").values("team__village__division__name")[:1]),
        stays=Exists(still_served(Posting.objects.filter(cadre=OuterRef("pk")), on)),
    )


def called(person):
    """How a person is told from others in a list: the name, and the end of the ID number."""
    return f"{person.name} · {person.id_shown[-4:]}" if person.id_shown else person.name


def meant(people, text):
    """Who of `people` is meant by what was typed: the whole call, or a name that only one bears."""
    text = text.strip()
    exact = [one for one in people if called(one) == text]
    named = [one for one in people if one.name == text]
    hits = exact or named
    return hits[0] if len(hits) == 1 else None
