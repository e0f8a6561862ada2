"""Addresses of matching: organization departments only."""

from core.access import door
from core.offices import DEPARTMENTS
from selection.api import matching as api
from selection.views import matching

BOTH, POST = ("GET", "POST"), ("POST",)


def _door(route, view, name, methods=("GET",)):
    return door(route, view, name=name, offices=DEPARTMENTS, methods=methods)


urlpatterns = [
    _door("matchings/", matching.matchings, "matchings"),
    _door("matchings/new/", matching.matching_new, "matching-new", BOTH),
    _door("matchings/<id:pk>/", matching.matching, "matching"),
    _door("matchings/<id:pk>/seats.xlsx", matching.matching_table, "matching-table"),
    _door("matchings/<id:pk>/next-best/", matching.matching_next_best, "matching-next-best"),
    _door("matchings/<id:pk>/hand/", matching.matching_hand, "matching-hand", BOTH),
    _door("matchings/<id:pk>/accept/", matching.matching_accept, "matching-accept", POST),
    _door("matchings/<id:pk>/discard/", matching.matching_discard, "matching-discard", POST),
    _door("api/v1/matchings/", api.matchings, "api-matchings", BOTH),
    _door("api/v1/matchings/<id:pk>/", api.matching, "api-matching"),
    _door("api/v1/matchings/<id:pk>/villages/", api.villages, "api-matching-villages"),
    _door("api/v1/matchings/<id:pk>/people/", api.people, "api-matching-people"),
    _door("api/v1/matchings/<id:pk>/next-best/", api.next_best, "api-matching-next-best"),
    _door("api/v1/matchings/<id:pk>/variants/", api.variants, "api-matching-variants"),
    _door("api/v1/matchings/<id:pk>/try/", api.try_by_hand, "api-matching-try", POST),
    _door("api/v1/matchings/<id:pk>/change/", api.change_by_hand, "api-matching-change", POST),
    _door("api/v1/matchings/<id:pk>/accept/", api.accept, "api-matching-accept", POST),
    _door("api/v1/matchings/<id:pk>/discard/", api.discard, "api-matching-discard", POST),
]
