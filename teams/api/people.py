"""Teams, postings and cadres for machines."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import api_view
from rest_framework.response import Response

from core.access import fetch
from core.clock import today
from core.listing import asked, body, done, listing
from teams import actions, rows
from teams.api import shapes
from teams.api.places import WORDS, YES_NO
from teams.forms import (
    AccountForm,
    CadreFilter,
    CadreForm,
    DisbandForm,
    FindForm,
    PostingFilter,
    RevealForm,
    SecondVillageEndForm,
    SecondVillageForm,
    TeamFilter,
    TeamForm,
)
from teams.models import Cadre, Seat, Team, Village

TEAMS = [OpenApiParameter("complete", str, enum=YES_NO), OpenApiParameter("lacks", str, enum=["unit", "township"])]
POSTINGS = [OpenApiParameter("seat", str, enum=Seat.values), OpenApiParameter("current", str, enum=YES_NO)]
POSTINGS += [OpenApiParameter(name, int) for name in ("team", "cadre")]
CADRES = [OpenApiParameter("serving", str, enum=YES_NO), OpenApiParameter("language", str)]
CADRES += [OpenApiParameter("rank", str, enum=Cadre.Rank.values)]


@extend_schema(parameters=[*WORDS, *TEAMS], responses=shapes.TeamShape(many=True))
@api_view(["GET"])
def teams(request):
    """The standing teams in the caller's jurisdiction with their seats: complete, or short since when and who must act."""
    actor, on = request._request.actor, today()
    wanted = asked(TeamFilter(request.query_params, actor=actor, on=on))
    return listing(request, rows.teams(actor, wanted, on), shapes.TeamShape)


@extend_schema(responses=shapes.TeamShape)
@api_view(["GET"])
def team(request, pk):
    """One team."""
    return _shown(_team(request._request.actor, pk))


def _team(actor, pk):
    related = ("village__division", "second_village__division")
    return fetch(Team.objects.visible_to(actor).select_related(*related), actor, pk)


def _shown(team, status=200):
    return done(shapes.TeamShape, team, status=status)


@extend_schema(request=shapes.TeamFacts, responses={201: shapes.TeamShape})
@api_view(["POST"])
def team_form(request, pk):
    """Forms the team of a paired village."""
    actor, on = request._request.actor, today()
    place = fetch(Village.objects.visible_to(actor).select_related("division"), actor, pk)
    facts = asked(TeamForm(body(request, shapes.TeamFacts), actor=actor, on=on, village=place))
    return _shown(actions.form_team(place, **facts, by=actor, on=on), status=201)


@extend_schema(request=shapes.SecondVillageFacts, responses=shapes.TeamShape)
@api_view(["POST"])
def team_second(request, pk):
    """Has a team serve a second village of the same township and paired unit."""
    actor, on = request._request.actor, today()
    one = _team(actor, pk)
    facts = asked(SecondVillageForm(body(request, shapes.SecondVillageFacts), actor=actor, on=on, team=one))
    return _shown(actions.add_second_village(one, **facts, by=actor, on=on))


@extend_schema(request=shapes.SecondVillageEndFacts, responses=shapes.TeamShape)
@api_view(["POST"])
def team_second_end(request, pk):
    """Ends the service in the second village. 422 with the clause while the policy's period runs."""
    actor, on = request._request.actor, today()
    one = _team(actor, pk)
    facts = asked(SecondVillageEndForm(body(request, shapes.SecondVillageEndFacts), actor=actor, on=on))
    return _shown(actions.drop_second_village(one, **facts, by=actor, on=on))


@extend_schema(request=shapes.DisbandFacts, responses=shapes.TeamShape)
@api_view(["POST"])
def team_disband(request, pk):
    """Disbands a team. 422 with the clause while the policy's period runs."""
    actor, on = request._request.actor, today()
    one = _team(actor, pk)
    facts = asked(DisbandForm(body(request, shapes.DisbandFacts), actor=actor, on=on))
    return _shown(actions.disband_team(one, **facts, by=actor, on=on))


@extend_schema(parameters=[*WORDS, *POSTINGS], responses=shapes.PostingShape(many=True))
@api_view(["GET"])
def postings(request):
    """The postings in the caller's jurisdiction. They open by an approved nomination and in no other way."""
    actor, on = request._request.actor, today()
    wanted = asked(PostingFilter(request.query_params, actor=actor, on=on))
    return listing(request, rows.postings(actor, wanted, on), shapes.PostingShape)


@extend_schema(methods=["GET"], parameters=[*WORDS, *CADRES], responses=shapes.CadreShape(many=True))
@extend_schema(methods=["POST"], request=shapes.CadreFacts, responses={201: shapes.CadreShape})
@api_view(["GET", "POST"])
def cadres(request):
    """The cadres in the caller's jurisdiction; POST enters one of the caller's own unit or township."""
    actor, on = request._request.actor, today()
    if request.method == "GET":
        wanted = asked(CadreFilter(request.query_params, actor=actor, on=on))
        return listing(request, rows.cadres(actor, wanted, on), shapes.CadreShape)
    facts = asked(CadreForm(body(request, shapes.CadreFacts), actor=actor, on=on))
    return done(shapes.CadreShape, actions.register_cadre(facts, by=actor, on=on), status=201)


@extend_schema(methods=["GET"], responses=shapes.CadreShape)
@extend_schema(methods=["PUT"], request=shapes.CadreFacts, responses=shapes.CadreShape)
@api_view(["GET", "PUT"])
def cadre(request, pk):
    """One cadre (the look is recorded); PUT corrects the facts."""
    actor, on = request._request.actor, today()
    one = _cadre(actor, pk)
    if request.method == "GET":
        actions.open_file(one, by=actor)
        return done(shapes.CadreShape, one)
    facts = asked(CadreForm(body(request, shapes.CadreFacts), actor=actor, on=on, editing=True))
    return done(shapes.CadreShape, actions.edit_cadre(one, facts, by=actor, on=on))


def _cadre(actor, pk):
    return fetch(Cadre, actor, pk)


@extend_schema(request=shapes.NumberFacts, responses=shapes.CadreShape(many=True))
@api_view(["POST"])
def cadre_find(request):
    """The cadre with exactly this ID number in the caller's jurisdiction: a list of one or none; 60 an hour."""
    actor, on = request._request.actor, today()
    asked_for = asked(FindForm(body(request, shapes.NumberFacts), actor=actor, on=on))
    mine = Cadre.objects.visible_to(actor)
    found = actions.find_by_id_number(asked_for["id_number"], mine, by=actor, on=on)
    return Response([shapes.CadreShape(found).data] if found else [])


@extend_schema(request=shapes.RevealFacts, responses=shapes.RevealedShape)
@api_view(["POST"])
def cadre_reveal(request, pk):
    """The full ID number or telephone for a reason; 60 an hour, each recorded."""
    actor, on = request._request.actor, today()
    one = _cadre(actor, pk)
    why = asked(RevealForm(body(request, shapes.RevealFacts), actor=actor, on=on))
    answer = Response({"number": actions.reveal(one, **why, by=actor, on=on)})
    answer.secret = True
    return answer


@extend_schema(request=shapes.AccountFacts, responses=shapes.CadreShape)
@api_view(["POST"])
def cadre_account(request, pk):
    """Links the account the cadre logs in with."""
    actor, on = request._request.actor, today()
    one = _cadre(actor, pk)
    facts = asked(AccountForm(body(request, shapes.AccountFacts), actor=actor, on=on))
    return done(shapes.CadreShape, actions.link_account(one, facts["username"], by=actor, on=on))
