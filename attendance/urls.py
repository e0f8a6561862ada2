"""Addresses of attendance and who may enter."""

from attendance.views import sheet
from core.access import door
from core.offices import PLACED, Office

READERS = (*PLACED,)

urlpatterns = [
    # the township clerk writes; the offices above, and the township itself, read
    door("attendance/sheet/", sheet.day_sheet, name="sheet", offices=(Office.CLERK, Office.TOWNSHIP)),
    door(
        "attendance/sheet/confirm/", sheet.day_sheet, name="sheet-confirm", offices=(Office.CLERK,), methods=("POST",)
    ),
    door("attendance/on-post/", sheet.on_post_board, name="on-post", offices=READERS),
]
