"""The review for machines: rows with facts, caps and last places; many steps at once; the ways of the term-end assessment."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import api_view
from rest_framework.response import Response

from assessment import actions, choosing, reviewing
from assessment.api import review_shapes as shapes
from assessment.facts import policy_of
from assessment.forms.grading import ReviewForm
from assessment.forms.methods import MethodForm
from assessment.methods import recorded
from assessment.models import Assessment
from assessment.rows import NAMED, PEOPLE, latest_year
from assessment.steps import Kind
from core.access import fetch
from core.clock import today
from core.listing import asked, body, done
from core.models import StoredFile
from core.paging import page_of

FILTERS = [OpenApiParameter("year", int), OpenApiParameter("kind", str), OpenApiParameter("whose", str)]
FILTERS += [OpenApiParameter(name, str) for name in ("area", "pool", "state", "proposed", "q")]
FILTERS += [OpenApiParameter("page", int)]


@extend_schema(parameters=FILTERS, responses=shapes.ReviewSerializer)
@api_view(["GET"])
def review(request):
    """What waits for the county: 300 rows a page with facts, caps and last places; the pools of the quota, live."""
    actor, on = request._request.actor, today()
    usual = {"kind": Kind.YEARLY.value, "whose": PEOPLE, "year": latest_year(actor) or on.year}
    form = ReviewForm({**usual, **request.query_params.dict()}, actor=actor, on=on)
    wanted = usual | {name: value for name, value in asked(form).items() if value}
    policy = policy_of(actor.area, wanted["year"], on)
    rows = reviewing.asked_for(actor, wanted, policy)
    page = page_of(request._request, rows, reviewing.AT_ONCE)
    found, places = reviewing.rows_of(page.object_list, on, policy=policy, scored=True)
    said = {"count": page.paginator.count, "pages": page.paginator.num_pages, "places": places, "rows": found}
    return Response(shapes.ReviewSerializer(said).data)


@extend_schema(request=shapes.StepsSerializer, responses=shapes.DoneSerializer)
@api_view(["POST"])
def steps(request):
    """One step on many cases, all or nothing; equal to each step alone. 422 names every row that stops it.

    Set without a grade: as proposed, within the caps. Rows of other places do not exist: they are passed over.
    """
    actor = request._request.actor
    given = body(request, shapes.StepsSerializer)
    said = {row["id"]: {name: row[name] for name in ("grade", "opinion", "note")} for row in given["rows"]}
    cases = Assessment.objects.visible_to(actor).filter(pk__in=list(said)).select_related(*NAMED)
    rows = [(case, said[case.pk]) for case in cases.order_by("area", "team", "posting")]
    return Response({"done": choosing.do_many(given["verb"], rows, by=actor, on=today())})


@extend_schema(methods=["GET"], responses=shapes.WayShape(many=True))
@extend_schema(methods=["POST"], request=shapes.WayFacts, responses=shapes.WayShape)
@api_view(["GET", "POST"])
def ways(request, pk):
    """The ways of a term-end assessment that are recorded, in no page; the county records one, or corrects it."""
    actor, on = request._request.actor, today()
    case = fetch(Assessment.objects.visible_to(actor).select_related(*NAMED), actor, pk)
    if request.method == "GET":
        return Response(shapes.WayShape(recorded(case, actor), many=True).data)
    given = dict(body(request, shapes.WayFacts))
    paper = given.pop("file", None)
    said = asked(MethodForm(given, actor=actor, on=on))
    said["file"] = fetch(StoredFile, actor.myself, paper) if paper else None
    return done(shapes.WayShape, actions.record_method(case, **said, by=actor, on=on))
