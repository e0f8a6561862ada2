"""Whom a cycle is about: those who served last in the year here, or whose term ends in its span, and their teams."""

from django.db.models import Q

from assessment.models import Assessment
from assessment.steps import AssessmentState, Kind
from teams.models import Posting, Team


def people_of(area, plan, on):
    """The postings a cycle of an area assesses, nobody's twice: yearly where each served last; else those whose term ends."""
    if plan.kind == Kind.YEARLY:
        served = Posting.objects.touching(plan.from_on, min(on, plan.until_on))
        last = served.order_by("cadre_id", "-starts_on", "-pk").distinct("cadre_id")
        return Posting.objects.filter(pk__in=last.values("pk"), area__startswith=area)
    return Posting.objects.filter(_term_ends(plan), area__startswith=area)


def _term_ends(plan):
    """A term that ends in the span: it has ended by its term, or is to end then."""
    span = (plan.from_on, plan.until_on)
    return Q(end_kind=Posting.EndKind.TERM, ends_on__range=span) | Q(end_kind="", term_ends_on__range=span)


def teams_of(area, plan, on):
    """The teams a cycle of an area assesses: those that stood in the year, or of those whose term ends."""
    if plan.kind == Kind.YEARLY:
        stood = Team.objects.filter(area__startswith=area, formed_on__lte=min(on, plan.until_on))
        return stood.exclude(disbanded_on__lt=plan.from_on)
    return Team.objects.filter(pk__in=people_of(area, plan, on).values("team"))


def lacking(area, plan, on):
    """(postings, teams) that have no case yet: what opening, or opening again, would add."""
    return _people_lacking(area, plan, on), _teams_lacking(area, plan, on)


def _people_lacking(area, plan, on):
    judged = Assessment.objects.filter(kind=plan.kind)
    if plan.kind == Kind.YEARLY:
        judged = judged.filter(year=plan.year, cadre__isnull=False)
        return people_of(area, plan, on).exclude(cadre__in=judged.values("cadre"))
    return people_of(area, plan, on).exclude(pk__in=judged.filter(posting__isnull=False).values("posting"))


def _teams_lacking(area, plan, on):
    judged = Assessment.objects.filter(kind=plan.kind, team__isnull=False, area__startswith=area)
    if plan.kind == Kind.YEARLY:
        judged = judged.filter(year=plan.year)
    else:
        judged = judged.filter(cycle__from_on__lte=plan.until_on, cycle__until_on__gte=plan.from_on)
    return teams_of(area, plan, on).exclude(pk__in=judged.values("team"))


def moved(area, plan, on):
    """[(case, posting)] of yearly cases nobody has spoken on yet whose person now serves elsewhere in this area."""
    if plan.kind != Kind.YEARLY:
        return []
    here = {row.cadre_id: row for row in people_of(area, plan, on)}
    cases = Assessment.objects.people().filter(kind=plan.kind, year=plan.year, cadre__in=here.keys())
    cases = cases.filter(state=AssessmentState.OPEN)
    return [(case, here[case.cadre_id]) for case in cases if case.posting_id != here[case.cadre_id].pk]
