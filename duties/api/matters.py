"""Matters raised at meetings for machines: the same deeds as the pages."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import api_view
from rest_framework.response import Response

from core.access import fetch
from core.clock import today
from core.listing import asked, body, done, listing
from duties import meeting_rows
from duties.actions import matters as deeds
from duties.api import meeting_shapes as shapes
from duties.api.meetings import PAGED, meeting_of
from duties.forms.meetings import MatterFilter, MatterForm
from duties.models import Meeting

FILTERS = [OpenApiParameter(name, str) for name in ("area", "state", "q")]
FILTERS += [OpenApiParameter("mine", bool), OpenApiParameter("meeting", int), *PAGED]


def _by(request):
    return {"by": request._request.actor, "on": today()}


def _matter(request, pk):
    return fetch(meeting_rows.matters(request._request.actor), request._request.actor, pk)


def _answer(request, pk, status=200):
    return done(shapes.MatterShape, _matter(request, pk), status=status)


def _facts(request, meeting, *, reasoned):
    given = body(request, shapes.MatterBody)
    given = given if reasoned else {name: value for name, value in given.items() if name != "reason"}
    known = {"actor": request._request.actor, "on": today(), "meeting": meeting, "reasoned": reasoned}
    return asked(MatterForm(given, **known))


@extend_schema(request=shapes.MatterBody, responses={201: shapes.MatterShape})
@api_view(["POST"])
def matter_new(request, pk):
    """Notes a matter raised at a meeting; of a closed one with a reason."""
    meeting = meeting_of(request, pk)
    facts = _facts(request, meeting, reasoned=meeting.state == Meeting.State.CLOSED)
    return _answer(request, deeds.raise_matter(meeting, facts, **_by(request)).pk, status=201)


@extend_schema(parameters=FILTERS, responses=shapes.MatterShape(many=True))
@api_view(["GET"])
def matter_list(request):
    """Matters; `state`: open, late or an outcome; `mine`: those the caller's office settles."""
    actor = request._request.actor
    wanted = asked(MatterFilter(request.query_params, actor=actor, on=today()))
    return listing(request, meeting_rows.matters(actor, wanted, today()), shapes.MatterShape)


@extend_schema(methods=["GET"], responses=shapes.MatterShape)
@extend_schema(methods=["PUT"], request=shapes.MatterBody, responses=shapes.MatterShape)
@api_view(["GET", "PUT"])
def matter(request, pk):
    """One matter; PUT changes an open one, or gives it to another office, with a reason."""
    one = _matter(request, pk)
    if request.method == "GET":
        return Response(shapes.MatterShape(one).data)
    deeds.change_matter(one, _facts(request, one.meeting, reasoned=True), **_by(request))
    return _answer(request, pk)


@extend_schema(request=shapes.ProgressShape, responses=shapes.MatterShape)
@api_view(["POST"])
def progress(request, pk):
    """Notes how an open matter stands."""
    deeds.note_progress(_matter(request, pk), body(request, shapes.ProgressShape)["words"], **_by(request))
    return _answer(request, pk)


@extend_schema(request=shapes.EndShape, responses=shapes.MatterShape)
@api_view(["POST"])
def end(request, pk):
    """Ends a matter: settled, handed on, not possible."""
    one, said = _matter(request, pk), body(request, shapes.EndShape)
    deeds.end_matter(one, said["outcome"], said["answer"], **_by(request))
    return _answer(request, pk)


@extend_schema(request=shapes.ReopenShape, responses=shapes.MatterShape)
@api_view(["POST"])
def reopen(request, pk):
    """Opens an ended matter again."""
    one, said = _matter(request, pk), body(request, shapes.ReopenShape)
    deeds.reopen_matter(one, said["reason"], said["due_on"], **_by(request))
    return _answer(request, pk)
