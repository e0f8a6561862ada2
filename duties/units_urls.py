"""Addresses of a unit's duties: kept by the unit, read by county and township and those above, a visit confirmed by the township."""

from core.access import door
from core.offices import Office
from duties.api import unit_duties as api
from duties.models.unit_duties import READERS
from duties.unit_registers import HEARINGS, PAIRED_WORK, VISITS
from duties.views import unit_duties as views

BOTH, POST = ("GET", "POST"), ("POST",)


def _read(route, view, name, methods=("GET",)):
    return door(route, view, name=name, offices=READERS, methods=methods)


def _keep(route, view, name, methods=POST):
    return door(route, view, name=name, offices=(Office.UNIT,), methods=methods)


def _confirm(route, view, name):
    return door(route, view, name=name, offices=(Office.TOWNSHIP,), methods=POST)


def _register(register, at):
    """The pages and the machine addresses of one register."""
    pages, machine, one = f"duties/{at}/", f"api/v1/{at}/", register.one
    return [
        _read(pages, views.list_of(register), register.name),
        _read(f"{pages}excel/", views.file_of(register), f"{register.name}-file"),
        _keep(f"{pages}new/", views.new_of(register), f"{one}-new", BOTH),
        _read(f"{pages}<id:pk>/", views.one_of(register), one),
        _keep(f"{pages}<id:pk>/edit/", views.edit_of(register), f"{one}-edit", BOTH),
        _keep(f"{pages}<id:pk>/remove/", views.remove_of(register), f"{one}-remove"),
        _read(machine, api.list_of(register), f"api-{register.name}", BOTH),
        _read(f"{machine}<id:pk>/", api.one_of(register), f"api-{one}", ("GET", "PUT")),
        _keep(f"{machine}<id:pk>/remove/", api.remove_of(register), f"api-{one}-remove"),
    ]


urlpatterns = [
    *_register(HEARINGS, "hearings"),
    *_register(VISITS, "unit-visits"),
    *_register(PAIRED_WORK, "paired-work"),
    _confirm("duties/unit-visits/<id:pk>/confirm/", views.confirm, "unit-visit-confirm"),
    _confirm("api/v1/unit-visits/<id:pk>/confirm/", api.confirm, "api-unit-visit-confirm"),
]
