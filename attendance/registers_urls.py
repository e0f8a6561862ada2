"""Addresses of locks, corrections, and the month sheet as a file and on paper."""

from attendance.api import corrections as correction_api
from attendance.api import locks as lock_api
from attendance.api import registers as register_api
from attendance.views import corrections, locks, registers
from core.access import door
from core.offices import PERSONNEL, PLACED, Office

urlpatterns = [
    door("attendance/locks/", locks.lock_list, name="locks", offices=PLACED),
    # 县级组织部门: who assesses, closes
    door("attendance/locks/set/", locks.lock, name="lock-months", offices=(Office.COUNTY,), methods=("POST",)),
    door(
        "api/v1/attendance-locks/",
        lock_api.locks,
        name="api-locks",
        offices=PLACED,
        methods=("GET", "POST", "DELETE"),
    ),
    door("attendance/registers/", registers.registers, name="registers", offices=PLACED),
    door("attendance/registers/file/", registers.register_file, name="register-file", offices=PLACED),
    door("attendance/registers/paper/", registers.register_paper, name="register-paper", offices=PLACED),
    door("api/v1/registers/file/", register_api.register_file, name="api-register-file", offices=PLACED),
    door("attendance/corrections/", corrections.correction_list, name="corrections", offices=PERSONNEL),
    door("attendance/corrections/excel/", corrections.correction_excel, name="corrections-excel", offices=PERSONNEL),
    door("attendance/postings/<id:pk>/history/", corrections.day_history, name="day-history", offices=PERSONNEL),
    door("api/v1/corrections/", correction_api.correction_list, name="api-corrections", offices=PERSONNEL),
    door(
        "api/v1/postings/<id:pk>/day-history/",
        correction_api.day_history,
        name="api-day-history",
        offices=PERSONNEL,
    ),
]
