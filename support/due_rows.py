"""Duties about people counted together: one for each owner, county and day, so that nobody's list names every cadre."""

from collections import Counter

from core.dues import Due
from core.offices import CODE_LENGTH, Office
from support.placing import owner_of

COUNTY = CODE_LENGTH[Office.COUNTY]


def grouped(kind, found, page, **said):
    """One duty for each owner, county and day: how many it is about. `found`: (owner, county, day) for each; `said`: more words."""
    for (owner, county, day), count in sorted(Counter(found).items(), key=lambda pair: str(pair[0])):
        office, unit_id, area = owner
        yield Due(
            kind=kind,
            key=f"{unit_id or area}:{county}:{day}",
            office=office,
            unit_id=unit_id,
            area=area,
            due_on=day,
            about=county,
            link=page,
            params={"count": count, "year": day.year, **said},
        )


def sender(posting):
    """(office, unit, area) of who sent the cadre."""
    owner = owner_of(posting)
    return owner["owner_office"], owner["owner_unit_id"], owner["owner_area"]
