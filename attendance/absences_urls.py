"""Addresses of leave, report-outs and their calendar, and who may enter."""

from attendance.api import absences as api
from attendance.views import absences, leaves, report_outs
from core.access import door
from core.offices import DEPARTMENTS, PERSONNEL, TOWN, Office

FORM, POST, PUT = ("GET", "POST"), ("POST",), ("GET", "PUT")
PARTIES = (*DEPARTMENTS, *TOWN, Office.UNIT, Office.CADRE)  # reasons are personal
SPEAKERS = (Office.CADRE, Office.CLERK)
DECIDE = (Office.TOWNSHIP, Office.COUNTY)
ACT = (*SPEAKERS, *DECIDE)

urlpatterns = [
    door("leaves/", leaves.leaves, name="leaves", offices=PARTIES),
    door("leaves/list.xlsx", leaves.leaves_file, name="leaves-file", offices=PARTIES),
    door("leaves/new/", leaves.leave_new, name="leave-new", offices=SPEAKERS, methods=FORM),
    door("leaves/way/", leaves.leave_way, name="leave-way", offices=SPEAKERS),
    door("leaves/decide/", leaves.leaves_decide, name="leaves-decide", offices=DECIDE, methods=POST),
    door("leaves/year/", absences.leave_year, name="leave-year", offices=PARTIES),
    door("leaves/year.xlsx", absences.leave_year_file, name="leave-year-file", offices=PARTIES),
    door("leaves/<id:pk>/", leaves.leave, name="leave", offices=PARTIES),
    door("leaves/<id:pk>/mend/", leaves.leave_mend, name="leave-mend", offices=SPEAKERS, methods=FORM),
    door("leaves/<id:pk>/step/", leaves.leave_step, name="leave-step", offices=ACT, methods=POST),
    door("leaves/<id:pk>/paper/", leaves.leave_paper, name="leave-paper", offices=PARTIES),
    door("leaves/<id:pk>/form.docx", leaves.leave_form, name="leave-form", offices=PARTIES),
    door("report-outs/", report_outs.report_outs, name="report-outs", offices=PERSONNEL),
    door("report-outs/list.xlsx", report_outs.report_outs_file, name="report-outs-file", offices=PERSONNEL),
    door("report-outs/new/", report_outs.report_out_new, name="report-out-new", offices=SPEAKERS, methods=FORM),
    door("report-outs/<id:pk>/", report_outs.report_out, name="report-out", offices=PERSONNEL),
    door(
        "report-outs/<id:pk>/change/",
        report_outs.report_out_change,
        name="report-out-change",
        offices=SPEAKERS,
        methods=FORM,
    ),
    door(
        "report-outs/<id:pk>/take-back/",
        report_outs.report_out_take_back,
        name="report-out-take-back",
        offices=SPEAKERS,
        methods=POST,
    ),
    door("absences/", absences.calendar, name="absences", offices=PERSONNEL),
    door("api/v1/leaves/", api.leaves, name="api-leaves", offices=PARTIES, methods=FORM),
    door("api/v1/leaves/way/", api.leave_way, name="api-leave-way", offices=SPEAKERS),
    door("api/v1/leaves/decide/", api.leaves_decide, name="api-leaves-decide", offices=DECIDE, methods=POST),
    door("api/v1/leaves/year/", api.leave_year, name="api-leave-year", offices=PARTIES),
    door("api/v1/leaves/<id:pk>/", api.leave, name="api-leave", offices=PARTIES, methods=PUT),
    door("api/v1/leaves/<id:pk>/step/", api.leave_step, name="api-leave-step", offices=ACT, methods=POST),
    door("api/v1/report-outs/", api.report_outs, name="api-report-outs", offices=PERSONNEL, methods=FORM),
    door("api/v1/report-outs/<id:pk>/", api.report_out, name="api-report-out", offices=PERSONNEL, methods=PUT),
    door(
        "api/v1/report-outs/<id:pk>/take-back/",
        api.report_out_take_back,
        name="api-report-out-take-back",
        offices=SPEAKERS,
        methods=POST,
    ),
    door("api/v1/absences/", api.calendar, name="api-absences", offices=PERSONNEL),
]
