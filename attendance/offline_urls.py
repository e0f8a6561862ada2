"""Addresses of the phone's list and of what keeps the sheets working on a poor line."""

from attendance.views import offline, today
from core.access import door
from core.offices import Office

SHEET = (Office.CLERK, Office.TOWNSHIP)

urlpatterns = [
    door("attendance/today/", today.today_list, name="today", offices=SHEET),
    door(
        "attendance/today/confirm/", today.today_list, name="today-confirm", offices=(Office.CLERK,), methods=("POST",)
    ),
    # the worker's address decides its reach: the pages below attendance/ and no others
    door("attendance/worker.js", offline.worker, name="sheet-worker", offices=(Office.CLERK,)),
    door("attendance/line/", offline.line, name="sheet-line", offices=(Office.CLERK,)),
]
