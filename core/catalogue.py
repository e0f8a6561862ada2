"""The catalogue of forms: the house's own, as data, and those offices have listed; and how much each office types."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.db.models import Count, Sum
from django.urls import reverse

from core.models import Appointment, AskedForm, Division, TypedFields
from core.offices import Office
from core.plain_yaml import read_yaml
from core.policies import policy_at
from core.policy import PROVINCE, in_readers_language

FOLDER = Path(__file__).resolve().parent.parent / "config" / "catalogue"
COUNTED = [office for office in Office if office not in (Office.SYSADMIN, Office.AUDITOR)]


@dataclass(frozen=True)
class BuiltIn:
    """A form the house brings, with the provision it rests on."""

    key: str
    names: dict
    issuers: dict
    basis: str
    cadence: str
    filled_by: tuple
    lines: tuple
    page: str = ""

    @property
    def name(self):
        """What it is called in the reader's language."""
        return in_readers_language(self.names)

    @property
    def issuer(self):
        """Who asks for it, in the reader's language."""
        return in_readers_language(self.issuers)

    @property
    def fields(self):
        """[{name, known}] in the reader's language; `known` is "" for what somebody types."""
        return [
            {"name": in_readers_language(line), "known": in_readers_language(line["known"]) if "known" in line else ""}
            for line in self.lines
        ]

    @property
    def url(self):
        """The page where it is filled in, "" where it has none of its own."""
        return reverse(self.page) if self.page else ""

    def get_cadence_display(self):
        """How often, in the reader's language."""
        return AskedForm.Cadence(self.cadence).label


@cache
def built_in():
    """The forms of the house, in the order of the file."""
    said = read_yaml(FOLDER / f"{PROVINCE}.yaml")["forms"]
    return tuple(
        BuiltIn(
            key=one["key"],
            names=one["name"],
            issuers=one["issuer"],
            basis=one["basis"],
            cadence=one["cadence"],
            filled_by=tuple(one["filled_by"]),
            lines=tuple(one["fields"]),
            page=one.get("page", ""),
        )
        for one in said
    )


def with_clauses(actor, on):
    """The house's forms with the provision each rests on, at the actor's place: one query."""
    policy = policy_at(actor.area or PROVINCE, on)
    return [(one, policy.get(one.basis)) for one in built_in()]


def asked(actor, on):
    """What offices ask for and the actor may see, with `place`; those without a basis are to be seen first. Two queries."""
    rows = list(AskedForm.objects.visible_to(actor).asked(on).order_by("area", "pk"))
    names = Division.objects.current().filter(code__in={row.area for row in rows}).values_list("code", "name")
    named = dict(names) if rows else {}
    for row in rows:
        row.place = named.get(row.area, row.area)
    return sorted(rows, key=lambda row: bool(row.basis))


def typed(actor, year, on):
    """[{office, label, fields, forms, people, each}] of the actor's area in a year: two queries. `each`: fields a person."""
    rows = TypedFields.objects.visible_to(actor).filter(day__year=year).order_by().values("office")
    sums = {row["office"]: row for row in rows.annotate(fields_sum=Sum("fields"), forms_sum=Sum("forms"))}
    people = _people(actor, on)
    return [_line(office, sums[office], people.get(office, 0)) for office in COUNTED if office in sums]


def _people(actor, on):
    """How many people hold each office in the actor's area; cadres and units of everywhere for the province."""
    held = Appointment.objects.in_force(on)
    here = held.filter(division__code__startswith=actor.area) | held.filter(unit__home__code__startswith=actor.area)
    if actor.area == PROVINCE:
        here = held
    return dict(here.order_by().values_list("office").annotate(Count("user", distinct=True)))


def _line(office, found, people):
    each = round(found["fields_sum"] / people, 1) if people else None
    facts = {"fields": found["fields_sum"], "forms": found["forms_sum"], "people": people, "each": each}
    return {"office": office, "label": Office(office).label, **facts}
