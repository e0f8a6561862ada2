"""The month sheet's page: which month, which township; the grid itself is drawn from the machine interface."""

from django.urls import reverse

from attendance.forms import MonthForm
from attendance.month import beside, townships
from attendance.views.month_words import words
from core.clock import today
from core.offices import Office
from core.pages import show


def month_page(request):
    """The frame of the grid. Readers above a township choose one; without JavaScript the daily sheet is the way."""
    form = MonthForm(request.GET, actor=request.actor, on=today())
    fine = form.is_valid()
    first = form.cleaned_data["month"] if fine else today().replace(day=1)
    area = form.cleaned_data["area"] if fine else ""
    before, after = beside(first)
    context = {
        "form": form,
        "first": first,
        "before": before,
        "after": after,
        "area": area,
        "places": townships(request.actor, today()) if len(request.actor.area) < 9 else [],
        "writes": request.actor.office == Office.CLERK,
        "setup": {"url": reverse("api-month-sheet"), "month": f"{first:%Y-%m}", "area": area, "words": words()},
    }
    return show(request, "attendance/month.html", context)
