"""The rows the assessment's pages work on, each inside the actor's jurisdiction, with their facts and judgements."""

from dataclasses import dataclass

from django.db.models import Q

from assessment import rules
from assessment.facts import facts_of, policy_of, year_facts
from assessment.models import Assessment
from core.offices import Office


@dataclass(frozen=True)
class Row:
    """One case on a list: its facts, and what the caps leave open of the proposed grade."""

    case: object
    facts: dict
    judged: object
    typed: dict
    errors: dict


def listed(actor, wanted):
    """The assessments a list shows, narrowed by a cleaned filter form."""
    rows = Assessment.objects.visible_to(actor).people()
    if wanted.get("waiting"):
        rows = rows.waiting_for(actor)
    if year := wanted.get("year"):
        rows = rows.filter(year=year)
    if state := wanted.get("state"):
        rows = rows.filter(state=state)
    if words := wanted.get("q"):
        rows = rows.filter(
            Q(posting__cadre__name__icontains=words) | Q(posting__team__village__division__name__icontains=words)
        )
    return rows.select_related("posting__cadre", "posting__pairing__unit", "posting__team__village__division").order_by(
        "-year", "area", "posting"
    )


def waiting(actor, year):
    """Those of a year whose next step is this office's."""
    return listed(actor, {"year": year, "waiting": True})


def latest_year(actor):
    """The latest year that was opened in the jurisdiction, or None."""
    return Assessment.objects.visible_to(actor).order_by("-year").values_list("year", flat=True).first()


def judged_rows(cases, on, *, typed=None, errors=None):
    """Rows with facts and caps: three queries, whatever their number (the cases of one list share county and year)."""
    cases, typed, errors = list(cases), typed or {}, errors or {}
    if not cases:
        return []
    facts = facts_of(cases)
    policy = policy_of(cases[0].area, cases[0].year, on)
    return [Row(case, facts[case.pk], _judged(case, facts, policy), *_said(case, typed, errors)) for case in cases]


def _judged(case, facts, policy):
    return rules.grade(year_facts(facts[case.pk], case.proposed), policy) if case.proposed else None


def _said(case, typed, errors):
    """What was typed for a case, and what was wrong with it, without the case's number."""
    end = f"-{case.pk}"
    mine = {key.removesuffix(end): value for key, value in typed.items() if key.endswith(end)}
    return mine, {key.removesuffix(end): value for key, value in errors.items() if key.endswith(end)}


def sees_the_way(actor):
    """Whether this office sees who took which step; a unit and a cadre see the result."""
    return actor.office not in (Office.UNIT, Office.CADRE)
