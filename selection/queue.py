"""The queue: nominations of a jurisdiction, narrowed by a cleaned filter, what waits for the reader first."""

from datetime import datetime, time, timedelta

from django.db.models import BooleanField, Case, Count, ExpressionWrapper, F, Min, Q, When
from django.utils import timezone

from core.workflow import OWN, hindrance, steps_open, taken_by
from selection.models import Nomination
from selection.models.nominations import NEEDS_WAIVER, waits_for
from teams.models import Seat

SORTS = {
    "since": "changed_at",
    "name": "cadre__name",
    "village": "area",
    "seat": "seat",
    "unit": "unit__name",
    "state": "state",
    "starts": "starts_on",
}
# From how many days on a waiting case is coloured. An aid for the eye; the page says so, no text asks for it.
AGEING, OLD = 7, 15


def listed(actor, wanted, on):
    """The nominations a list shows: what waits for this office first, the oldest on top, or as sorted."""
    rows = Nomination.objects.visible_to(actor).filter(_narrowed(wanted, on))
    rows = rows.waiting_for(actor) if wanted.get("waiting") else rows
    named = ("cadre", "unit", "team__village__division")
    return rows.defer("findings", "provisions").select_related(*named).order_by(*_order(actor, wanted.get("sort")))


def _narrowed(wanted, on):
    """The condition of a cleaned filter; what is left empty does not narrow."""
    verdicts = {"waiver": NEEDS_WAIVER, "eligible": ~NEEDS_WAIVER & ~Q(findings=[])}
    plain = {"state": "state", "seat": "seat", "round": "round", "area": "area__startswith"}
    found = Q(**{path: wanted[name] for name, path in plain.items() if wanted.get(name)})
    found &= verdicts.get(wanted.get("verdict"), Q())
    if days := wanted.get("days"):
        found &= Q(changed_at__lt=_begin_of(on - timedelta(days=days - 1)))
    if unit := wanted.get("unit"):
        found &= Q(unit=unit) if unit.isdigit() else Q(unit__name__icontains=unit)
    if words := wanted.get("q"):
        found &= Q(cadre__name__icontains=words) | Q(team__village__division__name__icontains=words)
    return found


def _begin_of(day):
    return timezone.make_aware(datetime.combine(day, time.min))


def _order(actor, sort):
    key = SORTS.get((sort or "").lstrip("-"))
    if key:
        return (F(key).desc(nulls_last=True) if sort.startswith("-") else F(key).asc(nulls_last=True), "pk")
    waiting = Case(When(waits_for(actor), then=F("changed_at")))
    return (waiting.asc(nulls_last=True), F("changed_at").desc(), "pk")


def counted(actor):
    """What waits for an office, counted by state and seat, how many need a waiver, since when the oldest waits."""
    waiting = Nomination.objects.visible_to(actor).waiting_for(actor)
    states = {str(state): Count("pk", filter=Q(state=state)) for state in Nomination.State.ON_THE_WAY}
    seats = {str(seat): Count("pk", filter=Q(seat=seat)) for seat in Seat}
    found = waiting.aggregate(total=Count("pk"), oldest=Min("changed_at"), **states, **seats)
    return found | {"waiver": waiting.needing_waiver().count()}


def beside(actor, wanted, pk, on):
    """The waiting cases as filtered, seen from one of them: `at` (from 1, None when it does not wait), `of`, `before`, `after`."""
    numbers = list(listed(actor, {**wanted, "waiting": True}, on).values_list("pk", flat=True))
    at = numbers.index(pk) if pk in numbers else None
    before = numbers[at - 1] if at else None
    after = numbers[at + 1] if at is not None and at + 1 < len(numbers) else None
    return {"at": None if at is None else at + 1, "of": len(numbers), "before": before, "after": after, "all": numbers}


def dressed(cases, actor, on):
    """The cases of one page with `days` waiting, `needs_waiver`, the `steps` open to the reader and `why` they may not take one."""
    waivers = needing_waiver(cases)
    for case in cases:
        case.days, case.needs_waiver = days_waiting(case, on), case.pk in waivers
        case.age = ageing(case.days)
        case.steps = [step for step in steps_open(case, actor) if step.verb not in OWN]
    deciding = [case for case in cases if case.steps]
    taken = taken_by(actor, deciding)
    for case in deciding:
        case.forward = next((step.verb for step in case.steps if step.verb in ("review", "approve")), "")
        case.why = hindrance(case, case.forward, actor, taken)
    return cases


def needing_waiver(cases):
    """The numbers of those of some cases that a waiver must answer."""
    rows = Nomination.objects.filter(pk__in=[case.pk for case in cases])
    return set(rows.needing_waiver().values_list("pk", flat=True))


def exported(actor, wanted, on):
    """The list with everything a table to take away says."""
    rows = listed(actor, wanted, on).select_related("cadre", "unit", "round", "team__village__division")
    return rows.annotate(needs_waiver=ExpressionWrapper(NEEDS_WAIVER, BooleanField()))


def days_waiting(case, on):
    """How many days a case stands where it is."""
    return days_since(case.changed_at, on)


def days_since(moment, on):
    """Whole days from a moment to a day; None from nothing."""
    return None if moment is None else max(0, (on - timezone.localdate(moment)).days)


def ageing(days):
    """The state whose colour an age wears."""
    return "impossible" if days >= OLD else "at_risk" if days >= AGEING else "rest"
