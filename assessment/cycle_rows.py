"""The rows of the pages about cycles, each inside the actor's jurisdiction."""

from dataclasses import dataclass

from django.db.models import Count, Q

from assessment import checklist
from assessment.facts import policy_of
from assessment.models import Cycle
from assessment.snapshot import governing
from assessment.steps import AssessmentState, Kind
from core.models import Division
from core.policy import Provision, in_readers_language


@dataclass(frozen=True)
class Governs:
    """A provision a cycle opened with, and what it has become since; `now` None while it is the same."""

    then: Provision
    now: Provision | None


def listed(actor, wanted):
    """The cycles of the jurisdiction with how many of its cases there are, and how many are final."""
    rows = Cycle.objects.visible_to(actor)
    for name in ("year", "kind", "state"):
        rows = rows.filter(**{name: wanted[name]}) if wanted.get(name) else rows
    here = Q(assessments__area__startswith=actor.area)
    final = here & Q(assessments__state=AssessmentState.FINAL)
    return rows.annotate(cases=Count("assessments", filter=here), final=Count("assessments", filter=final)).order_by(
        "-year", "area", "kind", "from_on"
    )


def named(rows):
    """[(row, its county's name)]: one query."""
    rows = list(rows)
    names = dict(Division.objects.filter(code__in=[row.area for row in rows]).values_list("code", "name"))
    return [(row, names.get(row.area, row.area)) for row in rows]


def governs(cycle, on):
    """Every provision a cycle opened with, beside what changed since; those of the county first, then the defaults."""
    now = governing(policy_of(cycle.area, cycle.year, on))
    found = [_beside(data, now.get(key)) for key, data in sorted(cycle.provisions.items())]
    return sorted(found, key=lambda one: (one.now is None, not one.then.by_county, not one.then.is_default))


def texts(cycle):
    """[(title, the day from which it holds)] of the documents a cycle is governed by: the version of the policy."""
    found = [Provision.from_json(data) for data in cycle.provisions.values()]
    titles = {(in_readers_language(one.title), one.since) for one in found if one.title and not one.by_county}
    return sorted(titles, key=lambda pair: pair[1])


def _beside(then, now):
    changed = now is not None and now != then
    return Governs(Provision.from_json(then), Provision.from_json(now) if changed else None)


@dataclass(frozen=True)
class County:
    """A county below and its yearly cycle of a year, or what keeps it from opening."""

    name: str
    code: str
    cycle: Cycle | None
    stops: list


def counties(actor, plan, on):
    """The counties below with their cycle of the year: four queries, however many."""
    below = Division.objects.current().filter(level=Division.Level.COUNTY, code__startswith=actor.area)
    cycles = {row.area: row for row in listed(actor, {"year": plan.year, "kind": Kind.YEARLY})}
    stops = checklist.stops(actor.area, plan, on)
    return [County(row.name, row.code, cycles.get(row.code), stops.get(row.code, [])) for row in below.order_by("code")]


def places(items):
    """[(line of a checklist, the names of its places)]: one query where there are any."""
    codes = [code for item in items for code in item.places]
    names = dict(Division.objects.filter(code__in=codes).values_list("code", "name")) if codes else {}
    return [(item, [names.get(code, code) for code in item.places]) for item in items]
