"""Addresses of spot checks and discrepancies. Nobody below the departments finds a plan or a check behind any of them."""

from attendance.api import spot_checks as api
from attendance.views import discrepancies, spot_checks, spot_plans
from core.access import door
from core.offices import DEPARTMENTS, PLACED

BOTH, POST = ("GET", "POST"), ("POST",)


def _department(route, view, name, methods=("GET",)):
    """各级组织部门 check; the others learn what contradicts their sheet."""
    return door(route, view, name=name, offices=DEPARTMENTS, methods=methods)


urlpatterns = [
    _department("spot-checks/", spot_checks.check_list, "spot-checks"),
    _department("spot-checks/excel/", spot_checks.check_file, "spot-checks-file"),
    _department("spot-checks/today/", spot_checks.due, "spot-checks-due"),
    _department("spot-checks/statistics/", spot_checks.statistics, "spot-statistics"),
    _department("spot-checks/plans/", spot_plans.plan_list, "spot-plans"),
    _department("spot-checks/plans/new/", spot_plans.plan_new, "spot-plan-new", BOTH),
    _department("spot-checks/plans/<id:pk>/", spot_plans.plan, "spot-plan"),
    _department("spot-checks/plans/<id:pk>/call-off/", spot_plans.call_off, "spot-plan-call-off", POST),
    _department("spot-checks/<id:pk>/", spot_checks.check, "spot-check"),
    _department("spot-checks/<id:pk>/record/", spot_checks.record, "spot-check-record", POST),
    _department("spot-checks/<id:pk>/paper/", spot_checks.paper, "spot-check-paper"),
    _department("postings/<id:pk>/spot-checks/", spot_checks.history, "spot-history"),
    door("discrepancies/", discrepancies.discrepancy_list, name="discrepancies", offices=PLACED),
    door("discrepancies/<id:pk>/", discrepancies.discrepancy, name="discrepancy", offices=PLACED),
    _department("discrepancies/<id:pk>/step/", discrepancies.step, "discrepancy-step", POST),
    _department("api/v1/spot-checks/", api.check_list, "api-spot-checks"),
    _department("api/v1/spot-checks/due/", api.due, "api-spot-checks-due"),
    _department("api/v1/spot-checks/statistics/", api.statistics, "api-spot-statistics"),
    _department("api/v1/spot-checks/draw/", api.draw, "api-spot-draw"),
    _department("api/v1/spot-checks/plans/", api.plan_list, "api-spot-plans", BOTH),
    _department("api/v1/spot-checks/plans/<id:pk>/", api.plan, "api-spot-plan"),
    _department("api/v1/spot-checks/plans/<id:pk>/call-off/", api.call_off, "api-spot-plan-call-off", POST),
    _department("api/v1/spot-checks/<id:pk>/", api.check, "api-spot-check"),
    _department("api/v1/spot-checks/<id:pk>/record/", api.record, "api-spot-check-record", POST),
    door("api/v1/discrepancies/", api.discrepancy_list, name="api-discrepancies", offices=PLACED),
    door("api/v1/discrepancies/<id:pk>/", api.discrepancy, name="api-discrepancy", offices=PLACED),
    _department("api/v1/discrepancies/<id:pk>/step/", api.discrepancy_step, "api-discrepancy-step", POST),
]
