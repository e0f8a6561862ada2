"""Rounds, their villages and seats, and short teams for machines: the same deeds as the pages."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import api_view
from rest_framework.response import Response

from core.access import SAFE, fetch
from core.clock import today
from core.listing import PAGED, asked, body, done, listing
from selection.actions import reminding
from selection.actions import rounds as deeds
from selection.api import round_shapes as shapes
from selection.forms.rounds import (
    BoardFilter,
    NewRoundForm,
    ReopenForm,
    RoundFilter,
    RoundForm,
    SeatForm,
    ShortFilter,
    VillagesForm,
)
from selection.ledger import boards
from selection.ledger.rounds import listed
from selection.ledger.seats import SeatState
from selection.ledger.vacancies import vacancies
from selection.models import Round
from teams.models import Team, Village

NARROW = [OpenApiParameter(name, str) for name in ("area", "category", "q", "sort")]
NARROW += [
    OpenApiParameter("state", str, enum=SeatState.values),
    OpenApiParameter("need", str, enum=Village.Need.values),
    OpenApiParameter("unit", int),
]
ROUNDS = [OpenApiParameter("state", str, enum=Round.State.values), OpenApiParameter("q", str), *PAGED]


@extend_schema(methods=["GET"], parameters=ROUNDS, responses=shapes.RoundSerializer(many=True))
@extend_schema(methods=["POST"], request=shapes.NewRoundFacts, responses={201: shapes.RoundWholeSerializer})
@api_view(["GET", "POST"])
def rounds(request):
    """The rounds that concern the caller; POST prepares one (organization departments)."""
    actor = request._request.actor
    if request.method in SAFE:
        wanted = asked(RoundFilter(request.query_params, actor=actor, on=today()))
        return listing(request, listed(actor, wanted), shapes.RoundSerializer)
    form = NewRoundForm(body(request, shapes.NewRoundFacts), actor=actor, on=today())
    made = deeds.prepare_round(asked(form), form.teams(), by=actor, on=today())
    return done(shapes.RoundWholeSerializer, made, status=201)


@extend_schema(methods=["GET"], responses=shapes.RoundWholeSerializer)
@extend_schema(methods=["PUT"], request=shapes.RoundFacts, responses=shapes.RoundWholeSerializer)
@api_view(["GET", "PUT"])
def round_one(request, pk):
    """One round with the policy it goes by; PUT changes a draft, or extends the dates of an open round."""
    actor, case = request._request.actor, _case(request, pk)
    if request.method in SAFE:
        return done(shapes.RoundWholeSerializer, case)
    facts = asked(RoundForm(body(request, shapes.RoundFacts), actor=actor, on=today()))
    return done(shapes.RoundWholeSerializer, deeds.edit_round(case, facts, by=actor, on=today()))


@extend_schema(request=None, responses=shapes.RoundWholeSerializer)
@api_view(["POST"])
def round_open(request, pk):
    """Opens a draft. 409: a village is in another running round, or it is open already."""
    made = deeds.open_round(_case(request, pk), by=request._request.actor, on=today())
    return done(shapes.RoundWholeSerializer, made)


@extend_schema(request=None, responses=shapes.RoundWholeSerializer)
@api_view(["POST"])
def round_close(request, pk):
    """Closes a round: what is on its way stays on its way."""
    made = deeds.close_round(_case(request, pk), by=request._request.actor, on=today())
    return done(shapes.RoundWholeSerializer, made)


@extend_schema(request=shapes.ReopenFacts, responses=shapes.RoundWholeSerializer)
@api_view(["POST"])
def round_reopen(request, pk):
    """Opens a closed round again, with a new last day and the reason."""
    actor, case = request._request.actor, _case(request, pk)
    facts = asked(ReopenForm(body(request, shapes.ReopenFacts), actor=actor, on=today()))
    return done(shapes.RoundWholeSerializer, deeds.reopen_round(case, **facts, by=actor, on=today()))


@extend_schema(request=None, responses=shapes.CountSerializer)
@api_view(["POST"])
def round_teams(request, pk):
    """Forms the teams of all paired villages of a draft's area that have none, and takes them in."""
    count = deeds.form_teams(_case(request, pk), by=request._request.actor, on=today())
    return done(shapes.CountSerializer, {"count": count})


