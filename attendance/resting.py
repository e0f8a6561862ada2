"""Days a county's rule proposes as rest: weekends, public holidays, or none, which is the default."""

from calendar import SATURDAY

from django.db.models import Q

from core.models import CountyRule, Holiday
from core.policy import NoPolicy, policy_in_force

KEY = "attendance.rest"
COUNTY = 6  # digits of a county's code


def rest_days(area, first, last):
    """The days of a span that are proposed as rest in a county, each by the rule of that day.

    One statement where no county has such a rule, two where it has one. A year whose holidays nobody has loaded has its
    weekends and no more.
    """
    rules = CountyRule.objects.above(area[:COUNTY]).filter(key=KEY, effective_from__lte=last)
    rules = list(rules.filter(Q(effective_to__isnull=True) | Q(effective_to__gte=first)))
    kinds = {day: _kinds(area, day, rules) for day in _days(first, last)}
    if not any(kinds.values()):
        return frozenset()
    arranged = dict(Holiday.objects.filter(day__range=(first, last)).values_list("day", "works"))
    return frozenset(day for day, asked in kinds.items() if _rests(day, asked, arranged))


def _days(first, last):
    return map(first.fromordinal, range(first.toordinal(), last.toordinal() + 1))


def _kinds(area, day, rules):
    try:
        return policy_in_force(area[:COUNTY], day, rules)[KEY].value
    except NoPolicy:
        return ()


def _rests(day, asked, arranged):
    """A weekend that is worked instead of another day is no rest; a day off is a holiday, on a weekend too."""
    weekend = day.weekday() >= SATURDAY and not arranged.get(day)
    return ("weekend" in asked and weekend) or ("holiday" in asked and arranged.get(day) is False)
