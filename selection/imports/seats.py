"""Which seat a row means. The flags 队长 and 第一书记 of the national form and the words of 组内身份 must agree. Pure."""

from django.utils.translation import gettext_lazy as _

from core.offices import Office
from teams.models import Seat

_FLAGS = ("first", "leader")


def seat_of(values, office):
    """The seat a row names, None where it names none. Raises SeatUnclear with the column at fault."""
    says = {key: values[key] for key in _FLAGS if key in values}
    if word := values.get("seat"):
        says["seat"] = word == Seat.FIRST_SECRETARY
    if len(set(says.values())) > 1:
        raise SeatUnclear([*says][-1])
    if not says:
        return None
    if True in says.values():
        return Seat.FIRST_SECRETARY
    return Seat(word) if word in Seat.values else _member(office)


def _member(office):
    return Seat.UNIT_MEMBER if office == Office.UNIT else Seat.TOWNSHIP_MEMBER


class SeatUnclear(ValueError):
    """The columns contradict each other; `key` is the last of them."""

    message = _("This contradicts the other columns: the first secretary leads the team, and nobody else.")

    def __init__(self, key):
        super().__init__(key)
        self.key = key
