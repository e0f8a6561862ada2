"""Family difficulties, and injury and death on duty, for machines: the same deeds as the pages."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import api_view
from rest_framework.response import Response

from core.access import fetch
from core.clock import today
from core.listing import PAGED, asked, body, listing
from core.models import StoredFile
from core.record import saw
from support import case_rows
from support.actions import cases
from support.api import care_shapes as shapes
from support.api.fund_shapes import WhyBody
from support.api.lines import struck
from support.forms.cases import CaseFilter, DayForm, DifficultyForm, HelpForm, InjuryForm, StepForm
from teams.models import Posting

LIST = PAGED + [OpenApiParameter(name, str) for name in ("area", "q", "state")] + [OpenApiParameter("struck", bool)]


def _wanted(request):
    return asked(CaseFilter(request.query_params, actor=request._request.actor, on=today()))


def _posting(actor, number):
    return fetch(Posting.objects.visible_to(actor).select_related("pairing", "cadre"), actor, number)


def _said(request, shape, form):
    actor, given = request._request.actor, dict(body(request, shape))
    posting = _posting(actor, given.pop("posting"))
    return posting, asked(form(given, actor=actor, on=today()))


@extend_schema(methods=["GET"], parameters=LIST, responses=shapes.DifficultyShape(many=True))
@extend_schema(methods=["POST"], request=shapes.DifficultyBody, responses={201: shapes.DifficultyWhole})
@api_view(["GET", "POST"])
def difficulties(request):
    """The difficulties the caller may know of; POST enters one."""
    actor = request._request.actor
    if request.method == "GET":
        return listing(request, case_rows.difficulties(actor, _wanted(request)), shapes.DifficultyShape)
    posting, said = _said(request, shapes.DifficultyBody, DifficultyForm)
    made = cases.report_difficulty(posting, **said, by=actor, on=today())
    return _difficulty(request, made.pk, 201)


@extend_schema(responses=shapes.DifficultyWhole)
@api_view(["GET"])
def difficulty(request, pk):
    """One difficulty with the help given. Looking leaves a line in the record."""
    case = _case(request, pk)
    if case.account_id != request._request.actor.user_id:
        saw(request._request.actor, case, what="open_difficulty")
    return _difficulty(request, pk)


@extend_schema(request=shapes.HelpBody, responses=shapes.DifficultyWhole)
@api_view(["POST"])
def difficulty_help(request, pk):
    """Help given. 409: settled already."""
    actor, case = request._request.actor, _case(request, pk)
    said = asked(HelpForm(body(request, shapes.HelpBody), actor=actor, on=today()))
    cases.help_with(case, **said, by=actor, on=today())
    return _difficulty(request, pk)


@extend_schema(request=shapes.DayBody, responses=shapes.DifficultyWhole)
@api_view(["POST"])
def difficulty_settle(request, pk):
    """The difficulty is settled. 409: settled already."""
    actor, case = request._request.actor, _case(request, pk)
    said = asked(DayForm(body(request, shapes.DayBody), actor=actor, on=today()))
    cases.settle(case, **said, by=actor, on=today())
    return _difficulty(request, pk)


@extend_schema(request=WhyBody, responses=shapes.DifficultyWhole)
@api_view(["POST"])
def difficulty_strike(request, pk):
    """Entered by mistake: struck; it stays, with the reason. 409: struck already."""
    struck(request, _case(request, pk))
    return _difficulty(request, pk)


def _case(request, pk):
    actor = request._request.actor
    return fetch(case_rows.difficulties(actor), actor, pk)


def _difficulty(request, pk, status=200):
    return Response(shapes.DifficultyWhole(_case(request, pk)).data, status=status)


@extend_schema(methods=["GET"], parameters=LIST, responses=shapes.InjuryShape(many=True))
@extend_schema(methods=["POST"], request=shapes.InjuryBody, responses={201: shapes.InjuryShape})
@api_view(["GET", "POST"])
def injuries(request):
    """Injuries and deaths on duty with the steps owed; POST enters one, its steps follow from the policy."""
    actor = request._request.actor
    if request.method == "GET":
        return listing(request, case_rows.injuries(actor, _wanted(request)), shapes.InjuryShape)
    posting, said = _said(request, shapes.InjuryBody, InjuryForm)
    made = cases.report_injury(posting, **said, by=actor, on=today())
    return _injury(request, made.pk, 201)


@extend_schema(responses=shapes.InjuryShape)
@api_view(["GET"])
def injury(request, pk):
    """One case with the steps owed."""
    return _injury(request, pk)


@extend_schema(request=WhyBody, responses=shapes.InjuryShape)
@api_view(["POST"])
def injury_strike(request, pk):
    """Entered by mistake: struck with its steps; it stays, with the reason. 409: struck already."""
    actor = request._request.actor
    struck(request, fetch(case_rows.injuries(actor), actor, pk))
    return _injury(request, pk)


@extend_schema(request=shapes.StepBody, responses=shapes.InjuryShape)
@api_view(["POST"])
def injury_step(request, pk):
    """A step owed is done, with its evidence. 409: done already."""
    actor = request._request.actor
    step = fetch(case_rows.steps(actor), actor, pk)
    given = dict(body(request, shapes.StepBody))
    number = given.pop("paper", None)
    said = asked(StepForm(given, actor=actor, on=today()))
    said["paper"] = fetch(StoredFile, actor.myself, number) if number else None
    cases.do_step(step, **said, by=actor, on=today())
    return _injury(request, step.injury_id)


def _injury(request, pk, status=200):
    actor = request._request.actor
    return Response(shapes.InjuryShape(fetch(case_rows.injuries(actor), actor, pk)).data, status=status)
