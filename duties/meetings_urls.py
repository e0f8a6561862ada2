"""Addresses of the leadership group's meetings and of the matters raised there."""

from core.access import door
from core.offices import DEPARTMENTS, PERSONNEL, Office
from duties.api import matters as matters_api
from duties.api import meetings as api
from duties.models.meetings import KEEPERS
from duties.views import matters, meetings, sign_in

BOTH, POST, PUT = ("GET", "POST"), ("POST",), ("PUT",)
FOLLOWERS = (*DEPARTMENTS, Office.LEADERSHIP, Office.TOWNSHIP, Office.UNIT)  # who may own a matter, or watch over it


def _keep(route, view, name, methods=POST):
    """驻村工作领导小组 and its office in the county organization department."""
    return door(route, view, name=name, offices=KEEPERS, methods=methods)


def _follow(route, view, name):
    """The office in charge of a matter, and the group."""
    return door(route, view, name=name, offices=FOLLOWERS, methods=POST)


def _read(route, view, name):
    return door(route, view, name=name, offices=PERSONNEL)


urlpatterns = [
    _read("duties/meetings/", meetings.meeting_list, "meetings"),
    _read("duties/meetings/excel/", meetings.meeting_file, "meetings-file"),
    _keep("duties/meetings/new/", meetings.meeting_new, "meeting-new", BOTH),
    _read("duties/meetings/<id:pk>/", meetings.meeting, "meeting"),
    _keep("duties/meetings/<id:pk>/edit/", meetings.meeting_edit, "meeting-edit", BOTH),
    _keep("duties/meetings/<id:pk>/cancel/", meetings.meeting_cancel, "meeting-cancel"),
    _keep("duties/meetings/<id:pk>/called/", meetings.meeting_called, "meeting-called", BOTH),
    _keep("duties/meetings/<id:pk>/sign-in/", sign_in.sign_in, "meeting-sign-in", BOTH),
    _keep("duties/meetings/<id:pk>/sheet/", sign_in.sheet, "meeting-sheet", ("GET",)),
    _keep("duties/meetings/<id:pk>/minutes/", sign_in.minutes, "meeting-minutes", BOTH),
    _keep("duties/meetings/<id:pk>/close/", sign_in.close, "meeting-close"),
    _read("duties/meetings/<id:pk>/word/", sign_in.word, "meeting-word"),
    _keep("duties/meetings/<id:pk>/matters/new/", matters.matter_new, "matter-new", BOTH),
    _read("duties/matters/", matters.matter_list, "matters"),
    _read("duties/matters/excel/", matters.matter_file, "matters-file"),
    _read("duties/matters/<id:pk>/", matters.matter, "matter"),
    _keep("duties/matters/<id:pk>/edit/", matters.matter_edit, "matter-edit", BOTH),
    _follow("duties/matters/<id:pk>/progress/", matters.matter_progress, "matter-progress"),
    _follow("duties/matters/<id:pk>/end/", matters.matter_end, "matter-end"),
    _keep("duties/matters/<id:pk>/reopen/", matters.matter_reopen, "matter-reopen"),
    door("api/v1/meetings/", api.meeting_list, name="api-meetings", offices=PERSONNEL, methods=BOTH),
    door("api/v1/meetings/<id:pk>/", api.meeting, name="api-meeting", offices=PERSONNEL, methods=("GET", "PUT")),
    _keep("api/v1/meetings/<id:pk>/cancel/", api.cancel, "api-meeting-cancel"),
    door(
        "api/v1/meetings/<id:pk>/called/",
        api.called,
        name="api-meeting-called",
        methods=("GET", "PUT"),
        offices=PERSONNEL,
    ),
    _keep("api/v1/meetings/<id:pk>/sign-in/", api.sign_in, "api-meeting-sign-in", PUT),
    _keep("api/v1/meetings/<id:pk>/minutes/", api.minutes, "api-meeting-minutes", PUT),
    _keep("api/v1/meetings/<id:pk>/close/", api.close, "api-meeting-close"),
    _read("api/v1/meetings/<id:pk>/word/", api.word, "api-meeting-word"),
    _keep("api/v1/meetings/<id:pk>/matters/", matters_api.matter_new, "api-matter-new"),
    _read("api/v1/matters/", matters_api.matter_list, "api-matters"),
    door("api/v1/matters/<id:pk>/", matters_api.matter, name="api-matter", offices=PERSONNEL, methods=("GET", "PUT")),
    _follow("api/v1/matters/<id:pk>/progress/", matters_api.progress, "api-matter-progress"),
    _follow("api/v1/matters/<id:pk>/end/", matters_api.end, "api-matter-end"),
    _keep("api/v1/matters/<id:pk>/reopen/", matters_api.reopen, "api-matter-reopen"),
]
