"""Addresses of attendance and who may enter."""

from attendance import board_urls, month_urls, registers_urls, standings_urls
from attendance.api import sheet as sheet_api
from attendance.api import training as training_api
from attendance.views import sheet, trainings
from core.access import door
from core.offices import DEPARTMENTS, PERSONNEL, Office

SHEET = (Office.CLERK, Office.TOWNSHIP)
WRITE = ("POST",)

urlpatterns = [
    *board_urls.urlpatterns,
    *registers_urls.urlpatterns,
    *month_urls.urlpatterns,
    *standings_urls.urlpatterns,
    # the township clerk writes; the township Party committee reads
    door("attendance/sheet/", sheet.day_sheet, name="sheet", offices=SHEET),
    door("attendance/sheet/confirm/", sheet.day_sheet, name="sheet-confirm", offices=(Office.CLERK,), methods=WRITE),
    # 分级负责: province, prefecture and county organise training
    door("training/", trainings.training_list, name="trainings", offices=PERSONNEL),
    door("training/new/", trainings.training_new, name="training-new", offices=DEPARTMENTS, methods=("GET", "POST")),
    door("training/<id:pk>/", trainings.training, name="training", offices=PERSONNEL),
    door(
        "training/<id:pk>/people/", trainings.attendees, name="training-attendees", offices=DEPARTMENTS, methods=WRITE
    ),
    door("api/v1/sheet/", sheet_api.day_sheet, name="api-sheet", offices=SHEET, methods=("GET", "PUT")),
    door(
        "api/v1/trainings/",
        training_api.training_list,
        name="api-trainings",
        offices=PERSONNEL,
        methods=("GET", "POST"),
    ),
    door("api/v1/trainings/<id:pk>/", training_api.training, name="api-training", offices=PERSONNEL),
    door(
        "api/v1/trainings/<id:pk>/people/",
        training_api.attendees,
        name="api-attendees",
        offices=DEPARTMENTS,
        methods=("POST", "DELETE"),
    ),
]