@extend_schema(methods=["GET"], parameters=[*NARROW, *PAGED], responses=shapes.PlaceSerializer(many=True))
@extend_schema(methods=["PUT"], request=shapes.VillagesFacts, responses=shapes.CountSerializer)
@api_view(["GET", "PUT"])
def round_places(request, pk):
    """The villages of a round, each with its three seats; PUT chooses those of a draft anew."""
    actor, case = request._request.actor, _case(request, pk)
    if request.method in SAFE:
        return listing(request, _lines(request, case), shapes.PlaceSerializer)
    form = VillagesForm(body(request, shapes.VillagesFacts), actor=actor, on=today())
    asked(form)
    return done(shapes.CountSerializer, {"count": deeds.choose_villages(case, form.teams(), by=actor, on=today())})


@extend_schema(parameters=[*NARROW, *PAGED], responses=shapes.SeatSerializer(many=True))
@api_view(["GET"])
def round_seats(request, pk):
    """The seats of a round one by one; `state` keeps those in that state."""
    lines = _lines(request, _case(request, pk))
    state = request.query_params.get("state")
    seats = [(line, seat) for line in lines for seat in line.seats if not state or seat.state == state]
    return listing(request, seats, shapes.SeatSerializer)


@extend_schema(parameters=[OpenApiParameter("area", str)], responses=shapes.SummarySerializer)
@api_view(["GET"])
def round_summary(request, pk):
    """How many seats stand where, in all and in each place directly below (counties, or the townships of a county)."""
    actor, case = request._request.actor, _case(request, pk)
    area = asked(BoardFilter(request.query_params, actor=actor, on=today()))["area"]
    length = 6 if len(area or actor.area) < 6 else 9
    counts = boards.counts_of(case, actor, today(), area, length)
    places = [{"code": code, "counts": boards.total({code: counts[code]})} for code in sorted(counts)]
    numbers = {"day": boards.day_of(case, today()), "counts": boards.total(counts), "places": places}
    return Response(shapes.SummarySerializer(numbers).data)


@extend_schema(request=shapes.SeatFacts, responses=shapes.ToldSerializer)
@api_view(["POST"])
def round_remind(request, pk):
    """Reminds whoever must fill a seat, once a day. 409: it is filled, or somebody is on the way."""
    actor, case = request._request.actor, _case(request, pk)
    form = _seat(request)
    team = fetch(Team.objects.visible_to(actor).filter(rounds__round=case), actor, form.team_id)
    told = reminding.remind(case, team, form.which, by=actor, on=today())
    return done(shapes.ToldSerializer, {"told": told})


@extend_schema(
    parameters=[
        *(OpenApiParameter(name, str) for name in ("area", "q")),
        OpenApiParameter("state", str, enum=["short", "nominated", "review", "approved"]),
        *PAGED,
    ],
    responses=shapes.VacancySerializer(many=True),
)
@api_view(["GET"])
def short_teams(request):
    """The empty seats of the jurisdiction, the longest empty first, with who must act and how far the refill is."""
    actor = request._request.actor
    wanted = asked(ShortFilter(request.query_params, actor=actor, on=today()))
    return listing(request, vacancies(actor, today(), wanted, reminding.refill_key), shapes.VacancySerializer)


@extend_schema(request=shapes.SeatFacts, responses=shapes.ToldSerializer)
@api_view(["POST"])
def short_send(request):
    """Sends the refill of an empty seat to the office that must act, once per vacancy."""
    actor, form = request._request.actor, _seat(request)
    told = reminding.send_refill(fetch(Team, actor, form.team_id), form.which, by=actor, on=today())
    return done(shapes.ToldSerializer, {"told": told})


def _case(request, pk):
    return fetch(Round, request._request.actor, pk)


def _lines(request, case):
    actor = request._request.actor
    wanted = asked(BoardFilter(request.query_params, actor=actor, on=today()))
    rows = boards.lines_of(case, actor, today(), wanted["area"])
    return boards.in_order(boards.narrowed(rows, wanted), wanted["sort"])


def _seat(request):
    said = body(request, shapes.SeatFacts)
    form = SeatForm({"seat": f"{said['team']}:{said['seat']}"}, actor=request._request.actor, on=today())
    asked(form)
    return form
