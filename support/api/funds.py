"""Work funds for machines: the same deeds as the pages."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import api_view
from rest_framework.response import Response

from core.access import fetch
from core.clock import today
from core.listing import asked, body, listing
from core.models import StoredFile
from core.refusals import Conflict, Refused
from support import fund_rows
from support.actions import fund_years, funds
from support.api import fund_shapes as shapes
from support.forms.funds import AllotForm, CloseForm, FundFilter, ReceiveForm, ReopenForm, SpendForm, WhyForm, YearQuery
from support.fund_rules import running, sums
from teams.models import Team

LIST = [OpenApiParameter(name, int) for name in ("page", "page_size", "year")]
LIST += [OpenApiParameter(name, str) for name in ("area", "q")] + [OpenApiParameter("short", bool)]
YEAR = [OpenApiParameter("year", int)]


@extend_schema(parameters=LIST, responses=shapes.TeamFundShape(many=True))
@api_view(["GET"])
def fund_list(request):
    """Every team in the caller's jurisdiction that stood in the year; `short`: below the minimum of its county."""
    actor, on = request._request.actor, today()
    wanted = asked(FundFilter(request.query_params, actor=actor, on=on))
    return listing(request, fund_rows.teams(actor, wanted, on), shapes.TeamFundShape)


@extend_schema(
    request=shapes.AllotBody, responses={201: {"type": "object", "properties": {"teams": {"type": "integer"}}}}
)
@api_view(["POST"])
def allot(request):
    """Allots the same amount to many teams. 409: by this document already, or closed. 422: what is wrong."""
    actor, given = request._request.actor, dict(body(request, shapes.AllotBody))
    numbers = set(given.pop("teams"))
    teams = list(Team.objects.visible_to(actor).filter(pk__in=numbers).select_related("village__division"))
    if len(teams) != len(numbers):
        raise Refused("teams: unknown", fields={"teams": "unknown"})
    said = asked(AllotForm(given, actor=actor, on=today()))
    return Response({"teams": funds.allot(teams, **said, by=actor, on=today())}, status=201)


@extend_schema(parameters=YEAR, responses=shapes.BookShape)
@api_view(["GET"])
def book(request, pk):
    """A team's book of a year (this year's without one): every entry with the balance after it."""
    year = asked(YearQuery(request.query_params))["year"] or today().year
    return _whole(request, _team(request, pk), year)


@extend_schema(request=shapes.ReceiveBody, responses={201: shapes.BookShape})
@api_view(["POST"])
def receive(request, pk):
    """Books money that has come. 409: closed. 422: more than what is allotted and still to come."""
    actor, team = request._request.actor, _team(request, pk)
    said = asked(ReceiveForm(body(request, shapes.ReceiveBody), actor=actor, on=today()))
    funds.receive(team, **said, by=actor, on=today())
    return _whole(request, team, said["year"], 201)


@extend_schema(request=shapes.SpendBody, responses={201: shapes.BookShape})
@api_view(["POST"])
def spend(request, pk):
    """Books an expense. 409: the voucher is booked already, or the year closed. 422: more than is left."""
    actor, team = request._request.actor, _team(request, pk)
    given = dict(body(request, shapes.SpendBody))
    number = given.pop("paper", None)
    said = asked(SpendForm(given, actor=actor, on=today()))
    said["paper"], year = fetch(StoredFile, actor.myself, number) if number else None, said.pop("year")
    funds.spend(team, funds.Voucher(**said), year=year, by=actor, on=today())
    return _whole(request, team, year, 201)


@extend_schema(request=shapes.CloseBody, responses=shapes.BookShape)
@api_view(["POST"])
def close(request, pk):
    """Closes the team's book of a year that is over. 409: closed already."""
    actor, team = request._request.actor, _team(request, pk)
    said = asked(CloseForm(body(request, shapes.CloseBody), actor=actor, on=today()))
    found = _book(actor, team, said["year"])
    fund_years.close([found], how=said["how"], number=said["number"], by=actor, on=today())
    return _whole(request, team, said["year"])


@extend_schema(request=shapes.ReopenBody, responses=shapes.BookShape)
@api_view(["POST"])
def reopen(request, pk):
    """Opens a closed book again. 409: it is open, or next year is closed. 422: the rest is spent already."""
    actor, team = request._request.actor, _team(request, pk)
    said = asked(ReopenForm(body(request, shapes.ReopenBody), actor=actor, on=today()))
    fund_years.reopen(_book(actor, team, said["year"]), why=said["why"], by=actor, on=today())
    return _whole(request, team, said["year"])


@extend_schema(request=shapes.WhyBody, responses=shapes.BookShape)
@api_view(["POST"])
def reverse_entry(request, pk):
    """Takes an entry back by its negative. 409: reversed already, or the year closed. 422: what was spent of it."""
    actor = request._request.actor
    entry = fetch(fund_rows.entries(actor), actor, pk)
    said = asked(WhyForm(body(request, shapes.WhyBody), actor=actor, on=today()))
    funds.reverse(entry, **said, by=actor, on=today())
    return _whole(request, entry.fund.team, entry.fund.year)


def _team(request, pk):
    return fetch(Team.objects.visible_to(request._request.actor), request._request.actor, pk)


def _book(actor, team, year):
    found = fund_rows.book(actor, team, year)
    if found is None:
        raise Conflict("There is no book of this year.")
    return found


def _whole(request, team, year, status=200):
    actor = request._request.actor
    found = fund_rows.book(actor, team, year)
    entries = list(fund_rows.entries(actor, {"fund__team": team, "fund__year": year}))
    lines = [{"entry": entry, "balance": balance} for entry, balance in running(entries)]
    data = {"team": team.pk, "year": year, "closed_on": found and found.closed_on}
    return Response(shapes.BookShape({**data, "sums": sums(entries), "lines": lines}).data, status=status)
