"""Addresses of the on-post board and who may enter."""

from attendance.api import board as board_api
from attendance.views import board
from core.access import door
from core.offices import PLACED

urlpatterns = [
    door("attendance/on-post/", board.on_post_board, name="on-post", offices=PLACED),
    door("api/v1/on-post/", board_api.on_post_counts, name="api-on-post", offices=PLACED),
]
