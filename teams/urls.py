"""Addresses of the first floor and who may enter; what a person sees behind a door is cut by `visible_to`."""

from core.access import door
from core.offices import DEPARTMENTS, PERSONNEL, Office
from teams.api import checks as check_api
from teams.api import people, places
from teams.views import cadres, checks, second_village, teams, units, villages

FORM = ("GET", "POST")
POST = ("POST",)
PUT = ("GET", "PUT")
OFFICES = tuple(
    office for office in PERSONNEL if office != Office.CADRE
)  # a cadre sees its own page, no lists of people
EMPLOYERS = (Office.UNIT, Office.TOWNSHIP)  # who enters cadres: their own unit or township
EXPORTERS = (*DEPARTMENTS, Office.LEADERSHIP, *EMPLOYERS)
MARKERS = (Office.COUNTY, Office.TOWNSHIP, Office.UNIT)  # of a posting's checklist
CHECKERS = (*DEPARTMENTS, Office.LEADERSHIP, *EMPLOYERS)
KEEPERS = (*DEPARTMENTS, Office.UNIT)  # a unit names its own leader

urlpatterns = [
    door("villages/", villages.villages, name="villages", offices=PERSONNEL),
    door("villages/new/", villages.village_new, name="village-new", offices=(Office.COUNTY,), methods=FORM),
    door("villages/<id:pk>/", villages.village, name="village", offices=PERSONNEL),
    door("villages/<id:pk>/edit/", villages.village_edit, name="village-edit", offices=(Office.COUNTY,), methods=FORM),
    door("villages/<id:pk>/pair/", villages.pairing_new, name="pairing-new", offices=DEPARTMENTS, methods=FORM),
    door("villages/<id:pk>/team/", villages.team_new, name="team-new", offices=DEPARTMENTS, methods=FORM),
    door("pairings/<id:pk>/end/", villages.pairing_end, name="pairing-end", offices=DEPARTMENTS, methods=FORM),
    door("units/", units.units, name="units", offices=OFFICES),
    door("units/new/", units.unit_new, name="unit-new", offices=DEPARTMENTS, methods=FORM),
    door("units/<id:pk>/", units.unit, name="unit", offices=OFFICES),
    door("units/<id:pk>/edit/", units.unit_edit, name="unit-edit", offices=KEEPERS, methods=FORM),
    door("teams/", teams.teams, name="teams", offices=PERSONNEL),
    door("teams/<id:pk>/", teams.team, name="team", offices=PERSONNEL),
    door("teams/<id:pk>/disband/", teams.team_disband, name="team-disband", offices=DEPARTMENTS, methods=FORM),
    door(
        "teams/<id:pk>/second-village/",
        second_village.team_second,
        name="team-second",
        offices=DEPARTMENTS,
        methods=FORM,
    ),
    door(
        "teams/<id:pk>/second-village/end/",
        second_village.team_second_end,
        name="team-second-end",
        offices=DEPARTMENTS,
        methods=FORM,
    ),
    door("teams/roster/sent.xlsx", teams.roster_sent, name="roster-sent", offices=EXPORTERS),
    door("teams/roster/serving.xlsx", teams.roster_serving, name="roster-serving", offices=EXPORTERS),
    door("teams/roster/statistics.xlsx", teams.roster_statistics, name="roster-statistics", offices=EXPORTERS),
    door("postings/<id:pk>/", checks.posting, name="posting", offices=PERSONNEL),
    door("postings/<id:pk>/check/", checks.check_mark, name="check-mark", offices=MARKERS, methods=POST),
    door("checks/", checks.open_items, name="checks", offices=CHECKERS),
    door("checks/open.xlsx", checks.open_items_file, name="checks-file", offices=CHECKERS),
    door("checks/<id:pk>/undo/", checks.check_undo, name="check-undo", offices=MARKERS, methods=POST),
    door("checks/<id:pk>/file/", checks.check_file, name="check-file", offices=PERSONNEL),
    door("cadres/", cadres.cadres, name="cadres", offices=OFFICES),
    door("cadres/find/", cadres.cadre_find, name="cadre-find", offices=OFFICES, methods=POST),
    door("cadres/new/", cadres.cadre_new, name="cadre-new", offices=EMPLOYERS, methods=FORM),
    door("cadres/read/", cadres.id_number_read, name="id-number-read", offices=EMPLOYERS, methods=POST),
    door("cadres/<id:pk>/", cadres.cadre, name="cadre", offices=PERSONNEL),
    door("cadres/<id:pk>/edit/", cadres.cadre_edit, name="cadre-edit", offices=EMPLOYERS, methods=FORM),
    door(
        "cadres/<id:pk>/reveal/",
        cadres.cadre_reveal,
        name="cadre-reveal",
        offices=(*DEPARTMENTS, *EMPLOYERS),
        methods=POST,
    ),
    door("cadres/<id:pk>/account/", cadres.cadre_account, name="cadre-account", offices=EMPLOYERS, methods=FORM),
    door("api/v1/villages/", places.villages, name="api-villages", offices=PERSONNEL, methods=FORM),
    door("api/v1/villages/<id:pk>/", places.village, name="api-village", offices=PERSONNEL, methods=PUT),
    door("api/v1/villages/<id:pk>/pair/", places.pair, name="api-pair", offices=DEPARTMENTS, methods=POST),
    door("api/v1/villages/<id:pk>/team/", people.team_form, name="api-team-form", offices=DEPARTMENTS, methods=POST),
    door("api/v1/units/", places.units, name="api-units", offices=OFFICES, methods=FORM),
    door("api/v1/units/<id:pk>/", places.unit, name="api-unit", offices=OFFICES, methods=PUT),
    door("api/v1/pairings/", places.pairings, name="api-pairings", offices=OFFICES),
    door("api/v1/pairings/<id:pk>/", places.pairing, name="api-pairing", offices=OFFICES),
    door("api/v1/pairings/<id:pk>/end/", places.pairing_end, name="api-pairing-end", offices=DEPARTMENTS, methods=POST),
    door("api/v1/teams/", people.teams, name="api-teams", offices=PERSONNEL),
    door("api/v1/teams/<id:pk>/", people.team, name="api-team", offices=PERSONNEL),
    door(
        "api/v1/teams/<id:pk>/disband/", people.team_disband, name="api-team-disband", offices=DEPARTMENTS, methods=POST
    ),
    door(
        "api/v1/teams/<id:pk>/second-village/",
        people.team_second,
        name="api-team-second",
        offices=DEPARTMENTS,
        methods=POST,
    ),
    door(
        "api/v1/teams/<id:pk>/second-village/end/",
        people.team_second_end,
        name="api-team-second-end",
        offices=DEPARTMENTS,
        methods=POST,
    ),
    door("api/v1/postings/", people.postings, name="api-postings", offices=PERSONNEL),
    door("api/v1/checks/", check_api.open_items, name="api-checks", offices=CHECKERS),
    door("api/v1/checks/<id:pk>/undo/", check_api.check_undo, name="api-check-undo", offices=MARKERS, methods=POST),
    door(
        "api/v1/postings/<id:pk>/checks/",
        check_api.posting_checks,
        name="api-posting-checks",
        offices=PERSONNEL,
        methods=FORM,
    ),
    door("api/v1/cadres/", people.cadres, name="api-cadres", offices=OFFICES, methods=FORM),
    door("api/v1/cadres/find/", people.cadre_find, name="api-cadre-find", offices=OFFICES, methods=POST),
    door("api/v1/cadres/<id:pk>/", people.cadre, name="api-cadre", offices=PERSONNEL, methods=PUT),
    door(
        "api/v1/cadres/<id:pk>/reveal/",
        people.cadre_reveal,
        name="api-cadre-reveal",
        offices=(*DEPARTMENTS, *EMPLOYERS),
        methods=POST,
    ),
    door(
        "api/v1/cadres/<id:pk>/account/",
        people.cadre_account,
        name="api-cadre-account",
        offices=EMPLOYERS,
        methods=POST,
    ),
]
