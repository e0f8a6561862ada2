"""The page on which a county locks its months; townships and offices above see how it stands."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from attendance import actions
from attendance.closing import counties, locks_of, months_of
from attendance.forms import LockForm, YearPlaceForm
from core.clock import today
from core.models import Division
from core.offices import Office
from core.pages import show
from core.refusals import NotAllowed, Refused


def lock_list(request):
    """A county's year month by month, or the counties of a prefecture or the province."""
    form = YearPlaceForm(request.GET, actor=request.actor, on=today())
    wanted = form.cleaned_data if form.is_valid() else {"year": today().year, "area": request.actor.area}
    return _page(request, wanted["year"], wanted["area"], form=form)


def _page(request, year, area, *, form=None, asked=None, refusal=None):
    context = {"year": year, "before": year - 1, "after": year + 1, "filters": form, "asked": asked, "refusal": refusal}
    if len(area) < 6:
        rows = {"counties": counties(request.actor, year), "numbers": range(1, 13)}
        return show(request, "attendance/lock_counties.html", {**context, **rows})
    context |= {
        "area": area,
        "place": Division.objects.visible_to(request.actor).current().filter(code=area).first(),
        "months": [month for month in months_of(request.actor, area, year, today()) if month.first <= today()],
        "history": locks_of(request.actor, area, year).order_by("-locked_at", "-month"),
        "writes": request.actor.office == Office.COUNTY,
        "ticked": asked.data.getlist("month") if asked else [],
    }
    return show(request, "attendance/locks.html", context, status=refusal.status if refusal else None)


def lock(request):
    """Locks the ticked months or the year, or unlocks them."""
    form = LockForm(request.POST, actor=request.actor, on=today())
    deed = actions.unlock_months if request.POST.get("verb") == "unlock" else actions.lock_months
    if not form.is_valid():
        return _page(request, form.cleaned_data.get("year") or today().year, request.actor.area, asked=form)
    data = form.cleaned_data
    try:
        months = deed(data["year"], data["months"], data["reason"], by=request.actor, on=today())
    except NotAllowed:
        raise
    except Refused as refusal:
        form.refuse(refusal)
        return _page(request, data["year"], request.actor.area, asked=form, refusal=refusal)
    said = _("Unlocked: %(months)s.") if deed is actions.unlock_months else _("Locked: %(months)s.")
    messages.success(request, said % {"months": "、".join(f"{data['year']}-{month:02d}" for month in months)})
    return redirect(reverse("locks") + f"?year={data['year']}")
