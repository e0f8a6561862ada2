"""Addresses of final results and of their use."""

from assessment.api import results as api
from assessment.views import results, uses
from core.access import door
from core.offices import DEPARTMENTS, Office

READERS = (*DEPARTMENTS, Office.TOWNSHIP, Office.UNIT, Office.CADRE)
USERS = (*DEPARTMENTS, Office.UNIT)
MAKERS = (Office.COUNTY, Office.UNIT)
BOTH, POST, GET = ("GET", "POST"), ("POST",), ("GET",)


def _read(route, view, name, offices=READERS, methods=GET):
    return door(route, view, name=name, offices=offices, methods=methods)


urlpatterns = [
    _read("results/", results.result_list, "results"),
    _read("results/table/", results.result_table, "results-table"),
    _read("results/<id:pk>/form/", results.result_form, "result-form", methods=BOTH),
    # county and unit recommend; the department of the level that sent them takes it up (二(三), 二(四))
    _read("results/<id:pk>/recommend/", uses.use_new, "use-new", MAKERS, BOTH),
    _read("cadres/<id:pk>/results/", results.cadre_results, "cadre-results"),
    _read("uses/", uses.use_list, "uses", USERS),
    _read("uses/inspection/", uses.inspection, "use-inspection", DEPARTMENTS),
    _read("uses/table/", uses.use_table, "uses-table", USERS),
    _read("uses/<id:pk>/", uses.use, "use", USERS),
    _read("uses/<id:pk>/step/", uses.use_step, "use-step", USERS, POST),
    _read("api/v1/results/", api.results, "api-results"),
    _read("api/v1/results/<id:pk>/form/", api.result_form, "api-result-form", methods=BOTH),
    _read("api/v1/results/<id:pk>/recommend/", api.use_new, "api-use-new", MAKERS, POST),
    _read("api/v1/uses/", api.uses, "api-uses", USERS),
    _read("api/v1/uses/<id:pk>/", api.use, "api-use", USERS),
    _read("api/v1/uses/<id:pk>/step/", api.use_step, "api-use-step", USERS, POST),
]
