"""Addresses of commitments, reports and handovers, and who may enter."""

from core.access import door
from core.offices import PERSONNEL, Office
from duties.api import handovers as handover_api
from duties.api import papers as api
from duties.views import commitments, handovers, outstanding, reports

FORM, POST = ("GET", "POST"), ("POST",)
WRITERS, TOWNSHIP = (Office.CADRE, Office.CLERK), (Office.TOWNSHIP,)
PARTIES = (*WRITERS, *TOWNSHIP)


def _read(route, view, name):
    return door(route, view, name=name, offices=PERSONNEL)


def _write(route, view, name, methods=POST, offices=WRITERS):
    return door(route, view, name=name, offices=offices, methods=methods)


urlpatterns = [
    _read("commitments/", commitments.commitments, "commitments"),
    _read("commitments/list.xlsx", commitments.commitments_file, "commitments-file"),
    _write("commitments/begin/", commitments.commitment_begin, "commitment-begin"),
    _write("commitments/accept/", commitments.commitments_accept, "commitments-accept", offices=TOWNSHIP),
    _read("commitments/<id:pk>/", commitments.commitment, "commitment"),
    _write("commitments/<id:pk>/edit/", commitments.commitment_edit, "commitment-edit", FORM),
    _write("commitments/<id:pk>/step/", commitments.commitment_step, "commitment-step", offices=PARTIES),
    _read("commitments/<id:pk>/paper.docx", commitments.commitment_paper, "commitment-paper"),
    _read("quarter-reports/", reports.reports, "quarter-reports"),
    _read("quarter-reports/list.xlsx", reports.reports_file, "quarter-reports-file"),
    _write("quarter-reports/begin/", reports.report_begin, "quarter-report-begin"),
    _write("quarter-reports/accept/", reports.reports_accept, "quarter-reports-accept", offices=TOWNSHIP),
    _read("quarter-reports/<id:pk>/", reports.report, "quarter-report"),
    _write("quarter-reports/<id:pk>/edit/", reports.report_edit, "quarter-report-edit", FORM),
    _write("quarter-reports/<id:pk>/step/", reports.report_step, "quarter-report-step", offices=PARTIES),
    _read("quarter-reports/<id:pk>/paper.docx", reports.report_paper, "quarter-report-paper"),
    _read("promises/missing/", outstanding.missing, "promises-missing"),
    _read("promises/missing.xlsx", outstanding.missing_file, "promises-missing-file"),
    _read("promises/places/", outstanding.places, "promises-places"),
    _read("promises/places.xlsx", outstanding.places_file, "promises-places-file"),
    _read("handovers/", handovers.handovers, "handovers"),
    _read("handovers/list.xlsx", handovers.handovers_file, "handovers-file"),
    _read("handovers/due/", handovers.handovers_due, "handovers-due"),
    _write("handovers/begin/", handovers.handover_begin, "handover-begin"),
    _read("handovers/<id:pk>/", handovers.handover, "handover"),
    _write("handovers/<id:pk>/edit/", handovers.handover_edit, "handover-edit", FORM),
    _write("handovers/<id:pk>/step/", handovers.handover_step, "handover-step", offices=PARTIES),
    _read("handovers/<id:pk>/lists.docx", handovers.handover_paper, "handover-paper"),
    door("api/v1/commitments/", api.commitments, name="api-commitments", offices=PERSONNEL, methods=FORM),
    _write("api/v1/commitments/accept/", api.commitments_accept, "api-commitments-accept", offices=TOWNSHIP),
    _read("api/v1/commitments/<id:pk>/", api.commitment, "api-commitment"),
    _write("api/v1/commitments/<id:pk>/items/", api.commitment_write, "api-commitment-write"),
    _write("api/v1/commitments/<id:pk>/step/", api.commitment_step, "api-commitment-step", offices=PARTIES),
    door("api/v1/quarter-reports/", api.reports, name="api-quarter-reports", offices=PERSONNEL, methods=FORM),
    _write("api/v1/quarter-reports/accept/", api.reports_accept, "api-quarter-reports-accept", offices=TOWNSHIP),
    _read("api/v1/quarter-reports/<id:pk>/", api.report, "api-quarter-report"),
    _write("api/v1/quarter-reports/<id:pk>/account/", api.report_write, "api-quarter-report-write"),
    _write("api/v1/quarter-reports/<id:pk>/step/", api.report_step, "api-quarter-report-step", offices=PARTIES),
    _read("api/v1/promises/missing/", api.missing, "api-promises-missing"),
    _read("api/v1/promises/places/", api.places, "api-promises-places"),
    door("api/v1/handovers/", handover_api.handovers, name="api-handovers", offices=PERSONNEL, methods=FORM),
    _read("api/v1/handovers/due/", handover_api.handovers_due, "api-handovers-due"),
    _read("api/v1/handovers/<id:pk>/", handover_api.handover, "api-handover"),
    _write("api/v1/handovers/<id:pk>/lists/", handover_api.handover_write, "api-handover-write"),
    _write("api/v1/handovers/<id:pk>/step/", handover_api.handover_step, "api-handover-step", offices=PARTIES),
]
