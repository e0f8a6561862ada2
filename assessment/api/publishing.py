"""Public notices of results and objections to them for machines: the same deeds as the pages."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import api_view
from rest_framework.response import Response

from assessment import noticeboard
from assessment.actions import objecting, publishing
from assessment.api import publishing_shapes as shapes
from assessment.forms.publishing import (
    NoticeFilter,
    NoticeForm,
    ObjectionFilter,
    PickFilter,
    PlaceForm,
    ResultObjectionForm,
)
from assessment.models import ResultNotice, ResultObjection
from assessment.papers.notices import notice_paper
from core import openapi
from core.access import fetch
from core.clock import today
from core.listing import PAGED, asked, body, done, listing
from core.models import StoredFile
from selection.api.publicity_shapes import ContactShape, ReasonBody, SettleBody, WhyBody
from selection.forms.publicity import ContactForm, SettleForm, WithdrawForm

WORD, AREA = OpenApiParameter("q", str), OpenApiParameter("area", str)


def _read(form, request):
    return asked(form(request.query_params, actor=request._request.actor, on=today()))


@extend_schema(
    parameters=[*PAGED, WORD, OpenApiParameter("stands", str)], responses=shapes.ResultNoticeShape(many=True)
)
@api_view(["GET"])
def notices(request):
    """The public notices of results in the caller's jurisdiction, the newest first."""
    rows = noticeboard.notices(request._request.actor, _read(NoticeFilter, request), today())
    return listing(request, rows, shapes.ResultNoticeShape)


@extend_schema(request=shapes.ResultNoticeBody, responses={201: shapes.ResultNoticeShape})
@api_view(["POST"])
def notice_new(request):
    """Publishes a notice of the caller's set grades; without a cycle, those of the latest."""
    actor, on = request._request.actor, today()
    said, rows = body(request, shapes.ResultNoticeBody), noticeboard.candidates(actor)
    chosen = {name: said.pop(name) for name in ("cycle", "area", "what") if name in said}
    filters = PickFilter(chosen, actor=actor, on=on, rows=rows)
    asked(filters)
    form = NoticeForm(said, actor=actor, on=on, rows=noticeboard.narrowed(rows, filters.wanted))
    facts = asked(form)
    made = publishing.publish(form.chosen, facts, by=actor, on=on)
    return done(shapes.ResultNoticeShape, noticeboard.notices(actor, {}, on).get(pk=made.pk), status=201)


@extend_schema(responses=shapes.ResultNoticeShape)
@api_view(["GET"])
def notice(request, pk):
    """One public notice of results."""
    return Response(shapes.ResultNoticeShape(_notice(request, pk)).data)


@extend_schema(parameters=[*PAGED, AREA], responses=shapes.ResultLineShape(many=True))
@api_view(["GET"])
def notice_people(request, pk):
    """The grades of a notice the caller sees, page by page; `area` narrows them to a township or village."""
    row, place = _notice(request, pk), _read(PlaceForm, request)["area"]
    lines = noticeboard.people(row, request._request.actor, place)
    return listing(request, lines.values_list("facts", flat=True), shapes.ResultLineShape)


@extend_schema(parameters=[AREA], responses=openapi.WORD)
@api_view(["GET"])
def notice_word(request, pk):
    """The notice as an official paper (DOCX), of the whole or of one township or village."""
    row, place = _notice(request, pk), _read(PlaceForm, request)["area"]
    return notice_paper(row, noticeboard.villages(row, request._request.actor, place)).answer(row.title)


@extend_schema(request=WhyBody, responses=shapes.ResultNoticeShape)
@api_view(["POST"])
def notice_withdraw(request, pk):
    """Withdraws a notice whose grades are not final yet."""
    actor, row = request._request.actor, _notice(request, pk)
    said = asked(WithdrawForm(body(request, WhyBody), actor=actor, on=today()))
    publishing.withdraw(row, **said, by=actor, on=today())
    return done(shapes.ResultNoticeShape, _notice(request, pk))


@extend_schema(request=None, responses=shapes.FinishedShape)
@api_view(["POST"])
def notice_finish(request, pk):
    """Makes final what the notice has shown long enough and nothing stands against. 422: it still hangs."""
    count = publishing.make_final(_notice(request, pk), by=request._request.actor, on=today())
    return Response({"final": count})


def _notice(request, pk):
    actor = request._request.actor
    rows = noticeboard.notices(actor, {}, today())
    return fetch(rows, actor, pk)


@extend_schema(
    parameters=[*PAGED, WORD, OpenApiParameter("state", str)], responses=shapes.ResultObjectionShape(many=True)
)
@api_view(["GET"])
def objections(request):
    """The objections to results in the caller's jurisdiction, the unsettled first."""
    rows = noticeboard.objections(request._request.actor, _read(ObjectionFilter, request))
    return listing(request, rows, shapes.ResultObjectionShape)


@extend_schema(request=shapes.ResultObjectionBody, responses={201: shapes.ResultObjectionWholeShape})
@api_view(["POST"])
def objection_new(request, pk):
    """Enters an objection to one of the grades a notice shows."""
    actor, row = request._request.actor, fetch(ResultNotice, request._request.actor, pk)
    said = body(request, shapes.ResultObjectionBody)
    number = said.pop("paper", None)
    facts = asked(ResultObjectionForm(said, actor=actor, on=today(), notice=row))
    facts["paper"] = fetch(StoredFile, actor.myself, number) if number else None
    return done(shapes.ResultObjectionWholeShape, objecting.receive(row, facts, by=actor, on=today()), status=201)


@extend_schema(responses=shapes.ResultObjectionWholeShape)
@api_view(["GET"])
def objection(request, pk):
    """One objection with the steps taken."""
    return Response(shapes.ResultObjectionWholeShape(_objection(request, pk)).data)


@extend_schema(request=SettleBody, responses=shapes.ResultObjectionWholeShape)
@api_view(["POST"])
def objection_step(request, pk):
    """Dismisses or upholds an objection. 403: who entered it does not settle it."""
    actor, case = request._request.actor, _objection(request, pk)
    said = asked(SettleForm(body(request, SettleBody), actor=actor, on=today()))
    return done(shapes.ResultObjectionWholeShape, objecting.settle(case, **said, by=actor, on=today()))


@extend_schema(request=ReasonBody, responses=ContactShape)
@api_view(["POST"])
def objection_reveal(request, pk):
    """How the objector can be reached, for a reason that is recorded."""
    actor, case = request._request.actor, _objection(request, pk)
    said = asked(ContactForm(body(request, ReasonBody), actor=actor, on=today()))
    answer = Response({"contact": objecting.reveal_contact(case, **said, by=actor, on=today())})
    answer.secret = True
    return answer


def _objection(request, pk):
    actor = request._request.actor
    related = ("assessment__posting__cadre", "assessment__team__village__division")
    return fetch(ResultObjection.objects.visible_to(actor).select_related(*related), actor, pk)
