"""Addresses of training: plans, sessions, who is on the list, who came, certificates, days per year."""

from attendance.api import training as api
from attendance.api import training_people as people_api
from attendance.api import training_years as years_api
from attendance.views import training_people as people
from attendance.views import training_years as years
from attendance.views import trainings
from core.access import door
from core.offices import DEPARTMENTS, PERSONNEL, TOWN, Office

ENROLLERS = (*DEPARTMENTS, *TOWN, Office.UNIT)
READERS = (*DEPARTMENTS, Office.LEADERSHIP)
BOTH, POST, PUT = ("GET", "POST"), ("POST",), ("PUT",)


def _keep(route, view, name, methods=POST):
    """分级负责: province, prefecture and county organise training."""
    return door(route, view, name=name, offices=DEPARTMENTS, methods=methods)


def _enrol(route, view, name, methods=POST):
    """The organiser, and those a session is open to, for their own people."""
    return door(route, view, name=name, offices=ENROLLERS, methods=methods)


def _read(route, view, name, offices=PERSONNEL):
    return door(route, view, name=name, offices=offices)


urlpatterns = [
    _read("training/", trainings.training_list, "trainings"),
    _keep("training/new/", trainings.training_new, "training-new", BOTH),
    _read("training/<id:pk>/", trainings.training, "training"),
    _keep("training/<id:pk>/edit/", trainings.training_edit, "training-edit", BOTH),
    _keep("training/<id:pk>/timetable/", trainings.training_timetable, "training-timetable", BOTH),
    _keep("training/<id:pk>/open/", trainings.training_open, "training-open"),
    _keep("training/<id:pk>/cancel/", trainings.training_cancel, "training-cancel"),
    _enrol("training/<id:pk>/enrol/", people.candidates, "training-candidates", ("GET",)),
    _enrol("training/<id:pk>/enrol/add/", people.enrol, "training-enrol"),
    _enrol("training/<id:pk>/enrol/strike/", people.strike, "training-strike"),
    _keep("training/<id:pk>/attendance/", people.attendance, "training-attendance", BOTH),
    _keep("training/<id:pk>/certificates/", years.certificates_issue, "training-certify"),
    _read("training/certificates/", years.certificate_list, "training-certificates"),
    _read("training/certificates.xlsx", years.certificate_file, "training-certificates-file"),
    _read("training/days/", years.day_list, "training-days"),
    _read("training/days.xlsx", years.day_file, "training-days-file"),
    _read("training/days/<id:pk>/", years.person_year, "training-person"),
    _read("training/plans/", years.plan_list, "training-plans", READERS),
    _read("training/plans.xlsx", years.plan_file, "training-plans-file", READERS),
    _keep("training/plans/new/", years.plan_new, "training-plan-new", BOTH),
    _read("training/plans/<id:pk>/", years.plan_page, "training-plan", READERS),
    _keep("training/plans/<id:pk>/edit/", years.plan_edit, "training-plan-edit", BOTH),
    _keep("training/plans/<id:pk>/drop/", years.plan_drop, "training-plan-drop"),
    door("api/v1/trainings/", api.training_list, name="api-trainings", offices=PERSONNEL, methods=BOTH),
    door("api/v1/trainings/<id:pk>/", api.training, name="api-training", offices=PERSONNEL, methods=("GET", "PUT")),
    _keep("api/v1/trainings/<id:pk>/timetable/", api.timetable, "api-training-timetable", PUT),
    _keep("api/v1/trainings/<id:pk>/open/", api.training_open, "api-training-open"),
    _keep("api/v1/trainings/<id:pk>/cancel/", api.training_cancel, "api-training-cancel"),
    _enrol("api/v1/trainings/<id:pk>/candidates/", people_api.candidates, "api-training-candidates", ("GET",)),
    door(
        "api/v1/trainings/<id:pk>/people/",
        people_api.people,
        name="api-attendees",
        offices=PERSONNEL,
        methods=("GET", "POST", "DELETE"),
    ),
    _keep("api/v1/trainings/<id:pk>/attendance/", people_api.attendance, "api-training-attendance", PUT),
    _keep("api/v1/trainings/<id:pk>/certificates/", people_api.certify, "api-training-certify"),
    _read("api/v1/training-certificates/", years_api.certificate_list, "api-training-certificates"),
    _read("api/v1/training-days/", years_api.day_list, "api-training-days"),
    _read("api/v1/training-days/<id:pk>/", years_api.person_year, "api-training-person"),
    door("api/v1/training-plans/", years_api.plan_list, name="api-training-plans", offices=READERS, methods=BOTH),
    _keep("api/v1/training-plans/<id:pk>/", years_api.plan, "api-training-plan", ("GET", "PUT", "DELETE")),
]
