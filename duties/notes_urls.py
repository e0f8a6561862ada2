"""Addresses of activity notes: written by a team's cadres, read by township, county, those above, and the unit."""

from core.access import door
from core.offices import PERSONNEL, Office
from duties.api import activity_notes as api
from duties.views import activity_notes as views

BOTH, POST = ("GET", "POST"), ("POST",)


def _write(route, view, name, methods=POST):
    return door(route, view, name=name, offices=(Office.CADRE,), methods=methods)


def _read(route, view, name, methods=("GET",)):
    return door(route, view, name=name, offices=PERSONNEL, methods=methods)


urlpatterns = [
    _read("duties/notes/", views.note_list, "notes"),
    _write("duties/notes/new/", views.note_new, "note-new", BOTH),
    _read("duties/notes/<id:pk>/", views.note, "note"),
    _write("duties/notes/<id:pk>/edit/", views.note_edit, "note-edit", BOTH),
    _write("duties/notes/<id:pk>/remove/", views.note_remove, "note-remove"),
    _read("duties/notes/<id:pk>/photo/", views.note_photo, "note-photo"),
    _read("api/v1/activity-notes/", api.note_list, "api-notes", BOTH),
    _read("api/v1/activity-notes/<id:pk>/", api.note, "api-note", ("GET", "PUT")),
    _write("api/v1/activity-notes/<id:pk>/remove/", api.note_remove, "api-note-remove"),
    _write("api/v1/activity-notes/<id:pk>/photos/", api.photo_new, "api-note-photo-new"),
    _read("api/v1/activity-notes/<id:pk>/photo/", api.note_photo, "api-note-photo"),
]
