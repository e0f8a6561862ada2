"""Dispatching units."""

from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import fetch
from core.clock import today
from core.models import Unit
from core.pages import show
from core.paging import page_of
from teams import actions, rows
from teams.forms import UnitEditForm, UnitFilter, UnitForm
from teams.models import Cadre, Pairing, Posting
from teams.provisions import clause
from teams.views.doing import form_page, narrowed


def units(request):
    """The list, narrowed and sorted."""
    filters = UnitFilter(request.GET, actor=request.actor, on=today())
    return show(
        request,
        "teams/units.html",
        {"filters": filters, "page": page_of(request, rows.units(request.actor, narrowed(filters), today()))},
    )


def unit(request, pk):
    """One unit: facts, its villages, who serves."""
    one = _unit(request, pk)
    mine = Pairing.objects.visible_to(request.actor).filter(unit=one).select_related("village__division")
    serving = Posting.objects.visible_to(request.actor).current(today()).filter(pairing__unit=one)
    context = {
        "unit": one,
        "pairings": page_of(request, mine.order_by("-starts_on")),
        "serving": serving.select_related("cadre", "team__village__division")[:200],
        "people": Cadre.objects.visible_to(request.actor).filter(unit=one).count(),
        "may_edit": bool(actions.may_edit(one, request.actor)),
        "leader_rule": clause("unit.designated_leaders", one.home.code, today()),
        "today": today(),
    }
    return show(request, "teams/unit.html", context)


def _unit(request, pk):
    return fetch(Unit.objects.visible_to(request.actor).select_related("home"), request.actor, pk)


def unit_new(request):
    """The department of the unit's level enters it."""
    return form_page(
        request,
        UnitForm(request.POST or None, actor=request.actor, on=today()),
        lambda data: actions.create_unit(data, data["home"], by=request.actor, on=today()),
        to=lambda made: ("unit", made.pk),
        done=_("The unit has been entered."),
        heading=_("New unit"),
        back=("units", _("Dispatching units")),
        cancel=reverse("units"),
    )


def unit_edit(request, pk):
    """The department corrects a unit; the unit itself names its leader (二(四))."""
    one = _unit(request, pk)
    known = {name: getattr(one, name) for name in UnitEditForm.base_fields}
    return form_page(
        request,
        UnitEditForm(request.POST or None, actor=request.actor, on=today(), unit=one, initial=known),
        lambda data: actions.edit_unit(one, data, by=request.actor, on=today()),
        to=lambda done: ("unit", done.pk),
        done=_("Saved."),
        heading=one.name,
        back=("units", _("Dispatching units")),
        cancel=reverse("unit", args=[one.pk]),
        provision=clause("unit.designated_leaders", one.home.code, today()),
    )
