"""Addresses of attendance and who may enter."""

from attendance import (
    absences_urls,
    board_urls,
    month_urls,
    offline_urls,
    registers_urls,
    standings_urls,
    training_urls,
)
from attendance.api import sheet as sheet_api
from attendance.spot_checks_urls import urlpatterns as spot_checks
from attendance.views import sheet
from core.access import door
from core.offices import Office

SHEET = (Office.CLERK, Office.TOWNSHIP)
WRITE = ("POST",)

urlpatterns = [
    *absences_urls.urlpatterns,
    *board_urls.urlpatterns,
    *registers_urls.urlpatterns,
    *month_urls.urlpatterns,
    *standings_urls.urlpatterns,
    *training_urls.urlpatterns,
    *offline_urls.urlpatterns,
    *spot_checks,
    # the township clerk writes; the township Party committee reads
    door("attendance/sheet/", sheet.day_sheet, name="sheet", offices=SHEET),
    door("attendance/sheet/confirm/", sheet.day_sheet, name="sheet-confirm", offices=(Office.CLERK,), methods=WRITE),
    door("api/v1/sheet/", sheet_api.day_sheet, name="api-sheet", offices=SHEET, methods=("GET", "PUT")),
]
