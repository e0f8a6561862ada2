"""Addresses of public notices of results and of objections to them."""

from assessment.api import publishing as api
from assessment.models.publishing import READERS
from assessment.views import objecting, publishing
from core.access import door
from core.offices import DEPARTMENTS, Office

COUNTY = (Office.COUNTY,)
BOTH, POST = ("GET", "POST"), ("POST",)


def _county(route, view, name, methods=POST):
    """Only the county acts on its notices."""
    return door(route, view, name=name, offices=COUNTY, methods=methods)


def _read(route, view, name, offices=READERS):
    return door(route, view, name=name, offices=offices)


urlpatterns = [
    _read("result-notices/", publishing.notices, "result-notices"),
    _county("result-notices/new/", publishing.notice_new, "result-notice-new", BOTH),
    _read("result-notices/<id:pk>/", publishing.notice, "result-notice"),
    _read("result-notices/<id:pk>/posters/", publishing.notice_posters, "result-posters"),
    _read("result-notices/<id:pk>/word/", publishing.notice_word, "result-notice-word"),
    _county("result-notices/<id:pk>/withdraw/", publishing.notice_withdraw, "result-notice-withdraw"),
    _county("result-notices/<id:pk>/finish/", publishing.notice_finish, "result-notice-finish"),
    _county("result-notices/<id:pk>/objections/new/", objecting.objection_new, "result-objection-new", BOTH),
    _read("result-objections/", objecting.objections, "result-objections", DEPARTMENTS),
    _read("result-objections/<id:pk>/", objecting.objection, "result-objection", DEPARTMENTS),
    _county("result-objections/<id:pk>/step/", objecting.objection_step, "result-objection-step"),
    _county("result-objections/<id:pk>/reveal/", objecting.objection_reveal, "result-objection-reveal"),
    _county("result-objections/<id:pk>/paper/", objecting.objection_paper, "result-objection-paper", ("GET",)),
    _read("api/v1/result-notices/", api.notices, "api-result-notices"),
    _county("api/v1/result-notices/new/", api.notice_new, "api-result-notice-new"),
    _read("api/v1/result-notices/<id:pk>/", api.notice, "api-result-notice"),
    _read("api/v1/result-notices/<id:pk>/people/", api.notice_people, "api-result-notice-people"),
    _read("api/v1/result-notices/<id:pk>/word/", api.notice_word, "api-result-notice-word"),
    _county("api/v1/result-notices/<id:pk>/withdraw/", api.notice_withdraw, "api-result-notice-withdraw"),
    _county("api/v1/result-notices/<id:pk>/finish/", api.notice_finish, "api-result-notice-finish"),
    _county("api/v1/result-notices/<id:pk>/objections/", api.objection_new, "api-result-objection-new"),
    _read("api/v1/result-objections/", api.objections, "api-result-objections", DEPARTMENTS),
    _read("api/v1/result-objections/<id:pk>/", api.objection, "api-result-objection", DEPARTMENTS),
    _county("api/v1/result-objections/<id:pk>/step/", api.objection_step, "api-result-objection-step"),
    _county("api/v1/result-objections/<id:pk>/reveal/", api.objection_reveal, "api-result-objection-reveal"),
]
