"""Who is acting: a person in the one appointment they chose."""

from dataclasses import dataclass, field, replace
from functools import cached_property

from core.models import Appointment
from core.offices import Office


@dataclass(frozen=True)
class Actor:
    """A user acting in one office. `area` is a division code or "", `unit_id` set for units only.

    `giver_id` is the user who delegated this appointment, if anyone did. `forms`: what was understood of what they sent
    in this request, for the count of what people type.
    """

    user_id: int
    name: str
    appointment_id: int | None
    office: str
    area: str = ""
    unit_id: int | None = None
    place: str = ""
    giver_id: int | None = None
    ip: str | None = None
    forms: list = field(default_factory=list, compare=False, repr=False)

    @cached_property
    def office_name(self):
        """The office in the reader's language."""
        return Office(self.office).label

    @property
    def is_department(self):
        """Whether this is an organization department."""
        return self.office in (Office.PROVINCE, Office.PREFECTURE, Office.COUNTY)

    @cached_property
    def myself(self):
        """The same person looking at what belongs to their own account, whatever office they act in."""
        return replace(self, office=Office.CADRE, area="", unit_id=None)

    def covers(self, area):
        """Whether a place (division code) lies in the actor's area."""
        return bool(self.area and area and area.startswith(self.area))


def actor_in(held, ip=None):
    """The person of an appointment acting in it."""
    return Actor(
        user_id=held.user_id,
        name=held.user.name,
        appointment_id=held.pk,
        office=held.office,
        area=held.division.code if held.division else "",
        unit_id=held.unit_id,
        place=held.place,
        giver_id=held.given_by.user_id if held.given_by else None,
        ip=ip,
    )


def acting_in(appointment_id, *, on):
    """The actor of an appointment, for work done later than it was asked for; None when it does not hold on the day."""
    held = Appointment.objects.in_force(on).filter(pk=appointment_id)
    held = held.select_related("user", "division", "unit", "given_by").first()
    return actor_in(held) if held else None
