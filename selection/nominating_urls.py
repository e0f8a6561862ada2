"""Addresses of nominating for many seats, of the pools, and of what stays of a nomination."""

from core.access import door
from core.offices import DEPARTMENTS, PERSONNEL, Office
from selection.api import lines as api_lines
from selection.api import nominating as api
from selection.api import pool as api_pool
from selection.api import records as api_records
from selection.views import lines, nominating, pool, records

NOMINATORS = (Office.UNIT, Office.TOWNSHIP)
READERS = (*DEPARTMENTS, *NOMINATORS)
BOTH, POST, PUT = ("GET", "POST"), ("POST",), ("GET", "PUT")


def _send(route, view, name, methods=POST):
    """Only who sends cadres."""
    return door(route, view, name=name, offices=NOMINATORS, methods=methods)


def _read(route, view, name, methods=("GET",)):
    """Senders and the departments over them."""
    return door(route, view, name=name, offices=READERS, methods=methods)


urlpatterns = [
    _send("nominations/seats/", lines.nominate, "nominate", BOTH),
    _send("nominations/seats/judge/", lines.line_judge, "line-judge"),
    _read("nominations/<id:pk>/decision/", nominating.nomination_decision, "nomination-decision"),
    # posted with a reason, the full ID number stands in it
    _read("nominations/<id:pk>/form/", records.nomination_form, "nomination-form", BOTH),
    door("cadres/<id:pk>/selections/", records.cadre_selections, name="cadre-selections", offices=PERSONNEL),
    _read("pool/", pool.members, "pool"),
    _read("pool/export/", pool.export, "pool-export"),
    _send("pool/new/", pool.put_forward, "pool-new", BOTH),
    _read("pool/<id:pk>/", pool.member, "pool-member"),
    _send("pool/<id:pk>/change/", pool.member_change, "pool-change", BOTH),
    _send("pool/<id:pk>/take-back/", pool.member_take_back, "pool-take-back"),
    _read("pool/<id:pk>/decision/", pool.member_decision, "pool-decision"),
    door("api/v1/nominations/seats/", api_lines.seats, name="api-own-seats", offices=NOMINATORS),
    _send("api/v1/nominations/many/", api_lines.many, "api-nominate-many"),
    _read("api/v1/nominations/<id:pk>/decision/", api.nomination_decision, "api-nomination-decision"),
    _read("api/v1/nominations/<id:pk>/form/", api_records.nomination_form, "api-nomination-form", BOTH),
    _send("api/v1/nominations/<id:pk>/mend/", api.nomination_mend, "api-nomination-mend"),
    door("api/v1/cadres/<id:pk>/selections/", api_records.cadre_selections, name="api-selections", offices=PERSONNEL),
    # POST and PUT are refused to all but units and townships by the deeds
    _read("api/v1/pool/", api_pool.members, "api-pool", BOTH),
    _read("api/v1/pool/<id:pk>/", api_pool.member, "api-pool-member", PUT),
    _send("api/v1/pool/<id:pk>/take-back/", api_pool.take_back, "api-pool-take-back"),
    _read("api/v1/pool/<id:pk>/decision/", api_pool.decision, "api-pool-decision"),
]
