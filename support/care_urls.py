"""Addresses of care for people: one page per cadre, insurance, check-ups, visits and talks, allowances, difficulties, injuries."""

from core.access import door
from core.offices import DEPARTMENTS, Office
from support.api import cases as case_api
from support.api import lines as api
from support.models import CARERS, CLOSE_BY
from support.views import allowances, care, case_files, cases, lines

PROVIDERS = (Office.COUNTY, Office.TOWNSHIP, Office.UNIT)
VISITORS = (*DEPARTMENTS, Office.TOWNSHIP, Office.UNIT)
BOTH, POST = ("GET", "POST"), ("POST",)


def _read(route, view, name, offices=CARERS):
    return door(route, view, name=name, offices=offices)


def _enter(route, view, name, offices=PROVIDERS, methods=POST):
    return door(route, view, name=name, offices=offices, methods=methods)


def _both(route, view, name, readers=CARERS):
    """Read by many; who enters is checked by the deed."""
    return door(route, view, name=name, offices=readers, methods=BOTH)


def _kind(key, name, enterers):
    """List, file, entry for many, and striking, of one kind of line."""
    return [
        _read(f"{name}/", lines.list_of(key), name),
        _read(f"{name}.xlsx", lines.file_of(key), f"{name}-file"),
        _enter(f"{name}/new/", lines.entry_of(key), f"{key}-new", enterers, BOTH),
        _enter(f"{name}/<id:pk>/strike/", lines.strike_of(key), f"{key}-strike", enterers),
        _both(f"api/v1/{name}/", api.list_and_entry(key), f"api-{name}"),
        _enter(f"api/v1/{name}/<id:pk>/strike/", api.strike_of(key), f"api-{key}-strike", enterers),
    ]


urlpatterns = [
    _read("care/", care.care_list, "care"),
    _read("care.xlsx", care.care_file, "care-file"),
    _read("care/<id:pk>/", care.person, "care-person"),
    _read("api/v1/care/", api.people, "api-care"),
    _read("api/v1/care/<id:pk>/", api.person, "api-care-person"),
    *_kind("insurance", "insurances", PROVIDERS),
    *_kind("checkup", "checkups", PROVIDERS),
    *_kind("visit", "visits", VISITORS),
    _enter("checkups/done/", lines.checkups_done, "checkups-done"),
    _enter("api/v1/checkups/done/", api.checkups_done, "api-checkups-done"),
    _both("allowances/", allowances.month, "allowances"),
    _read("allowances/paid/", lines.list_of("allowance"), "allowances-paid"),
    _read("allowances/paid.xlsx", lines.file_of("allowance"), "allowances-paid-file"),
    _enter("allowances/<id:pk>/strike/", lines.strike_of("allowance"), "allowance-strike"),
    _both("api/v1/allowances/", api.allowances, "api-allowances"),
    _enter("api/v1/allowances/<id:pk>/strike/", api.strike_of("allowance"), "api-allowance-strike"),
    _read("difficulties/", cases.difficulties, "difficulties", CLOSE_BY),
    _read("difficulties.xlsx", case_files.difficulties, "difficulties-file", CLOSE_BY),
    _both("difficulties/new/", cases.difficulty_new, "difficulty-new", CLOSE_BY),
    _read("difficulties/<id:pk>/", cases.difficulty, "difficulty", CLOSE_BY),
    _enter("difficulties/<id:pk>/help/", cases.difficulty_help, "difficulty-help"),
    _enter("difficulties/<id:pk>/settle/", cases.difficulty_settle, "difficulty-settle"),
    _enter("difficulties/<id:pk>/strike/", cases.difficulty_strike, "difficulty-strike", CLOSE_BY),
    _both("api/v1/difficulties/", case_api.difficulties, "api-difficulties", CLOSE_BY),
    _read("api/v1/difficulties/<id:pk>/", case_api.difficulty, "api-difficulty", CLOSE_BY),
    _enter("api/v1/difficulties/<id:pk>/help/", case_api.difficulty_help, "api-difficulty-help"),
    _enter("api/v1/difficulties/<id:pk>/settle/", case_api.difficulty_settle, "api-difficulty-settle"),
    _enter("api/v1/difficulties/<id:pk>/strike/", case_api.difficulty_strike, "api-difficulty-strike", CLOSE_BY),
    _read("injuries/", cases.injuries, "injuries"),
    _read("injuries.xlsx", case_files.injuries, "injuries-file"),
    _enter("injuries/new/", cases.injury_new, "injury-new", PROVIDERS, BOTH),
    _read("injuries/<id:pk>/", cases.injury, "injury"),
    _enter("injuries/<id:pk>/strike/", cases.injury_strike, "injury-strike"),
    _enter("injuries/steps/<id:pk>/done/", cases.injury_step, "injury-step"),
    _read("injuries/steps/<id:pk>/paper/", cases.injury_paper, "injury-paper"),
    _both("api/v1/injuries/", case_api.injuries, "api-injuries"),
    _read("api/v1/injuries/<id:pk>/", case_api.injury, "api-injury"),
    _enter("api/v1/injuries/<id:pk>/strike/", case_api.injury_strike, "api-injury-strike"),
    _enter("api/v1/injury-steps/<id:pk>/done/", case_api.injury_step, "api-injury-step"),
]
