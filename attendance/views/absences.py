"""Absences together: the calendar of a month, the days of leave of a year."""

from django.utils.translation import gettext as _

from attendance import absence_calendar, absence_rows
from attendance.forms.absences import MonthForm, YearForm, month_of
from attendance.models import Leave
from core.clock import today
from core.export import MOST_ROWS, excel_file
from core.models import Division, Holiday
from core.offices import Office
from core.pages import show
from core.paging import page_of

TOWNSHIP = 9  # digits of its code: from here down a calendar names people


def calendar(request):
    """Who is away on which day of a month: people of a township, team or unit; counts of the places above; or one day."""
    form = MonthForm({"month": f"{today():%Y-%m}", **request.GET.dict()}, actor=request.actor, on=today())
    asked = form.cleaned_data if form.is_valid() else {}
    area = asked.get("area") or request.actor.area
    first, last = asked.get("month") or month_of(today().year, today().month)
    if day := asked.get("day"):
        first = last = day
    found = absence_calendar.away(request.actor, area, first, last)
    named = len(area) >= TOWNSHIP or request.actor.office in (Office.UNIT, Office.CADRE)
    context = {
        "form": form,
        "area": area,
        "place": Division.objects.visible_to(request.actor).current().filter(code=area).first(),
        "day": day,
        "days": _days(request, first, last),
        "signs": absence_calendar.SIGNS,
        "month": first,
        "by_day": absence_calendar.by_day(found, first, last) if named or day else [],
        "people": absence_calendar.people(found, first, last) if named and not day else [],
        "places": [] if named or day else absence_calendar.places(found, area, first, last),
    }
    return show(request, "attendance/absences.html", context)


def _days(request, first, last):
    """[(day, whether it is free)] of the month: weekends and holidays, make-up days taken out."""
    arranged = dict(
        Holiday.objects.visible_to(request.actor).filter(day__range=(first, last)).values_list("day", "works")
    )
    return [(day, not arranged.get(day, day.weekday() < 5)) for day in absence_calendar.days(first, last)]


def _summary(request):
    form = YearForm({"year": today().year, **request.GET.dict()}, actor=request.actor, on=today())
    wanted = form.cleaned_data if form.is_valid() else {}
    year = wanted.get("year") or today().year
    return form, year, absence_rows.summary(request.actor, wanted, year)


def leave_year(request):
    """Days of leave per person and kind in a year."""
    form, year, rows = _summary(request)
    page = page_of(request, rows)
    lines = [_line(absence_rows.in_days(row)) for row in page.object_list]
    context = {"form": form, "year": year, "page": page, "lines": lines, "kinds": Leave.Kind.choices}
    return show(request, "attendance/leave_year.html", context)


def _line(row):
    return {**row, "by_kind": [(label, row[kind]) for kind, label in Leave.Kind.choices]}


def leave_year_file(request):
    """The same in Excel."""
    _form, year, rows = _summary(request)
    heads = (_("Cadre"), _("Village"), *(label for _kind, label in Leave.Kind.choices), _("Together"))
    lines = map(absence_rows.in_days, rows[:MOST_ROWS])
    cells = ((one["name"], one["village"], *(one[kind] for kind in Leave.Kind.values), one["total"]) for one in lines)
    return excel_file(f"leave-{year}", heads, cells)
