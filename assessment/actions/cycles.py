"""Cycles opened, mended, closed and opened again (二(四))."""

from dataclasses import replace
from functools import partial

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from assessment import calendars, checklist, snapshot, subjects
from assessment.actions.telling import tell_office
from assessment.facts import facts_of, policy_of
from assessment.models import Assessment, Cycle, OpeningFacts
from assessment.steps import AssessmentState, Kind
from core.offices import DEPARTMENTS, Office
from core.record import record
from core.refusals import FASTER, Conflict, NotAllowed, Refused
from core.workflow import take


@transaction.atomic
def open_cycle(plan, *, by, on, county=None):
    """Opens a cycle of a county, or opens it again for whoever came later. Returns (cycle, how many cases are new).

    Effects in order: office, span, calendar and what must be there are checked; the cycle with the provisions it is
    governed by, once; everybody it is about and every team gets a case, once; a case nobody has spoken on follows its
    person to where they serve now; the facts of every new case are kept as they stand; one record line, and each
    township is told of a yearly one, if there was anything new. Raises NotAllowed, Refused, Conflict (it is closed).
    """
    county = county or by.area
    if by.office not in DEPARTMENTS or not county.startswith(by.area) or len(county) != len("630000"):
        raise NotAllowed(_("This step belongs to another office."))
    calendars.check_span(plan, on)
    held = _held(county, plan)
    plan = replace(plan, **{name: day for name, day in held.calendar.items() if day}) if held else plan
    calendars.check_calendar(plan)
    _nothing_stops(county, plan, on)
    cycle = held or _made(county, plan, by, on)
    return cycle, _fill(cycle, plan, by, on)


def open_year(year, *, by, on):
    """Opens the yearly cycle of the county's own year, with the usual calendar. Returns how many cases are new."""
    plan = calendars.yearly(year) if calendars.FIRST_YEAR <= year <= on.year else None
    if plan is None:
        raise Refused(_("This year cannot be assessed."), fields={"year": _("A year from 2018 to this one.")})
    if by.office != Office.COUNTY:
        raise NotAllowed(_("This step belongs to another office."))
    plan = calendars.with_usual_days(plan, policy_of(by.area, year, on), on)
    return open_cycle(plan, by=by, on=on)[1]


def plan_of(cycle):
    """The plan a cycle was opened with."""
    return calendars.Plan(cycle.kind, cycle.from_on, cycle.until_on, **cycle.calendar)


@transaction.atomic
def open_again(cycle, *, by, on):
    """Adds whoever came later to a running cycle. Effects and refusals as in `open_cycle`."""
    return open_cycle(plan_of(cycle), by=by, on=on, county=cycle.area)


@transaction.atomic
def set_calendar(cycle, days, *, by, on):
    """The county changes until when each office has its turn.

    Effects in order: the cycle is locked; the days are checked; they are stored; one record line with the days before.
    Raises NotAllowed, Conflict (it is closed), Refused (a day missing or out of order).
    """
    row = Cycle.objects.select_for_update(of=("self",)).get(pk=cycle.pk)
    _own(row, by)
    before = {name: day.isoformat() if day else None for name, day in row.calendar.items()}
    calendars.check_calendar(replace(plan_of(row), **days))
    for name in calendars.DAYS:
        setattr(row, name, days[name])
    row.save(update_fields=[*calendars.DAYS, "changed_at"])
    record(by, "set_calendar", row, details={"before": before})
    return row


def _own(row, by):
    if by.office != Office.COUNTY or by.area != row.area:
        raise NotAllowed(_("This step belongs to another office."))
    if row.state != Cycle.State.RUNNING:
        raise Conflict(_("This cycle is closed."))


@transaction.atomic
def close(cycle, *, by, on, note=""):
    """The county closes a cycle in which every case is final. Raises Refused (how many are not), Conflict, NotAllowed."""
    return take(cycle, "close", by=by, note=note, cause=_all_final)


def _all_final(row):
    left = row.assessments.exclude(state=AssessmentState.FINAL).count()
    if left or not row.assessments.exists():
        raise Refused(
            _("%(count)s cases of this cycle are not final.") % {"count": left}
            if left
            else _("This cycle has no cases.")
        )
    return {}


