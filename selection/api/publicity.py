"""Public notices, objections and posting letters for machines: the same deeds as the pages."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import api_view
from rest_framework.response import Response

from core import openapi
from core.access import fetch
from core.clock import today
from core.listing import asked, body, done, listing
from core.models import StoredFile
from selection import lettered, noticeboard
from selection.actions import letters as letter_deeds
from selection.actions import objections as objection_deeds
from selection.actions import publicity
from selection.api import publicity_shapes as shapes
from selection.forms.publicity import (
    ContactForm,
    LetterFilter,
    NoticeFilter,
    NoticeForm,
    ObjectionFilter,
    ObjectionForm,
    PickFilter,
    PickForm,
    SettleForm,
    WithdrawForm,
)
from selection.models import Letter, Objection, PublicNotice
from selection.papers.letters import paper_of
from selection.papers.notices import notice_paper

PAGES = [OpenApiParameter("page", int), OpenApiParameter("page_size", int), OpenApiParameter("q", str)]


def _read(form, request, **more):
    return asked(form(request.query_params, actor=request._request.actor, on=today(), **more))


def _picked(request, rows, form, shape):
    """(what the body says, whom it means): nominations by number, or every one of a round, unit or place."""
    actor, said = request._request.actor, body(request, shape)
    chosen = {name: said.pop(name) for name in ("round", "unit", "area") if name in said}
    rows = noticeboard.narrowed(rows, asked(PickFilter(chosen, actor=actor, on=today(), rows=rows)))
    filled = form(said, actor=actor, on=today(), rows=rows)
    return {**asked(filled), "round": chosen.get("round")}, filled.chosen


@extend_schema(parameters=[*PAGES, OpenApiParameter("stands", str)], responses=shapes.NoticeShape(many=True))
@api_view(["GET"])
def notices(request):
    """The public notices in the caller's jurisdiction, the newest first."""
    wanted = _read(NoticeFilter, request)
    return listing(request, noticeboard.notices(request._request.actor, wanted, today()), shapes.NoticeShape)


@extend_schema(request=shapes.NoticeBody, responses={201: shapes.NoticeShape})
@api_view(["POST"])
def notice_new(request):
    """Publishes a notice of nominations that wait for the caller's approval."""
    actor, on = request._request.actor, today()
    facts, chosen = _picked(request, noticeboard.candidates(actor, on), NoticeForm, shapes.NoticeBody)
    made = publicity.publish(chosen, facts, by=actor, on=on)
    return done(shapes.NoticeShape, noticeboard.notices(actor, {}, on).get(pk=made.pk), status=201)


@extend_schema(responses=shapes.NoticeShape)
@api_view(["GET"])
def notice(request, pk):
    """One public notice."""
    return Response(shapes.NoticeShape(_notice(request, pk)).data)


@extend_schema(parameters=PAGES[:2], responses=shapes.FactsShape(many=True))
@api_view(["GET"])
def notice_people(request, pk):
    """Whom a notice shows, page by page."""
    return listing(request, noticeboard.people(_notice(request, pk)), shapes.FactsShape)


@extend_schema(responses=openapi.WORD)
@api_view(["GET"])
def notice_word(request, pk):
    """The notice as an official paper (DOCX)."""
    row = _notice(request, pk)
    return notice_paper(row).answer(row.title)


@extend_schema(request=shapes.WhyBody, responses=shapes.NoticeShape)
@api_view(["POST"])
def notice_withdraw(request, pk):
    """Withdraws a notice that still hangs."""
    actor, row = request._request.actor, _notice(request, pk)
    said = asked(WithdrawForm(body(request, shapes.WhyBody), actor=actor, on=today()))
    return done(shapes.NoticeShape, publicity.withdraw_notice(row, **said, by=actor, on=today()))


def _notice(request, pk):
    actor = request._request.actor
    return fetch(noticeboard.notices(actor, {}, today()), actor, pk)


