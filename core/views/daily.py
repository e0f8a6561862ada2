"""What comes round: holidays, daily jobs."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from core.access import fetch
from core.actions import holidays
from core.clock import today
from core.forms.records import HolidayForm, YearForm
from core.models import Holiday
from core.outbox import backlog, given_up, runs
from core.pages import show
from core.paging import page_of
from core.refusals import Refused

MOST_SHOWN = 100  # given-up messages on the page; the interface for machines pages through all


def holiday_list(request):
    """The arrangement of a year; those who keep it change it here."""
    form = YearForm({"year": request.GET.get("year") or today().year})
    year = form.cleaned_data["year"] if form.is_valid() else today().year
    return _year(request, year, HolidayForm())


def _year(request, year, form):
    rows = Holiday.objects.visible_to(request.actor).filter(day__year=year)
    return show(
        request, "core/holidays.html", {"rows": rows, "year": year, "form": form, "before": year - 1, "after": year + 1}
    )


def holiday_set(request):
    """Adds a day or changes it."""
    form = HolidayForm(request.POST)
    if not form.is_valid():
        return _year(request, today().year, form)
    holidays.set_holiday(**form.cleaned_data, by=request.actor)
    messages.success(request, _("Saved."))
    return _to_year(form.cleaned_data["day"].year)


def holiday_remove(request, day):
    """Makes a day an ordinary one again."""
    row = fetch(Holiday, request.actor, day)
    holidays.remove_holiday(row, by=request.actor)
    messages.success(request, _("The day is an ordinary one again."))
    return _to_year(day.year)


def holiday_load(request):
    """Loads the published arrangement of a year."""
    form = YearForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Enter a year."))
    year = form.cleaned_data["year"]
    count = holidays.load_published(year, by=request.actor)
    messages.success(request, _("%(count)s days of %(year)s have been loaded.") % {"count": count, "year": year})
    return _to_year(year)


def _to_year(year):
    answer = redirect("holidays")
    answer["Location"] += f"?year={year}"
    return answer


def job_list(request):
    """Which daily job ran when, what still waits in the outbox, and what was given up."""
    lost = given_up()[:MOST_SHOWN]
    return show(request, "core/jobs.html", {"page": page_of(request, runs()), "backlog": backlog(), "lost": lost})
