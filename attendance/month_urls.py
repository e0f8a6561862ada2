"""Addresses of the month sheet and who may enter. The clerk writes, the offices above read."""

from attendance.api import month as month_api
from attendance.views import month
from core.access import door
from core.offices import PLACED

urlpatterns = [
    door("attendance/month/", month.month_page, name="month", offices=PLACED),
    door("api/v1/month-sheet/", month_api.month, name="api-month-sheet", offices=PLACED, methods=("GET", "PATCH")),
]
