"""Seats nobody holds today: since when, who must act, where a nomination stands, and the refill already prepared."""

from dataclasses import dataclass
from datetime import date

from core.models import Notice
from selection.ledger.boards import Line, narrowed, short_lines
from selection.ledger.seats import SeatNow
from selection.models import Volunteer
from selection.terms import next_month
from teams.models import Posting


@dataclass(frozen=True, slots=True)
class Vacancy:
    """One empty seat. `sender`: who must act, by name; `last`: who held it before; `sent`: whether the refill was sent;
    `earliest`: the day the refill is prepared for."""

    line: Line
    seat: SeatNow
    sender: str
    days: int
    last: str
    sent: bool
    earliest: date

    @property
    def called_for(self):
        """Whether somebody must still be put forward."""
        return self.seat.to_fill or self.seat.state == "nominated"


def vacancies(actor, on, wanted=None, key=None):
    """The empty seats of the jurisdiction, the longest empty first: five statements. `key`: what a refill is told under."""
    wanted = wanted or {}
    short = narrowed(short_lines(actor, on, wanted.get("area") or ""), {"q": wanted.get("q")})
    rows = [(line, seat) for line in short for seat in line.seats if seat.since]
    if state := wanted.get("state"):
        rows = [(line, seat) for line, seat in rows if seat.state == state]
    last, sent = _last_holders(rows, on), _sent([key(seat) for _, seat in rows]) if key else set()
    found = [_vacancy(line, seat, on, last, key and key(seat) in sent) for line, seat in rows]
    return sorted(found, key=lambda one: (one.seat.since, one.line.area))


def _vacancy(line, seat, on, last, sent):
    before = last.get((seat.team_id, seat.seat), "")
    return Vacancy(line, seat, line.sender_of(seat), (on - seat.since).days, before, bool(sent), next_month(on))


def _last_holders(rows, on):
    """{(team, seat): name} of who left last."""
    teams = {line.team_id for line, _ in rows}
    left = Posting.objects.filter(team__in=teams, ends_on__lt=on).order_by("ends_on")
    return {(team, seat): name for team, seat, name in left.values_list("team", "seat", "cadre__name")}


def _sent(keys):
    return set(Notice.objects.filter(key__in=keys).values_list("key", flat=True))


def refills(actor, on):
    """What a unit or township must put forward itself: the vacancies of its own seats nobody is on the way to."""
    return [one for one in vacancies(actor, on) if one.called_for and one.seat.source == actor.office]


def prepared(actor, on):
    """What stands on top of a nominating office's page: its refills, and who volunteers to continue."""
    found = refills(actor, on)
    return {"refills": found, "volunteers": volunteers(actor) if found else []}


def volunteers(actor):
    """The actor's people who wish to stay after their term, by name (二(三))."""
    rows = Volunteer.objects.visible_to(actor).filter(withdrawn_on__isnull=True)
    return list(rows.order_by("posting__cadre__name").values_list("posting__cadre__name", flat=True))
