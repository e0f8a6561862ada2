"""Addresses of the on-post board and who may enter."""

from attendance.api import board as board_api
from attendance.views import board, board_files
from core.access import door
from core.offices import PLACED, Office

WATCHING = (*PLACED, Office.UNIT)  # a unit sees its own cadres, wherever they serve

urlpatterns = [
    door("attendance/on-post/", board.on_post_board, name="on-post", offices=WATCHING),
    door("attendance/on-post/file/", board_files.on_post_file, name="on-post-file", offices=WATCHING),
    door("attendance/on-post/people/", board_files.on_post_people_file, name="on-post-people-file", offices=WATCHING),
    door("attendance/on-post/month/", board.on_post_month, name="on-post-month", offices=WATCHING),
    door("attendance/on-post/month/file/", board_files.on_post_month_file, name="on-post-month-file", offices=WATCHING),
    door("api/v1/on-post/", board_api.on_post_counts, name="api-on-post", offices=WATCHING),
    door("api/v1/on-post/people/", board_api.on_post_people, name="api-on-post-people", offices=WATCHING),
    door("api/v1/on-post/month/", board_api.on_post_month, name="api-on-post-month", offices=WATCHING),
]
