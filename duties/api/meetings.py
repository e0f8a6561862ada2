"""Meetings for machines: the same deeds as the pages."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import api_view
from rest_framework.response import Response

from core.access import fetch
from core.clock import today
from core.listing import PAGED, asked, body, done, listing
from core.openapi import WORD
from duties import meeting_rows
from duties.actions import meetings as deeds
from duties.api import meeting_shapes as shapes
from duties.forms.meetings import MeetingFilter, MeetingForm, MinutesForm
from duties.meeting_papers import minutes_file
from duties.models import Meeting

FILTERS = [OpenApiParameter(name, str) for name in ("area", "state", "q")]
FILTERS += [OpenApiParameter(name, int) for name in ("year", "quarter")] + PAGED


def _known(request):
    return {"actor": request._request.actor, "on": today()}


def _by(request):
    return {"by": request._request.actor, "on": today()}


def meeting_of(request, pk):
    """The meeting of an address, inside the caller's jurisdiction."""
    return fetch(meeting_rows.meetings(request._request.actor), request._request.actor, pk)


def _answer(request, pk, status=200):
    return done(shapes.MeetingShape, meeting_of(request, pk), status=status)


def _facts(request):
    given = body(request, shapes.MeetingShape)
    return asked(MeetingForm({**given, "agenda": "\n".join(given["agenda"])}, **_known(request)))


@extend_schema(methods=["GET"], parameters=FILTERS, responses=shapes.MeetingShape(many=True))
@extend_schema(methods=["POST"], request=shapes.MeetingShape, responses={201: shapes.MeetingShape})
@api_view(["GET", "POST"])
def meeting_list(request):
    """Meetings; POST calls one of the caller's county, to which all its first secretaries are called."""
    if request.method == "GET":
        wanted = asked(MeetingFilter(request.query_params, **_known(request)))
        return listing(request, meeting_rows.meetings(request._request.actor, wanted), shapes.MeetingShape)
    made = deeds.plan_meeting(_facts(request), **_by(request))
    return _answer(request, made.pk, status=201)


@extend_schema(methods=["GET"], responses=shapes.MeetingShape)
@extend_schema(methods=["PUT"], request=shapes.MeetingShape, responses=shapes.MeetingShape)
@api_view(["GET", "PUT"])
def meeting(request, pk):
    """One meeting; PUT changes one that is planned."""
    one = meeting_of(request, pk)
    if request.method == "GET":
        return Response(shapes.MeetingShape(one).data)
    deeds.change_meeting(one, _facts(request), **_by(request))
    return _answer(request, pk)


@extend_schema(request=shapes.ReasonShape, responses=shapes.MeetingShape)
@api_view(["POST"])
def cancel(request, pk):
    """Cancels a planned meeting."""
    one, said = meeting_of(request, pk), body(request, shapes.ReasonShape)
    deeds.cancel_meeting(one, said["reason"], **_by(request))
    return _answer(request, pk)


@extend_schema(methods=["GET"], parameters=PAGED, responses=shapes.CalledShape(many=True))
@extend_schema(methods=["PUT"], request=shapes.PeopleShape, responses=shapes.MeetingShape)
@api_view(["GET", "PUT"])
def called(request, pk):
    """Who is called, and came; PUT sets who is called to a planned meeting."""
    one = meeting_of(request, pk)
    if request.method == "GET":
        return listing(request, meeting_rows.people(request._request.actor, one), shapes.CalledShape)
    deeds.set_called(one, body(request, shapes.PeopleShape)["postings"], **_by(request))
    return _answer(request, pk)


@extend_schema(request=shapes.SignInShape, responses=shapes.MeetingShape)
@api_view(["PUT"])
def sign_in(request, pk):
    """Enters who came, all at once; of a closed meeting with a reason. 409: it was changed since it was read."""
    one, said = meeting_of(request, pk), body(request, shapes.SignInShape)
    marks = [deeds.Mark(mark["posting"], mark["sign"], mark.get("reason", "")) for mark in said["marks"]]
    reason = said.get("reason", "")
    deeds.enter_sign_in(one, marks, version=said["version"], reason=reason, **_by(request))
    return _answer(request, pk)


@extend_schema(request=shapes.MinutesShape, responses=shapes.MeetingShape)
@api_view(["PUT"])
def minutes(request, pk):
    """Writes the minutes; of a closed meeting with a reason. 409: it was changed since it was read."""
    one, said = meeting_of(request, pk), body(request, shapes.MinutesShape)
    version = said.pop("version")
    closed = one.state == Meeting.State.CLOSED
    given = said if closed else {name: said[name] for name in ("chair", "minutes")}
    facts = asked(MinutesForm(given, closed=closed, **_known(request)))
    deeds.write_minutes(one, facts, version=version, reason=facts.get("reason", ""), **_by(request))
    return _answer(request, pk)


@extend_schema(request=None, responses=shapes.MeetingShape)
@api_view(["POST"])
def close(request, pk):
    """Closes a meeting: its minutes are fixed."""
    deeds.close_meeting(meeting_of(request, pk), **_by(request))
    return _answer(request, pk)


@extend_schema(responses=WORD)
@api_view(["GET"])
def word(request, pk):
    """The minutes as Word."""
    return minutes_file(request._request.actor, meeting_of(request, pk))
