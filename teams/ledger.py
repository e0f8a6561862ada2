"""What the postings add up to: who holds which seat, which is empty and since when."""

from dataclasses import dataclass
from datetime import date, timedelta

from teams.models import Seat

SOURCE = {Seat.FIRST_SECRETARY: "unit", Seat.UNIT_MEMBER: "unit", Seat.TOWNSHIP_MEMBER: "township"}


@dataclass(frozen=True)
class SeatState:
    """One seat of one team on a day: its holder, or since when it has none, who is to come and who must fill it."""

    seat: str
    posting: object | None
    empty_since: date | None
    coming: object | None = None

    @property
    def name(self):
        """What the seat is called in the reader's language."""
        return Seat(self.seat).label

    @property
    def filled_by(self):
        """unit or township: who must send somebody (二(一))."""
        return SOURCE[Seat(self.seat)]


def seat_states(formed_on, postings, on):
    """The three seats of a team on a day. `postings`: all of the team's, in any order."""
    return [_state(seat, formed_on, [p for p in postings if p.seat == seat], on) for seat in Seat]


def _state(seat, formed_on, postings, on):
    holder = next((p for p in postings if p.starts_on <= on and (p.ends_on is None or p.ends_on >= on)), None)
    coming = min((p for p in postings if p.starts_on > on), key=lambda p: p.starts_on, default=None)
    if holder:
        return SeatState(seat, holder, None, coming)
    left = [p.ends_on + timedelta(days=1) for p in postings if p.ends_on and p.ends_on < on]
    return SeatState(seat, None, max([formed_on, *left]), coming)


def short_since(states):
    """Since when a team has not been whole; None when it is."""
    return min((state.empty_since for state in states if state.posting is None), default=None)


def must_act(states):
    """unit, township: who has a seat to fill for which nobody is approved yet, each once."""
    return sorted({state.filled_by for state in states if not (state.posting or state.coming)}, reverse=True)
