"""Counted ballots for machines: the same deeds as the pages."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import api_view
from rest_framework.response import Response

from assessment import ballot_papers, ballot_rows
from assessment.actions import balloting as deeds
from assessment.api import ballot_shapes as shapes
from assessment.ballot_checks import Count, printed
from assessment.ballot_rules import Figures
from assessment.balloting import items_for, kinds_of, subjects_of
from assessment.facts import policy_of
from assessment.forms.ballots import BallotFilter, BallotStepForm, PaperForm, subject
from assessment.models import BallotBatch
from core import openapi
from core.access import fetch
from core.clock import today
from core.listing import PAGED, asked, body, done, listing
from core.refusals import Refused
from teams.models import Team

WHICH = [OpenApiParameter("cycle", int), OpenApiParameter("kind", str)]
FILTERS = [*WHICH, OpenApiParameter("stage", str), OpenApiParameter("q", str), *PAGED]


def _filtered(request):
    return asked(BallotFilter(request.query_params, actor=request._request.actor, on=today()))


@extend_schema(parameters=FILTERS, responses=shapes.BatchShape(many=True))
@api_view(["GET"])
def ballots(request):
    """The counted batches of a cycle (the latest if none is said); a township sees the confirmed ones."""
    wanted = _filtered(request)
    seen = ballot_rows.overview(request._request.actor, wanted.get("cycle"), today())
    return listing(request, ballot_rows.batches(seen, wanted), shapes.BatchShape)


@extend_schema(parameters=FILTERS, responses=shapes.VillageShape(many=True))
@api_view(["GET"])
def villages(request):
    """The villages of a cycle (the latest if none is said), and how far the ballots of each are."""
    wanted = _filtered(request)
    seen = ballot_rows.overview(request._request.actor, wanted.get("cycle"), today())
    return listing(request, ballot_rows.AsRows(seen, wanted), shapes.VillageShape)


@extend_schema(methods=["GET"], parameters=WHICH, responses=shapes.PaperShape)
@extend_schema(methods=["POST"], request=shapes.NewCountBody, responses={201: shapes.BatchWholeShape})
@api_view(["GET", "POST"])
def enter(request, pk):
    """GET: the ballot paper of a team. POST: enters its count. 409: it has been entered already. 422: what does not add up."""
    team = _team(request, pk)
    if request.method != "POST":
        return Response(_paper(team, *_chosen(request, team, request.query_params)))
    said = body(request, shapes.NewCountBody)
    cycle, kind = _chosen(request, team, {name: said[name] for name in ("cycle", "kind") if name in said})
    grades = [one["grade"] for one in printed(policy_of(team.area, cycle.year, today()))["grades"]]
    made = deeds.enter(cycle, team, kind, _count(said, grades), by=request._request.actor, on=today())
    return done(shapes.BatchWholeShape, made, status=201)


def _paper(team, cycle, kind):
    sheet = printed(policy_of(team.area, cycle.year, today()))
    subjects = [
        {"case": case.pk, "name": subject(case), "items": items_for(sheet, case)}
        for case in subjects_of(cycle, [team])[team.pk]
    ]
    grades = [one["grade"] for one in sheet["grades"]]
    return shapes.PaperShape({"cycle": cycle.pk, "kind": kind, "grades": grades, "subjects": subjects}).data


def _team(request, pk):
    actor = request._request.actor
    return fetch(Team.objects.visible_to(actor).select_related("village__division"), actor, pk)


def _chosen(request, team, which):
    """(cycle, kind): like the page, with a problem where the page would show that there is nothing."""
    actor = request._request.actor
    said = asked(PaperForm(which, actor=actor, on=today()))
    cycle = said["cycle"] or ballot_rows.latest(actor, team.area)
    kinds = kinds_of(cycle, policy_of(team.area, cycle.year, today())) if cycle else []
    kind = said["kind"] or next(iter(kinds), None)
    if kind not in kinds or not team.area.startswith(cycle.area):
        raise Refused(deeds.NO_SUCH, fields={"kind": deeds.NO_SUCH})
    return cycle, kind


def _count(said, grades):
    """The body as the deed takes it; a grade left out is a zero, one that is not on the paper a problem."""
    for line in said.get("votes", ()):
        if unknown := set(line["votes"]) - set(grades):
            raise Refused(deeds.UNKNOWN % {"grade": ", ".join(sorted(unknown))}, fields={"votes": ", ".join(unknown)})
    votes = {(line["case"], line["item"]): [line["votes"].get(g, 0) for g in grades] for line in said.get("votes", ())}
    return Count(said["held_on"], said["place"], Figures(*(said[name] for name in Figures.__slots__)), votes)


@extend_schema(parameters=[*WHICH, OpenApiParameter("of", str)], responses=openapi.WORD)
@api_view(["GET"])
def word(request, pk):
    """The ballot paper (`of=paper`) or the tally sheet (`of=tally`) of a team (DOCX)."""
    team = _team(request, pk)
    cycle, kind = _chosen(request, team, request.query_params)
    of = "tally" if request.query_params.get("of") == "tally" else "paper"
    sheet = printed(policy_of(team.area, cycle.year, today()))
    made = ballot_papers.word_paper(cycle, team, kind, sheet, subjects_of(cycle, [team])[team.pk], of)
    return made.answer(f"{team.village.division.name} {ballot_papers.title(cycle, kind, of)}")


@extend_schema(responses=shapes.BatchWholeShape)
@api_view(["GET"])
def ballot(request, pk):
    """One counted batch with its results."""
    return Response(shapes.BatchWholeShape(_batch(request, pk)).data)


@extend_schema(request=shapes.CountBody, responses=shapes.BatchWholeShape)
@api_view(["POST"])
def edit(request, pk):
    """Puts another count in place of one that is not confirmed. 409: it has changed since `version`."""
    batch, said = _batch(request, pk), body(request, shapes.CountBody)
    count = _count(said, [one["grade"] for one in batch.sheet["grades"]])
    version = said.get("version") or 0
    return done(
        shapes.BatchWholeShape, deeds.correct(batch, count, version=version, by=request._request.actor, on=today())
    )


@extend_schema(request=shapes.BallotStepBody, responses=shapes.BatchWholeShape)
@api_view(["POST"])
def step(request, pk):
    """Confirms, returns or opens again. 403: who entered a count does not confirm it. 409: it has changed since."""
    actor, batch = request._request.actor, _batch(request, pk)
    said = asked(BallotStepForm(body(request, shapes.BallotStepBody), actor=actor, on=today()))
    return done(shapes.BatchWholeShape, deeds.take_step(batch, said, by=actor, on=today()))


def _batch(request, pk):
    rows = BallotBatch.objects.visible_to(request._request.actor)
    return fetch(rows.select_related("cycle", "team__village__division"), request._request.actor, pk)
