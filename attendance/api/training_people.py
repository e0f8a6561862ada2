"""A session's list for machines: who is on it, whom one may enrol, who came, certificates."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.response import Response

from attendance import actions, training_rows
from attendance.actions import Mark
from attendance.api.training import PAGED, TrainingSerializer, session_of
from attendance.forms.training_lists import CandidateFilter
from attendance.models import Attendee, Training
from core.clock import today
from core.listing import asked, body, listing
from teams.models import Posting

WANTED = [OpenApiParameter(name, str) for name in ("area", "seat", "q")] + [OpenApiParameter("short", bool), *PAGED]
MANY = 2**62


class PeopleSerializer(serializers.Serializer):
    """Numbers of postings."""

    postings = serializers.ListField(child=serializers.IntegerField(min_value=1, max_value=MANY), allow_empty=False)


class CountedSerializer(serializers.Serializer):
    """How many rows changed."""

    count = serializers.IntegerField()


class AttendeeSerializer(serializers.ModelSerializer):
    """One on the list; `attended` is null while nobody has said; `missed` are numbers of half days."""

    name = serializers.CharField(source="posting.cadre.name")
    village = serializers.CharField(source="posting.team.village.division.full_name")

    class Meta:
        model = Attendee
        fields = ("posting", "name", "village", "attended", "missed")
        read_only_fields = fields


class CandidateSerializer(serializers.ModelSerializer):
    """One who may be enrolled."""

    posting = serializers.IntegerField(source="pk")
    name = serializers.CharField(source="cadre.name")
    village = serializers.CharField(source="team.village.division.full_name")

    class Meta:
        model = Posting
        fields = ("posting", "name", "village", "seat")
        read_only_fields = fields


class MarkSerializer(serializers.Serializer):
    """Whether one came, and which half days (numbers of the session's timetable) they missed."""

    posting = serializers.IntegerField(min_value=1, max_value=MANY)
    came = serializers.BooleanField()
    missed = serializers.ListField(child=serializers.IntegerField(min_value=0, max_value=200), required=False)


class AttendanceSerializer(serializers.Serializer):
    """Who came. `version`: the session's as it was read; `reason`: for a session that is held already."""

    version = serializers.IntegerField(min_value=0, max_value=2**31 - 1)
    marks = MarkSerializer(many=True)
    reason = serializers.CharField(max_length=200, required=False, allow_blank=True)


@extend_schema(parameters=WANTED, responses=CandidateSerializer(many=True))
@api_view(["GET"])
def candidates(request, pk):
    """Whom the caller may enrol; `short`: only those still short of the yearly days."""
    actor, session = request._request.actor, session_of(request, pk)
    wanted = asked(CandidateFilter(request.query_params, actor=actor, on=today()))
    return listing(request, training_rows.candidates(actor, session, wanted), CandidateSerializer)


@extend_schema(methods=["GET"], parameters=PAGED, responses=AttendeeSerializer(many=True))
@extend_schema(methods=["POST", "DELETE"], request=PeopleSerializer, responses=CountedSerializer)
@api_view(["GET", "POST", "DELETE"])
def people(request, pk):
    """Who is on a session's list; POST enrols people, DELETE strikes them."""
    actor, session = request._request.actor, session_of(request, pk)
    if request.method == "GET":
        return listing(request, training_rows.people(actor, session), AttendeeSerializer)
    deed = actions.enrol if request.method == "POST" else actions.strike
    return Response({"count": deed(session, body(request, PeopleSerializer)["postings"], by=actor, on=today())})


@extend_schema(request=AttendanceSerializer, responses=TrainingSerializer)
@api_view(["PUT"])
def attendance(request, pk):
    """Enters who came; of a session that is held, corrects it with a reason."""
    session, given = session_of(request, pk), body(request, AttendanceSerializer)
    marks = [Mark(one["posting"], one["came"], tuple(one.get("missed", ()))) for one in given["marks"]]
    known = {"by": request._request.actor, "on": today(), "version": given["version"]}
    if session.state == Training.State.HELD:
        actions.correct_attendance(session, marks, given.get("reason", ""), **known)
    else:
        actions.hold_session(session, marks, **known)
    return Response(TrainingSerializer(session_of(request, pk)).data)


@extend_schema(request=None, responses=CountedSerializer)
@api_view(["POST"])
def certify(request, pk):
    """Issues the certificates of those who came to every half day."""
    count = actions.issue_certificates(session_of(request, pk), by=request._request.actor, on=today())
    return Response({"count": count})
