"""A month of the on-post board: divisions × days. Three statements, whatever the division."""

from collections import Counter, defaultdict
from datetime import date, timedelta

from django.db.models import Count, Q
from django.db.models.functions import Left

from attendance.boards import named, step_below
from attendance.models import Day, Status
from attendance.sheet import days
from teams.models import Posting

A_DAY = timedelta(days=1)


def month_span(year, month):
    """First and last day of a month."""
    return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1) - A_DAY


def month_of(actor, area, first, last):
    """[{code, name, days: [{day, people, in_village, unconfirmed}]}] of the divisions directly below `area`, by code."""
    serving, said = _serving(actor, area, first, last), _confirmed(actor, area, first, last)
    rows = named([{"code": code} for code in sorted(serving)])
    return [{**row, "days": _days(serving[row["code"]], said, row["code"], first, last)} for row in rows]


def _days(serving, said, code, first, last):
    found, people = [], 0
    for day in days(first, last):
        people += serving[day]
        confirmed, in_village = said.get((code, day), (0, 0))
        found.append(
            {"day": day, "people": people, "in_village": in_village, "unconfirmed": max(people - confirmed, 0)}
        )
    return found


def _confirmed(actor, area, first, last):
    """{(code, day): (confirmed, in the village)}"""
    rows = Day.objects.visible_to(actor).filter(day__range=(first, last), confirmed_at__isnull=False)
    rows = rows.filter(posting__area__startswith=area).annotate(code=Left("posting__area", step_below(area)))
    stayed = Count("posting", filter=Q(status=Status.IN_VILLAGE))
    counted = rows.order_by().values("code", "day").annotate(confirmed=Count("posting"), stayed=stayed)
    return {(code, day): (n, m) for code, day, n, m in counted.values_list("code", "day", "confirmed", "stayed")}


def _serving(actor, area, first, last):
    """{code: {day: how many more people serve from that day on}}"""
    rows = Posting.objects.visible_to(actor).touching(first, last).filter(area__startswith=area)
    rows = rows.annotate(code=Left("area", step_below(area))).order_by().values("code", "starts_on", "ends_on")
    changes = defaultdict(Counter)
    for code, begins, ends, people in rows.annotate(n=Count("pk")).values_list("code", "starts_on", "ends_on", "n"):
        changes[code][max(begins, first)] += people
        if ends and ends < last:
            changes[code][ends + A_DAY] -= people
    return changes
