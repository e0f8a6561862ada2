"""Adjustment, term end and transfer for machines: the same deeds as the pages."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import api_view
from rest_framework.response import Response

from core.access import fetch
from core.clock import today
from core.listing import asked, body, done, listing
from core.models import StoredFile
from core.refusals import Refused
from selection import leaving_rows, leaving_steps
from selection.actions.leaving import adjustments as adjusting
from selection.actions.leaving import transfers as transferring
from selection.actions.leaving import volunteers
from selection.api import leaving_shapes as shapes
from selection.forms.leaving import (
    AdjustmentFilter,
    AdjustmentForm,
    AdjustmentStepForm,
    TermFilter,
    TransferFilter,
    TransferStepForm,
    WishForm,
    transfer_form_for,
)
from selection.models import Adjustment, Transfer
from teams.models import Posting

WORDS = [OpenApiParameter(name, str) for name in ("area", "q", "state")]
WORDS += [OpenApiParameter("waiting", bool), OpenApiParameter("page", int), OpenApiParameter("page_size", int)]
ADJUSTMENTS = [*WORDS, OpenApiParameter("filing", bool), OpenApiParameter("ground", str)]
TERMS = [OpenApiParameter(name, str) for name in ("within", "successor", "seat", "area", "q")]
TERMS += [OpenApiParameter(name, int) for name in ("page", "page_size")]
WHO = ("posting__cadre", "posting__pairing", "posting__team__village__division")


@extend_schema(methods=["GET"], parameters=ADJUSTMENTS, responses=shapes.AdjustmentShape(many=True))
@extend_schema(methods=["POST"], request=shapes.ApplicationFacts, responses={201: shapes.AdjustmentWhole})
@api_view(["GET", "POST"])
def adjustments(request):
    """The adjustments in the caller's jurisdiction; POST applies (the cadre in person; on paper who sent one without an account)."""
    actor, on = request._request.actor, today()
    if request.method == "GET":
        wanted = asked(AdjustmentFilter(request.query_params, actor=actor, on=on))
        return listing(request, leaving_rows.adjustments(actor, wanted), shapes.AdjustmentShape)
    given = dict(body(request, shapes.ApplicationFacts))
    posting, papers = _posting(actor, given.pop("posting")), _handed_in(actor, given.pop("papers", []))
    facts = asked(AdjustmentForm(given, actor=actor, on=on)) | {"papers": papers}
    case = adjusting.apply_for(adjusting.Application(posting, **facts), by=actor, on=on)
    return done(shapes.AdjustmentWhole, case, status=201)


@extend_schema(responses=shapes.AdjustmentWhole)
@api_view(["GET"])
def adjustment(request, pk):
    """One adjustment with its opinion, provisions and timeline."""
    return Response(shapes.AdjustmentWhole(_adjustment(request, pk)).data)


@extend_schema(request=shapes.AdjustmentStepFacts, responses=shapes.AdjustmentWhole)
@api_view(["POST"])
def adjustment_step(request, pk):
    """A step: endorse, approve, file, return, decline or withdraw. 403, 409 and 422 say why, with the clause."""
    actor, on, case = request._request.actor, today(), _adjustment(request, pk)
    given = dict(body(request, shapes.AdjustmentStepFacts))
    scan, papers = _handed_in(actor, [given.pop("opinion_file", None)]), _handed_in(actor, given.pop("papers", []))
    said = asked(AdjustmentStepForm(given, actor=actor, on=on))
    said |= {"opinion_file": next(iter(scan), None), "papers": papers}
    return done(shapes.AdjustmentWhole, leaving_steps.adjustment_step(case, said, by=actor, on=on))


@extend_schema(request=shapes.Cases, responses=shapes.Filed)
@api_view(["POST"])
def adjustments_put_on_file(request):
    """Puts several approved adjustments on file, each on its own: which were, and why the others were not."""
    actor = request._request.actor
    numbers = body(request, shapes.Cases)["cases"]
    rows = list(Adjustment.objects.visible_to(actor).filter(pk__in=numbers).order_by("pk"))
    filed, refused = adjusting.put_all_on_file(rows, by=actor, on=today())
    why = {str(case.pk): str(refusal.message) for case, refusal in refused}
    return Response({"filed": [case.pk for case in filed], "refused": why})


