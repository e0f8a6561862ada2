"""Care for machines: people, insurance, check-ups, visits and talks, allowances; the same deeds as the pages."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import api_view
from rest_framework.response import Response

from core.access import fetch
from core.clock import today
from core.listing import PAGED, asked, body, done, listing
from core.record import saw
from core.refusals import Refused
from support import care, line_rows
from support.actions import allowances as paying
from support.actions import lines as deeds
from support.api import care_shapes as shapes
from support.api.fund_shapes import WhyBody
from support.forms.funds import WhyForm
from support.forms.lines import ENTRY, CareFilter, LineFilter
from support.line_rows import TABLES
from support.models import Checkup
from teams.models import Posting

PEOPLE = [*PAGED, *(OpenApiParameter(name, str) for name in ("area", "q", "lacks"))]
LINES = [*PAGED, *(OpenApiParameter(name, int) for name in ("year", "posting"))]
LINES += [OpenApiParameter("area", str), OpenApiParameter("q", str), OpenApiParameter("struck", bool)]
SHAPES = {
    "insurance": shapes.InsuranceShape,
    "checkup": shapes.CheckupShape,
    "visit": shapes.VisitShape,
    "allowance": shapes.AllowanceShape,
}
BODIES = {"insurance": shapes.InsuranceBody, "checkup": shapes.CheckupBody, "visit": shapes.VisitBody}


@extend_schema(parameters=PEOPLE, responses=shapes.CareShape(many=True))
@api_view(["GET"])
def people(request):
    """Everybody posted in the caller's jurisdiction with what their care stands at; `lacks`: to whom it is missing."""
    actor, on = request._request.actor, today()
    wanted = asked(CareFilter(request.query_params, actor=actor, on=on))
    return listing(request, care.people(actor, wanted, on), shapes.CareShape)


@extend_schema(responses=shapes.CareWhole)
@api_view(["GET"])
def person(request, pk):
    """One cadre's care this year: entitled to, done, missing, next due. Looking leaves a line in the record."""
    actor = request._request.actor
    posting = fetch(Posting.objects.visible_to(actor).select_related(*care.WHO), actor, pk)
    if posting.account_id != actor.user_id:
        saw(actor, posting, what="open_care")
    found = care.file_of(posting, actor, today())
    rights = [
        {"kind": one.kind, "payer": one.payer, "payer_name": one.payer_name}
        | {"unpaid": [month for month, paid in months if paid is None]}
        for one, months in found.pop("rights")
    ]
    gaps = [{"starts_on": first, "ends_on": last} for first, last in found.pop("gaps")]
    return Response(shapes.CareWhole({"posting": posting.pk, "rights": rights, "gaps": gaps, **found}).data)


def _listing(request, key):
    actor = request._request.actor
    wanted = asked(LineFilter(request.query_params, actor=actor, on=today()))
    return listing(request, line_rows.lines(TABLES[key], actor, wanted), SHAPES[key])


def list_and_entry(key):
    """The operation that lists the lines of a kind, and on POST enters one for many people."""

    @extend_schema(methods=["GET"], parameters=LINES, responses=SHAPES[key](many=True))
    @extend_schema(methods=["POST"], request=BODIES[key], responses={201: shapes.CountShape})
    @api_view(["GET", "POST"])
    def operation(request):
        """Lines in the caller's jurisdiction; POST enters it for many. 409: who has it already. 422: what is wrong."""
        if request.method == "GET":
            return _listing(request, key)
        actor, given = request._request.actor, dict(body(request, BODIES[key]))
        postings = _postings(actor, given.pop("postings"))
        form = ENTRY[key](given, actor=actor, on=today())
        asked(form)
        return Response({"count": form.enter(postings, by=actor, on=today())}, status=201)

    return operation


def _postings(actor, numbers):
    """The postings of these numbers inside the caller's jurisdiction; Refused for any other."""
    rows = list(Posting.objects.visible_to(actor).filter(pk__in=set(numbers)).select_related("pairing", "cadre"))
    if len(rows) != len(set(numbers)):
        raise Refused("postings: unknown", fields={"postings": "unknown"})
    return rows


@extend_schema(methods=["GET"], parameters=LINES, responses=shapes.AllowanceShape(many=True))
@extend_schema(methods=["POST"], request=shapes.PaidBody, responses={201: shapes.CountShape})
@api_view(["GET", "POST"])
def allowances(request):
    """Allowances that were paid; POST enters those of a month. 409: paid already. 422: what is wrong, by posting and kind."""
    if request.method == "GET":
        return _listing(request, "allowance")
    actor, given = request._request.actor, body(request, shapes.PaidBody)
    rows = {row.pk: row for row in _postings(actor, [one["posting"] for one in given["paid"]])}
    paid = [paying.Paid(rows[one["posting"]], one["kind"], one["amount"]) for one in given["paid"]]
    count = paying.pay(paid, month=given["month"], paid_on=given["paid_on"], by=actor, on=today())
    return Response({"count": count}, status=201)


@extend_schema(request=shapes.DoneBody, responses=shapes.CountShape)
@api_view(["POST"])
def checkups_done(request):
    """Marks check-ups as done. 409: done or struck already."""
    actor, given = request._request.actor, body(request, shapes.DoneBody)
    numbers = set(given["checkups"])
    rows = list(Checkup.objects.visible_to(actor).filter(pk__in=numbers))
    if len(rows) != len(numbers):
        raise Refused("checkups: unknown", fields={"checkups": "unknown"})
    return Response({"count": deeds.checked_up(rows, done_on=given["done_on"], by=actor, on=today())})


def strike_of(key):
    """The operation that strikes a line of a kind."""

    @extend_schema(request=WhyBody, responses=SHAPES[key])
    @api_view(["POST"])
    def operation(request, pk):
        """Strikes a wrong line; it stays, with the reason. 409: struck already."""
        actor = request._request.actor
        row = fetch(TABLES[key].model.objects.visible_to(actor).select_related("posting__cadre"), actor, pk)
        return done(SHAPES[key], struck(request, row))

    return operation


def struck(request, row):
    """A line or a case, struck for the reason a machine gives."""
    actor = request._request.actor
    said = asked(WhyForm(body(request, WhyBody), actor=actor, on=today()))
    return deeds.strike(row, **said, by=actor, on=today())
