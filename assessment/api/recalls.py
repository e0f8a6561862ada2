"""Recall for machines: the same deeds as the pages."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import api_view
from rest_framework.response import Response

from assessment import recall_rows
from assessment.actions import duties, recalling
from assessment.api import recall_shapes as shapes
from assessment.forms.recalls import DutyForm, HearingForm, RecallFilter, RecallForm, RecallStepForm
from assessment.models import Recall
from core.access import fetch
from core.clock import today
from core.listing import asked, body, listing
from core.models import StoredFile
from core.refusals import Refused
from teams.models import Posting

FILTERS = [OpenApiParameter(name, str) for name in ("area", "q", "state", "kind", "ground")]
FILTERS += [OpenApiParameter(name, bool) for name in ("waiting", "late")]
FILTERS += [OpenApiParameter(name, int) for name in ("page", "page_size")]


@extend_schema(methods=["GET"], parameters=FILTERS, responses=shapes.RecallShape(many=True))
@extend_schema(methods=["POST"], request=shapes.ChargeFacts, responses={201: shapes.RecallWhole})
@api_view(["GET", "POST"])
def recalls(request):
    """The recalls in the caller's jurisdiction; unit, township and cadre see decided ones. POST: the county proposes one."""
    actor, on = request._request.actor, today()
    if request.method == "GET":
        wanted = asked(RecallFilter(request.query_params, actor=actor, on=on))
        return listing(request, recall_rows.recalls(actor, wanted, on), shapes.RecallShape)
    given = dict(body(request, shapes.ChargeFacts))
    posting = fetch(Posting.objects.visible_to(actor), actor, given.pop("posting"))
    case = recalling.propose_recall(posting, _charge(actor, given), by=actor, on=on)
    return _whole(request, case.pk, status=201)


@extend_schema(responses=shapes.RecallWhole)
@api_view(["GET"])
def recall(request, pk):
    """One recall with its facts, provisions and duties, as far as the caller may see them."""
    return _whole(request, pk)


@extend_schema(request=shapes.ChargeAgain, responses=shapes.RecallWhole)
@api_view(["POST"])
def recall_mend(request, pk):
    """A returned proposal goes up again, mended."""
    actor, case = request._request.actor, _case(request, pk)
    given = dict(body(request, shapes.ChargeAgain))
    recalling.propose_again(case, _charge(actor, given), by=actor, on=today())
    return _whole(request, pk)


@extend_schema(request=shapes.RecallStepFacts, responses=shapes.RecallWhole)
@api_view(["POST"])
def recall_step(request, pk):
    """A step: examine (number, day), approve (number), return, decline or withdraw. 403, 409 and 422 say why."""
    actor, case = request._request.actor, _case(request, pk)
    said = asked(RecallStepForm(dict(body(request, shapes.RecallStepFacts)), actor=actor, on=today()))
    recalling.take_step(case, said, by=actor, on=today())
    return _whole(request, pk)


@extend_schema(request=shapes.HearingFacts, responses=shapes.RecallWhole)
@api_view(["POST"])
def recall_hear(request, pk):
    """Enters what the cadre said when heard, before the decision."""
    actor, case = request._request.actor, _case(request, pk)
    given = dict(body(request, shapes.HearingFacts))
    papers = _handed_in(actor, given.pop("papers", []))
    said = asked(HearingForm(given, actor=actor, on=today())) | {"papers": papers}
    recalling.hear(case, **said, by=actor, on=today())
    return _whole(request, pk)


@extend_schema(request=shapes.DutyFacts, responses=shapes.RecallWhole)
@api_view(["POST"])
def recall_duty(request, pk):
    """A duty is done, with its evidence; the last one closes the case."""
    actor, case = request._request.actor, _case(request, pk)
    given = dict(body(request, shapes.DutyFacts))
    file = next(iter(_handed_in(actor, [given.pop("file", None)])), None)
    said = asked(DutyForm(given, actor=actor, on=today()))
    duties.do_duty(case, said["duty"], note=said["evidence"], file=file, by=actor, on=today())
    return _whole(request, pk)


def _charge(actor, given):
    papers = _handed_in(actor, given.pop("papers", []))
    return recalling.Charge(**asked(RecallForm(given, actor=actor, on=today())) | {"papers": papers})


def _case(request, pk):
    actor = request._request.actor
    return fetch(Recall.objects.visible_to(actor).select_related(*recall_rows.WHO), actor, pk)


def _whole(request, pk, status=200):
    """The case as the caller may see it."""
    context = {"actor": request._request.actor}
    return Response(shapes.RecallWhole(_case(request, pk), context=context).data, status=status)


def _handed_in(actor, numbers):
    """Files the caller has handed in, by their numbers. Raises Refused for anybody else's."""
    numbers = {number for number in numbers if number is not None}
    found = list(StoredFile.objects.visible_to(actor.myself).filter(pk__in=numbers))
    if len(found) != len(numbers):
        raise Refused("papers: unknown file", fields={"papers": "unknown"})
    return found
