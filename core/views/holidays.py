"""The holiday calendar of a year."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from core.actions import holidays as actions
from core.clock import today
from core.forms.holidays import HolidayForm, YearForm
from core.models import Holiday
from core.offices import Office
from core.pages import show
from core.refusals import Refused

KEEPERS = (Office.PROVINCE, Office.SYSADMIN)


def holiday_list(request):
    """The days off and the weekend days worked of one year."""
    asked = YearForm(request.GET, actor=request.actor, on=today())
    year = asked.cleaned_data["year"] if asked.is_valid() else today().year
    return _page(request, year, HolidayForm(actor=request.actor, on=today()))


def _page(request, year, form):
    rows = Holiday.objects.visible_to(request.actor).filter(day__year=year)
    context = {"year": year, "rows": rows, "form": form, "keeps": request.actor.office in KEEPERS}
    return show(request, "core/holidays.html", context)


def holiday_change(request):
    """Enters, drops or loads days."""
    form = HolidayForm(request.POST, actor=request.actor, on=today())
    if not form.is_valid():
        return _page(request, today().year, form)
    said = form.cleaned_data
    try:
        year = _do(said, request.actor)
    except Refused as refusal:
        form.refuse(refusal)
        return _page(request, said["year"] or today().year, form)
    messages.success(request, _("The calendar is changed."))
    return redirect(reverse("holidays") + f"?year={year}")


def _do(said, actor):
    if said["verb"] == "load":
        actions.load_published(said["year"], by=actor)
        return said["year"]
    if said["verb"] == "drop":
        actions.drop_holiday(said["day"], by=actor)
    else:
        actions.put_holiday(said["day"], name=said["name"], works=said["works"], by=actor)
    return said["day"].year
