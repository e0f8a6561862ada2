"""The machine interface of the ground floor: who am I, divisions, policy, county rules."""

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import api_view
from rest_framework.response import Response

from core import serializers as s
from core.actions import county_rules
from core.clock import today
from core.help_topics import topics
from core.listing import asked, body
from core.models import CountyRule, Division
from core.paging import Pages
from core.policies import policy_at
from core.policy import PROVINCE


@extend_schema(responses=s.MeOut)
@api_view(["GET"])
def me(request):
    """Who is asking, the office this request acts in, and the offices held."""
    acting = request._request.actor
    held = request._request.appointments or [acting]
    return Response(s.MeOut({"name": acting.name, "acting": acting, "offices": held}).data)


@extend_schema(parameters=[s.DivisionQuery], responses=s.DivisionOut(many=True))
@api_view(["GET"])
def divisions(request):
    """Divisions by words (name, path, code, pinyin initials), parent or level."""
    query = asked(s.DivisionQuery(data=request.query_params.dict()))
    rows = Division.objects.visible_to(request._request.actor).current()
    rows = rows.filter(level=query["level"]) if "level" in query else rows
    rows = rows.children_of(query["parent"]) if "parent" in query else rows
    return _paged(request, rows.matching(query["q"]) if "q" in query else rows, s.DivisionOut)


@extend_schema(parameters=[s.PolicyQuery], responses=s.ProvisionOut(many=True))
@api_view(["GET"])
def policy(request):
    """Every provision in force for a place on a day, with its clause and quotation."""
    query, actor = asked(s.PolicyQuery(data=request.query_params.dict())), request._request.actor
    here, on = query.get("at") or actor.area or PROVINCE, query.get("on") or today()
    return Response([s.ProvisionOut(one).data for one in policy_at(here, on).values()])


@extend_schema(responses=s.HelpOut(many=True))
@api_view(["GET"])
def help_topics(request):
    """Each page of one's menu that the policy speaks of: whose work it is, and the keys of its provisions."""
    return Response([s.HelpOut(one).data for one in topics(request._request.actor).values()])


@extend_schema(methods=["GET"], parameters=[s.CountyRuleQuery], responses=s.CountyRuleOut(many=True))
@extend_schema(methods=["POST"], request=s.CountyRuleIn, responses={201: s.CountyRuleOut})
@api_view(["GET", "POST"])
def rules(request):
    """County rules inside and above one's area; POST enters one for the own county."""
    actor = request._request.actor
    if request.method == "POST":
        made = county_rules.enter_county_rule(**body(request, s.CountyRuleIn), by=actor)
        return Response(s.CountyRuleOut(made).data, status=201)
    query = asked(s.CountyRuleQuery(data=request.query_params.dict()))
    rows = CountyRule.objects.visible_to(actor).touching(actor.area)
    rows = rows.filter(key=query["key"]) if "key" in query else rows
    return _paged(request, rows.in_force(query["on"]) if "on" in query else rows, s.CountyRuleOut)


def _paged(request, rows, shape):
    pages = Pages()
    page = pages.paginate_queryset(rows, request)
    return pages.get_paginated_response(shape(page, many=True).data)
