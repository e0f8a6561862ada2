"""Who is acting: a person in the one appointment they chose."""

from dataclasses import dataclass, replace
from functools import cached_property

from core.offices import Office


@dataclass(frozen=True)
class Actor:
    """A user acting in one office. `area` is a division code or "", `unit_id` set for units only.

    `giver_id` is the user who delegated this appointment, if anyone did.
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