def _adjustment(request, pk):
    actor = request._request.actor
    return fetch(Adjustment.objects.visible_to(actor).select_related(*WHO), actor, pk)


@extend_schema(parameters=TERMS, responses=shapes.TermShape(many=True))
@api_view(["GET"])
def terms(request):
    """Running postings whose term ends within 180 days (`within`: 30, 60, 90, 180, overdue), with what follows."""
    actor, on = request._request.actor, today()
    wanted = asked(TermFilter(request.query_params, actor=actor, on=on))
    return listing(request, leaving_rows.terms(actor, wanted, on), shapes.TermShape)


@extend_schema(request=shapes.WishFacts, responses={201: shapes.VolunteerShape})
@api_view(["POST"])
def volunteer(request, pk):
    """Notes that the cadre wishes to continue after the term."""
    actor, on = request._request.actor, today()
    facts = asked(WishForm(body(request, shapes.WishFacts), actor=actor, on=on))
    wish = volunteers.volunteer(_posting(actor, pk), **facts, by=actor, on=on)
    return done(shapes.VolunteerShape, wish, status=201)


@extend_schema(request=None, responses=shapes.VolunteerShape)
@api_view(["POST"])
def take_back(request, pk):
    """Takes the wish to continue back, until it has entered a round."""
    actor = request._request.actor
    return done(shapes.VolunteerShape, volunteers.take_back(_posting(actor, pk), by=actor, on=today()))


@extend_schema(request=None, responses={201: shapes.DraftShape})
@api_view(["POST"])
def enter(request, pk):
    """Puts the volunteer into the running round of the village: a draft nomination for the same seat."""
    actor = request._request.actor
    draft = volunteers.enter_next_round(_posting(actor, pk), by=actor, on=today())
    return done(shapes.DraftShape, draft, status=201)


@extend_schema(methods=["GET"], parameters=WORDS, responses=shapes.TransferShape(many=True))
@extend_schema(methods=["POST"], request=shapes.TransferFacts, responses={201: shapes.TransferWhole})
@api_view(["GET", "POST"])
def transfers(request):
    """The transfers in the caller's jurisdiction; POST applies, the cadre in person."""
    actor, on = request._request.actor, today()
    if request.method == "GET":
        wanted = asked(TransferFilter(request.query_params, actor=actor, on=on))
        return listing(request, leaving_rows.transfers(actor, wanted), shapes.TransferShape)
    given = dict(body(request, shapes.TransferFacts))
    posting = _posting(actor, given.pop("posting"))
    facts = asked(transfer_form_for(posting, actor, given))
    case = transferring.apply_for(transferring.Wish(posting, **facts), by=actor, on=on)
    return done(shapes.TransferWhole, case, status=201)


@extend_schema(responses=shapes.TransferWhole)
@api_view(["GET"])
def transfer(request, pk):
    """One transfer with its provisions and timeline."""
    return Response(shapes.TransferWhole(_transfer(request, pk)).data)


@extend_schema(request=shapes.TransferStepFacts, responses=shapes.TransferWhole)
@api_view(["POST"])
def transfer_step(request, pk):
    """A step: endorse, agree, decline or withdraw."""
    actor, on, case = request._request.actor, today(), _transfer(request, pk)
    given = dict(body(request, shapes.TransferStepFacts))
    scan = _handed_in(actor, [given.pop("agreement_file", None)])
    said = asked(TransferStepForm(given, actor=actor, on=on)) | {"agreement_file": next(iter(scan), None)}
    return done(shapes.TransferWhole, leaving_steps.transfer_step(case, said, by=actor, on=on))


def _transfer(request, pk):
    actor = request._request.actor
    return fetch(Transfer.objects.visible_to(actor).select_related(*WHO), actor, pk)


def _posting(actor, pk):
    related = ("cadre", "pairing__unit", "team__village__division")
    return fetch(Posting.objects.visible_to(actor).select_related(*related), actor, pk)


def _handed_in(actor, numbers):
    """Files the caller has handed in, by their numbers. Raises Refused for anybody else's."""
    numbers = {number for number in numbers if number is not None}
    found = list(StoredFile.objects.visible_to(actor.myself).filter(pk__in=numbers))
    if len(found) != len(numbers):
        raise Refused("papers: unknown file", fields={"papers": "unknown"})
    return found
