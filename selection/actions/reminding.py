"""Seats nobody is on the way to: the office that must act is reminded, or sent the refill that is already prepared."""

from django.db import transaction
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from core.models import Notice
from core.notices import tell
from core.offices import DEPARTMENTS, Office
from core.record import record
from core.refusals import Conflict, NotAllowed, Refused
from selection.ledger.boards import day_of, lines
from selection.ledger.seats import SeatState
from teams.models import Seat, Team
from teams.provisions import clause

CALLED_FOR = (SeatState.SHORT, SeatState.OPEN, SeatState.NOMINATED)


@transaction.atomic
def remind(case, team, seat, *, by, on):
    """A department reminds whoever must fill a seat of a round; once per seat and day. Returns whether this call did.

    Effects in order: the team is locked; office, jurisdiction and seat are checked; the notice with the way to a prefilled
    nomination; one record line. Raises NotAllowed, Refused (no paired unit), Conflict (filled, or somebody on the way).
    """
    line, state = _vacancy(team, seat, day_of(case, on), by, on)
    params = {"place": line.village, "seat": _plain(seat), "what": case.name, "until": str(case.nominate_until)}
    query = {"round": case.pk}
    return _send(line, state, "seat_to_fill", params, f"remind:{team.pk}:{seat}:{on}", query, by=by, on=on)


@transaction.atomic
def send_refill(team, seat, *, by, on):
    """A department sends the refill prepared for a short team; once per vacancy. Returns whether this call did.

    Effects in order: as `remind`. Raises as `remind`, and Conflict where somebody holds the seat today.
    """
    line, state = _vacancy(team, seat, on, by, on)
    params = {"place": line.village, "seat": _plain(seat), "on": str(state.since)}
    return _send(line, state, "refill_sent", params, refill_key(state), {}, by=by, on=on)


def refill_key(seat):
    """What the refill of a vacancy is told under."""
    return f"refill:{seat.team_id}:{seat.seat}:{seat.since}"


def _vacancy(team, seat, day, by, on):
    """(line, seat) of a team, locked, whose seat is called for."""
    if by.office not in DEPARTMENTS or not by.covers(team.area):
        raise NotAllowed(_("Reminders are sent by the organization department of the place."))
    locked = Team.objects.select_for_update(of=("self",)).get(pk=team.pk)
    line = lines(Team.objects.filter(pk=locked.pk), day=day, on=on, actor=by)[0]
    state = next(one for one in line.seats if one.seat == seat)
    if state.state not in CALLED_FOR:
        raise Conflict(_("This seat is filled, or somebody is on the way to it."))
    return line, state


def _send(line, state, kind, params, key, query, *, by, on):
    """One notice to the paired unit or to the township; told already, nothing happens."""
    if state.source == "unit" and line.unit_id is None:
        rule = clause("team.seats", line.area, on)
        raise Refused(_("This village has no paired unit: pair it first."), provision=rule)
    if Notice.objects.filter(key=key).exists():
        return False
    unit = {"office": Office.UNIT, "unit_id": line.unit_id}
    to = unit if state.source == "unit" else {"office": Office.TOWNSHIP, "area": line.area[:9]}
    asked = urlencode({"team": line.team_id, "seat": state.seat, **query})
    tell(kind=kind, params=params, key=key, link=f"/nominations/new/?{asked}", **to)
    record(by, kind, Team(pk=line.team_id, area=line.area), details={"seat": state.seat})
    return True


def _plain(seat):
    """The seat's name as a notice keeps it: translated when it is read."""
    with override("en"):
        return str(Seat(seat).label)
