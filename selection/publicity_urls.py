"""Addresses of public notices, objections and posting letters."""

from core.access import door
from core.offices import DEPARTMENTS, Office
from selection.api import publicity as api
from selection.views import letters, objections, publicity

READERS = (*DEPARTMENTS, Office.LEADERSHIP, Office.TOWNSHIP, Office.UNIT, Office.CADRE)
BOTH, POST = ("GET", "POST"), ("POST",)


def _department(route, view, name, methods=("GET",)):
    """Only the organization departments act on notices, read objections and issue letters."""
    return door(route, view, name=name, offices=DEPARTMENTS, methods=methods)


urlpatterns = [
    door("publicity/", publicity.public_notices, name="public-notices", offices=READERS),
    _department("publicity/new/", publicity.notice_new, "public-notice-new", BOTH),
    door("publicity/<id:pk>/", publicity.public_notice, name="public-notice", offices=READERS),
    door("publicity/<id:pk>/poster/", publicity.notice_poster, name="public-notice-poster", offices=READERS),
    door("publicity/<id:pk>/word/", publicity.notice_word, name="public-notice-word", offices=READERS),
    _department("publicity/<id:pk>/withdraw/", publicity.notice_withdraw, "public-notice-withdraw", POST),
    _department("publicity/<id:pk>/objections/new/", objections.objection_new, "objection-new", BOTH),
    _department("objections/", objections.objections, "objections"),
    _department("objections/<id:pk>/", objections.objection, "objection"),
    _department("objections/<id:pk>/step/", objections.objection_step, "objection-step", POST),
    _department("objections/<id:pk>/reveal/", objections.objection_reveal, "objection-reveal", POST),
    _department("objections/<id:pk>/paper/", objections.objection_paper, "objection-paper"),
    door("letters/", letters.letters, name="letters", offices=READERS),
    _department("letters/new/", letters.letter_new, "letter-new", BOTH),
    door("letters/<id:pk>/", letters.letter, name="letter", offices=READERS),
    door("letters/<id:pk>/word/", letters.letter_word, name="letter-word", offices=READERS),
    door("api/v1/publicity/", api.notices, name="api-public-notices", offices=READERS),
    _department("api/v1/publicity/new/", api.notice_new, "api-public-notice-new", POST),
    door("api/v1/publicity/<id:pk>/", api.notice, name="api-public-notice", offices=READERS),
    door("api/v1/publicity/<id:pk>/people/", api.notice_people, name="api-public-notice-people", offices=READERS),
    door("api/v1/publicity/<id:pk>/word/", api.notice_word, name="api-public-notice-word", offices=READERS),
    _department("api/v1/publicity/<id:pk>/withdraw/", api.notice_withdraw, "api-public-notice-withdraw", POST),
    _department("api/v1/publicity/<id:pk>/objections/", api.objection_new, "api-objection-new", POST),
    _department("api/v1/objections/", api.objections, "api-objections"),
    _department("api/v1/objections/<id:pk>/", api.objection, "api-objection"),
    _department("api/v1/objections/<id:pk>/step/", api.objection_step, "api-objection-step", POST),
    _department("api/v1/objections/<id:pk>/reveal/", api.objection_reveal, "api-objection-reveal", POST),
    door("api/v1/letters/", api.letters, name="api-letters", offices=READERS),
    _department("api/v1/letters/new/", api.letter_new, "api-letter-new", POST),
    door("api/v1/letters/<id:pk>/", api.letter, name="api-letter", offices=READERS),
    door("api/v1/letters/<id:pk>/word/", api.letter_word, name="api-letter-word", offices=READERS),
]
