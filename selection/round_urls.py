"""Addresses of rounds and of teams that are short."""

from core.access import door
from core.offices import DEPARTMENTS, Office
from selection.api import rounds as api
from selection.views import rounds, short

READERS = (*DEPARTMENTS, Office.LEADERSHIP, Office.TOWNSHIP, Office.UNIT)
BOTH, POST, PUT = ("GET", "POST"), ("POST",), ("GET", "PUT")


def _read(route, view, name):
    """Who has villages in a round reads it; the leadership group office reads only."""
    return door(route, view, name=name, offices=READERS)


def _keep(route, view, name, methods=POST):
    """Organization departments keep rounds and call for refills."""
    return door(route, view, name=name, offices=DEPARTMENTS, methods=methods)


urlpatterns = [
    _read("rounds/", rounds.rounds, "rounds"),
    _keep("rounds/new/", rounds.round_new, "round-new", BOTH),
    _read("rounds/<id:pk>/", rounds.round_page, "round"),
    _read("rounds/<id:pk>/grid/", rounds.round_grid, "round-grid"),
    _read("rounds/<id:pk>/seats.xlsx", rounds.round_file, "round-file"),
    _keep("rounds/<id:pk>/edit/", rounds.round_edit, "round-edit", BOTH),
    _keep("rounds/<id:pk>/villages/", rounds.round_villages, "round-villages", BOTH),
    _keep("rounds/<id:pk>/teams/", rounds.round_teams, "round-teams"),
    _keep("rounds/<id:pk>/open/", rounds.round_open, "round-open"),
    _keep("rounds/<id:pk>/close/", rounds.round_close, "round-close"),
    _keep("rounds/<id:pk>/reopen/", rounds.round_reopen, "round-reopen", BOTH),
    _keep("rounds/<id:pk>/remind/", rounds.round_remind, "round-remind"),
    _read("teams/short/", short.short_teams, "short-teams"),
    _read("teams/short/short.xlsx", short.short_teams_file, "short-teams-file"),
    _keep("teams/short/send/", short.short_send, "short-send"),
    door("api/v1/rounds/", api.rounds, name="api-rounds", offices=READERS, methods=BOTH),
    door("api/v1/rounds/<id:pk>/", api.round_one, name="api-round", offices=READERS, methods=PUT),
    _keep("api/v1/rounds/<id:pk>/open/", api.round_open, "api-round-open"),
    _keep("api/v1/rounds/<id:pk>/close/", api.round_close, "api-round-close"),
    _keep("api/v1/rounds/<id:pk>/reopen/", api.round_reopen, "api-round-reopen"),
    _keep("api/v1/rounds/<id:pk>/teams/", api.round_teams, "api-round-teams"),
    _keep("api/v1/rounds/<id:pk>/remind/", api.round_remind, "api-round-remind"),
    door("api/v1/rounds/<id:pk>/places/", api.round_places, name="api-round-places", offices=READERS, methods=PUT),
    _read("api/v1/rounds/<id:pk>/seats/", api.round_seats, "api-round-seats"),
    _read("api/v1/rounds/<id:pk>/summary/", api.round_summary, "api-round-summary"),
    _read("api/v1/teams/short/", api.short_teams, "api-short-teams"),
    _keep("api/v1/teams/short/send/", api.short_send, "api-short-send"),
]
