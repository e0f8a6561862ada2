"""The month sheet: every team of a township × the days of a month, read in a handful of statements as plain values."""

import json
from calendar import monthrange
from datetime import date, timedelta

from django.db.models import Aggregate, Case, CharField, F, FilteredRelation, Func, Q, TextField, Value, When
from django.db.models.functions import Cast, Left
from django.utils.timezone import localtime

from attendance.ledger import ATTENDANCE
from attendance.locks import locked
from attendance.marks import MARKS
from attendance.models import Day, Status
from attendance.resting import rest_days
from attendance.rules import counted_statuses
from attendance.sheet import days
from core.models import CountyRule, Division, Holiday
from core.offices import Office
from core.policy import NoPolicy, policy_in_force
from teams.models import Posting

DEFAULT = Status.IN_VILLAGE
SATURDAY = 6  # as isoweekday counts
_PERSON = ("pk", "cadre__name", "seat", "team__village__division__name", "starts_on", "ends_on")


def month_sheet(actor, area, first, on):
    """The sheet of a township's month as JSON-ready values; `cells` holds only what somebody said or what is known.

    Each person's cells are JSON text as the database has written it: `as_json` passes it on unread.
    """
    last = last_of(first)
    people = _people(actor, area, first, last)
    holidays = _holidays(actor, first.year)
    return {
        "month": f"{first:%Y-%m}",
        "area": area,
        "place": _place(actor, area),
        "today": on.isoformat(),
        "writes": actor.office == Office.CLERK,
        "locked": _lock(area, first, last),
        "default": DEFAULT.value,
        "statuses": _statuses(actor, area, min(last, on)),
        "holidays_known": bool(holidays),
        "days": [_day(day, holidays) for day in days(first, last)],
        "people": people,
        "cells": _proposed(_cells(actor, area, first, last), people, rest_days(area, first, last)),
    }


def as_json(sheet):
    """The sheet as one JSON text: {…, "cells": {posting: {DD: [status, note, confirmed, version, by, source]}}}."""
    cells = ",".join(f'"{posting}":{text}' for posting, text in sheet["cells"].items())
    rest = {name: value for name, value in sheet.items() if name != "cells"}
    told = json.dumps(rest, ensure_ascii=False, separators=(",", ":"))
    return f'{told.removesuffix("}")},"cells":{{{cells}}}}}'


def _lock(area, first, last):
    """Who locked the month, since when and why, or None."""
    for lock in locked(area, first, last):
        since = f"{localtime(lock.locked_at):%Y-%m-%d %H:%M}"
        return {"since": since, "by": lock.locked_by.name, "reason": lock.reason}
    return None


def last_of(first):
    """The last day of a month."""
    return first.replace(day=monthrange(first.year, first.month)[1])


def beside(first):
    """The first days of the months before and after."""
    return (first - timedelta(days=1)).replace(day=1), last_of(first) + timedelta(days=1)


def _people(actor, area, first, last):
    """Who is posted on a day of the month, in the order of villages and seats, with the year's standing: one statement."""
    rows = Posting.objects.visible_to(actor).touching(first, last).filter(area__startswith=area)
    of_year = Q(standings__year=first.year, standings__kind=ATTENDANCE)
    standing = {name: F(f"year__{name}") for name in ("done", "required", "as_of")}
    rows = rows.annotate(year=FilteredRelation("standings", condition=of_year), **standing)
    return [_person(*row) for row in rows.order_by("area", "seat", "pk").values_list(*_PERSON, *standing)]


def _person(posting, name, seat, village, start, end, done, required, as_of):
    return {
        "posting": posting,
        "name": name,
        "seat": seat,
        "village": village,
        "from": start.isoformat(),
        "to": end and end.isoformat(),
        "done": done and float(done),
        "required": required and float(required),
        "as_of": as_of and as_of.isoformat(),
    }


class _ByDay(Aggregate):
    """{DD: [status, note, confirmed, version, by, source]}, put together by the database: a third of the time it takes here."""

    function = "json_object_agg"


def _shown(moment):
    """The moment as `datetime.isoformat` writes it, made by the database."""
    return Func(
        Func(Value("UTC"), moment, function="timezone"), Value(_ISO), function="to_char", output_field=CharField()
    )


_ISO = 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"'
_SURE = Case(When(confirmed_at__isnull=False, then=1), default=0)
_CELL = Func("status", "note", _SURE, _shown("changed_at"), "changed_by__name", "source", function="json_build_array")


def _cells(actor, area, first, last):
    """{posting: its cells as JSON text}: one statement, one row a person."""
    rows = Day.objects.visible_to(actor).filter(posting__area__startswith=area, day__range=(first, last))
    number = Func("day", Value("DD"), function="to_char", output_field=CharField())
    told = rows.values_list("posting_id").annotate(days=Cast(_ByDay(number, _CELL), TextField()))
    return {str(pk): text for pk, text in told.order_by()}


def _proposed(cells, people, rest):
    """Days the county proposes as rest, where nobody has said anything yet: cells without a version."""
    for person in people if rest else ():
        key, until = str(person["posting"]), person["to"] or "9999"
        free = {f"{day:%d}": _REST for day in rest if person["from"] <= day.isoformat() <= until}
        cells[key] = json.dumps(free | json.loads(cells.get(key, "{}")), ensure_ascii=False)
    return cells


_REST = [Status.REST.value, "", 0, "", "", ""]


def _holidays(actor, year):
    return {row.day: row for row in Holiday.objects.visible_to(actor).filter(day__year=year)}


def _day(day, holidays):
    """A column head. Without an arrangement for the day it is an ordinary one of the week."""
    row = holidays.get(day)
    off = not row.works if row else day.isoweekday() >= SATURDAY
    return {"day": day.isoformat(), "weekday": day.isoweekday(), "off": off, "holiday": row.name if row else ""}


def _place(actor, area):
    rows = Division.objects.visible_to(actor).current().filter(code=area)
    return rows.values_list("full_name", flat=True).first() or ""


def _statuses(actor, area, on):
    """The legend: how each status is typed, shown and understood, and whether it counts here as a village day (二(四))."""
    counted = _counted(actor, area, on)
    return [
        {
            "code": status.value,
            "key": mark.letter,
            "digit": mark.digit,
            "label": str(status.label),
            "mark": mark.mark,
            "counts": status.value in counted,
            "words": [status.value, *mark.letters, *mark.words],
        }
        for status, mark in MARKS.items()
    ]


def _counted(actor, area, on):
    """What counts on a day by the policy and the county's own rules; nothing before the first policy."""
    try:
        policy = policy_in_force(area, on, CountyRule.objects.visible_to(actor).above(area).in_force(on))
    except NoPolicy:
        return ()
    return counted_statuses(policy)


def month_of(text):
    """The first day of a month written YYYY-MM, or None."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return None


def townships(actor, on):
    """[(code, path inside the jurisdiction)] of the townships in which somebody is posted: one statement."""
    posted = Posting.objects.visible_to(actor).current(on).annotate(township=Left("area", 9)).values("township")
    rows = Division.objects.visible_to(actor).current().filter(code__in=posted.distinct().order_by())
    above = f"{actor.place} / "
    return [(code, path.removeprefix(above)) for code, path in rows.order_by("code").values_list("code", "full_name")]