@extend_schema(parameters=[*PAGES, OpenApiParameter("state", str)], responses=shapes.ObjectionShape(many=True))
@api_view(["GET"])
def objections(request):
    """The objections in the caller's jurisdiction, the unsettled first."""
    wanted = _read(ObjectionFilter, request)
    return listing(request, noticeboard.objections(request._request.actor, wanted), shapes.ObjectionShape)


@extend_schema(request=shapes.ObjectionBody, responses={201: shapes.ObjectionWholeShape})
@api_view(["POST"])
def objection_new(request, pk):
    """Enters an objection to one of those a notice shows."""
    actor, row = request._request.actor, fetch(PublicNotice, request._request.actor, pk)
    said = body(request, shapes.ObjectionBody)
    number = said.pop("paper", None)
    facts = asked(ObjectionForm(said, actor=actor, on=today(), notice=row))
    facts["paper"] = fetch(StoredFile, actor.myself, number) if number else None
    return done(shapes.ObjectionWholeShape, objection_deeds.receive(row, facts, by=actor, on=today()), status=201)


@extend_schema(responses=shapes.ObjectionWholeShape)
@api_view(["GET"])
def objection(request, pk):
    """One objection with the steps taken."""
    return Response(shapes.ObjectionWholeShape(_objection(request, pk)).data)


@extend_schema(request=shapes.SettleBody, responses=shapes.ObjectionWholeShape)
@api_view(["POST"])
def objection_step(request, pk):
    """Dismisses or upholds an objection. 403: who entered it does not settle it."""
    actor, case = request._request.actor, _objection(request, pk)
    said = asked(SettleForm(body(request, shapes.SettleBody), actor=actor, on=today()))
    return done(shapes.ObjectionWholeShape, objection_deeds.settle(case, **said, by=actor, on=today()))


@extend_schema(request=shapes.ReasonBody, responses=shapes.ContactShape)
@api_view(["POST"])
def objection_reveal(request, pk):
    """How the objector can be reached, for a reason that is recorded."""
    actor, case = request._request.actor, _objection(request, pk)
    said = asked(ContactForm(body(request, shapes.ReasonBody), actor=actor, on=today()))
    answer = Response({"contact": objection_deeds.reveal_contact(case, **said, by=actor, on=today())})
    answer.secret = True
    return answer


def _objection(request, pk):
    actor = request._request.actor
    return fetch(Objection.objects.visible_to(actor).select_related("nomination__cadre"), actor, pk)


@extend_schema(parameters=[*PAGES, OpenApiParameter("year", int)], responses=shapes.LetterShape(many=True))
@api_view(["GET"])
def letters(request):
    """The posting letters that concern the caller, the newest first."""
    wanted = _read(LetterFilter, request)
    return listing(request, lettered.letters(request._request.actor, wanted), shapes.LetterShape)


@extend_schema(request=shapes.PickShape, responses={201: shapes.LetterWholeShape})
@api_view(["POST"])
def letter_new(request):
    """Issues one letter for approved postings, or gives the one they all stand on."""
    actor = request._request.actor
    _said, chosen = _picked(request, lettered.approved(actor), PickForm, shapes.PickShape)
    made = letter_deeds.issue(chosen, by=actor, on=today())
    return done(shapes.LetterWholeShape, _letter(request, made.pk), status=201)


@extend_schema(responses=shapes.LetterWholeShape)
@api_view(["GET"])
def letter(request, pk):
    """One letter with the lines that concern the caller."""
    return Response(shapes.LetterWholeShape(_letter(request, pk)).data)


@extend_schema(responses=openapi.WORD)
@api_view(["GET"])
def letter_word(request, pk):
    """The letter as an official paper (DOCX), with the lines that concern the caller."""
    actor = request._request.actor
    return paper_of(fetch(Letter, actor, pk), actor)


def _letter(request, pk):
    actor = request._request.actor
    row = fetch(lettered.letters(actor, {}), actor, pk)
    row.mine = lettered.lines(row, actor)
    return row
