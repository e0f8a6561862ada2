"""The record lines of cases: who took which step when, so that timelines read as if the year had been lived."""

import json
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.utils.timezone import get_default_timezone

from core.models import Unit
from core.offices import Office
from overview.demo.copying import copy, line
from overview.demo.world import DEMO_COUNTY

_COLUMNS = "at user_id office place area unit_id kind verb object_type object_id result note details".split()


@dataclass
class Taken:
    """A step of a case: `user` holds `office` at `place` (division code or unit)."""

    on: date
    verb: str
    user: object
    office: str
    place: object
    moved: tuple
    note: str = ""
    details: dict = field(default_factory=dict)


def moment_of(day):
    """Ten in the morning of a day, when an invented step was taken."""
    return datetime.combine(day, time(10), get_default_timezone())


def officer(world, office, place, *, second=False):
    """Who acts for an office; `second` is another person of the same department."""
    if second:
        return world.users["county_b" if place == DEMO_COUNTY else f"{office}{place}b"]
    return world.users[str(office), place]


def write_steps(world, cases):
    """The lines of many cases, [(case, [Taken])], in order of their days."""
    taken = [(step, case) for case, steps in cases for step in steps]
    taken.sort(key=lambda pair: (pair[0].on, pair[1].pk))
    copy("core_record", _COLUMNS, (_line(world, case, step) for step, case in taken))


def _line(world, case, step):
    unit = step.place if isinstance(step.place, Unit) else None
    return line(
        f"{step.on} 10:{case.pk % 60:02d}:00+08",
        step.user.pk,
        str(step.office),
        unit.name if unit else world.divisions[step.place].full_name,
        case.area,
        unit.pk if unit else None,
        "step",
        step.verb,
        case._meta.label_lower,
        case.pk,
        "ok",
        step.note,
        json.dumps({"from": step.moved[0], "to": step.moved[1], **step.details}),
    )


def sender_of(world, cadre):
    """(office, place) that nominates this cadre."""
    return (Office.UNIT, cadre.unit) if cadre.unit_id else (Office.TOWNSHIP, cadre.township.code)