@transaction.atomic
def reopen_cycle(cycle, *, by, on, note):
    """The county opens a closed cycle again, with a reason; its grades stand. Raises Refused, Conflict, NotAllowed."""
    return take(cycle, "reopen", by=by, note=note)


def take_cycle_step(cycle, said, *, by, on):
    """The deed a verb names, for pages and machines alike; Conflict when the cycle has moved since it was seen."""
    if said["state"] and said["state"] != cycle.state:
        raise Conflict(FASTER)
    days = {name: said[name] for name in calendars.DAYS}
    deeds = {
        "again": partial(open_again, cycle),
        "calendar": partial(set_calendar, cycle, days),
        "close": partial(close, cycle, note=said["note"]),
        "reopen": partial(reopen_cycle, cycle, note=said["note"]),
    }
    return deeds[said["verb"]](by=by, on=on)


def _held(county, plan):
    """The cycle that is there already, locked: whoever opens it at the same time waits, and finds it filled."""
    known = {"area": county, "kind": plan.kind, "year": plan.year}
    known |= {} if plan.kind == Kind.YEARLY else {"from_on": plan.from_on, "until_on": plan.until_on}
    held = Cycle.objects.select_for_update(of=("self",)).filter(**known).first()
    if held and held.state != Cycle.State.RUNNING:
        raise Conflict(_("This cycle is closed."))
    return held


def _nothing_stops(county, plan, on):
    stops = checklist.stops(county, plan, on).get(county, ())
    if stops:
        why = "; ".join(f"{item.words}: {item.count}" for item in stops)
        raise Refused(_("The cycle cannot start yet. Missing: %(why)s.") % {"why": why})


def _made(county, plan, by, on):
    said = {"from_on": plan.from_on, "until_on": plan.until_on, "opened_on": on, "opened_by_id": by.user_id}
    said |= plan.calendar | {"provisions": snapshot.governing(policy_of(county, plan.year, on))}
    known = {"area": county, "kind": plan.kind, "year": plan.year}
    if plan.kind != Kind.YEARLY:
        known["from_on"] = said.pop("from_on")
    made, _new = Cycle.objects.get_or_create(**known, defaults=said)
    return Cycle.objects.select_for_update(of=("self",)).get(pk=made.pk)


def _fill(cycle, plan, by, on):
    """The cases that are not there yet, with their facts; those that follow their person."""
    follows = _follow(cycle, plan, on)
    new = Assessment.objects.bulk_create(_cases(cycle, plan, on))
    _keep_facts(new, on)
    if new or follows:
        record(
            by, "open_cycle", cycle, area=cycle.area, details={"year": cycle.year, "cases": len(new), "moved": follows}
        )
    if cycle.kind == Kind.YEARLY:
        for township in sorted({case.area[:9] for case in new}):
            key = f"assessments:{cycle.year}:{township}:open:{on}"
            tell_office(Office.TOWNSHIP, township, cycle.year, f"{cycle.year}", key=key)
    return len(new)


def _cases(cycle, plan, on):
    people, teams = subjects.lacking(cycle.area, plan, on)
    said = {"cycle": cycle, "kind": cycle.kind, "year": cycle.year}
    rows = people.order_by("area", "pk").values_list("pk", "cadre_id", "area")
    cases = [Assessment(posting_id=pk, cadre_id=cadre, area=area, **said) for pk, cadre, area in rows]
    rows = teams.order_by("area", "pk").values_list("pk", "area")
    return cases + [Assessment(team_id=pk, area=area, **said) for pk, area in rows]


def _follow(cycle, plan, on):
    """Cases nobody has spoken on go where their person serves now. Returns how many."""
    cases = []
    for case, posting in subjects.moved(cycle.area, plan, on):
        case.cycle, case.posting, case.area = cycle, posting, posting.area
        cases.append(case)
    Assessment.objects.bulk_update(cases, ["cycle", "posting", "area"])
    return len(cases)


def _keep_facts(cases, on):
    facts = facts_of(cases, on)
    kept = [
        OpeningFacts(assessment=case, taken_on=on, facts=facts[case.pk], facts_hash=snapshot.hash_of(facts[case.pk]))
        for case in cases
    ]
    OpeningFacts.objects.bulk_create(kept)
