"""Addresses of cycles and of grades judged again, and who may enter."""

from assessment.api import cycles as api
from assessment.views import cycles, recomputing
from core.access import door
from core.offices import DEPARTMENTS, Office

READERS = (*DEPARTMENTS, Office.LEADERSHIP, Office.TOWNSHIP, Office.AUDITOR)
COUNTY = (Office.COUNTY,)
ABOVE = (Office.PROVINCE, Office.PREFECTURE)
CHECKERS = (*DEPARTMENTS, Office.AUDITOR)
BOTH, POST = ("GET", "POST"), ("POST",)

urlpatterns = [
    door("cycles/", cycles.cycles, name="cycles", offices=READERS),
    # 由县(市、区)委负责
    door("cycles/new/", cycles.cycle_new, name="cycle-new", offices=COUNTY, methods=BOTH),
    door("cycles/counties/", cycles.cycle_counties, name="cycle-counties", offices=ABOVE, methods=BOTH),
    door("cycles/<id:pk>/", cycles.cycle, name="cycle", offices=READERS),
    door("cycles/<id:pk>/step/", cycles.cycle_step, name="cycle-step", offices=COUNTY, methods=POST),
    door("recomputations/", recomputing.recomputes, name="recomputes", offices=CHECKERS, methods=BOTH),
    door("recomputations/<id:pk>/", recomputing.recompute, name="recompute", offices=CHECKERS),
    door("api/v1/cycles/", api.cycles, name="api-cycles", offices=READERS),
    door("api/v1/cycles/open/", api.cycle_open, name="api-cycle-open", offices=COUNTY, methods=POST),
    door("api/v1/cycles/checklist/", api.cycle_checklist, name="api-cycle-checklist", offices=COUNTY),
    door("api/v1/cycles/counties/", api.open_counties, name="api-cycle-counties", offices=ABOVE, methods=POST),
    door("api/v1/cycles/<id:pk>/", api.cycle, name="api-cycle", offices=READERS),
    door("api/v1/cycles/<id:pk>/step/", api.cycle_step, name="api-cycle-step", offices=COUNTY, methods=POST),
    door("api/v1/recomputations/", api.recompute_new, name="api-recomputes", offices=CHECKERS, methods=POST),
    door("api/v1/recomputations/<id:pk>/", api.recompute, name="api-recompute", offices=CHECKERS),
]
