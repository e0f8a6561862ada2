"""Addresses of standings and of the attendance rules, and who may enter."""

from attendance.api import standings as api
from attendance.views import rules, standings
from core.access import door
from core.actions.county_rules import WRITERS
from core.offices import PERSONNEL

BOTH = ("GET", "POST")


def _read(route, view, name):
    return door(route, view, name=name, offices=PERSONNEL)


urlpatterns = [
    _read("attendance/standings/", standings.standing_list, "standings"),
    _read("attendance/standings/standings.xlsx", standings.standings_table, "standings-table"),
    _read("attendance/standings/<id:pk>/", standings.posting_standing, "posting-standing"),
    _read("attendance/rules/", rules.rule_list, "attendance-rules"),
    # the same two offices that enter county rules anywhere
    door("attendance/rules/<key:key>/", rules.rule_new, name="attendance-rule", offices=WRITERS, methods=BOTH),
    _read("api/v1/standings/", api.standing_list, "api-standings"),
    _read("api/v1/standings/places/", api.standing_places, "api-standing-places"),
    _read("api/v1/standings/<id:pk>/", api.posting_standing, "api-posting-standing"),
    _read("api/v1/attendance-rules/", api.rule_list, "api-attendance-rules"),
]
