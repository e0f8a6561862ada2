"""The catalogue of forms for machines: the same deeds and figures as the pages."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.response import Response

from core import catalogue
from core.access import fetch
from core.actions import catalogue as deeds
from core.clock import today
from core.forms.catalogue import AskedFormForm, YearForm, written
from core.listing import PAGED, asked, body, done, listing
from core.models import AskedForm
from core.offices import Office


class FieldShape(serializers.Serializer):
    """One field; `known`: where the system has it already, "" when somebody types it."""

    name = serializers.CharField(max_length=80)
    known = serializers.CharField(max_length=80, allow_blank=True, required=False, default="")


class AskedFormOut(serializers.ModelSerializer):
    """A form an office asks for."""

    fields_asked = FieldShape(many=True, source="fields")

    class Meta:
        model = AskedForm
        fields = (
            "id",
            "office",
            "area",
            "name",
            "basis",
            "cadence",
            "filled_by",
            "fields_asked",
            "listed_on",
            "ended_on",
        )
        read_only_fields = fields


class AskedFormIn(serializers.Serializer):
    """A form as it is listed."""

    name = serializers.CharField(max_length=80)
    basis = serializers.CharField(max_length=120, allow_blank=True, required=False, default="")
    cadence = serializers.ChoiceField(AskedForm.Cadence)
    filled_by = serializers.ListField(child=serializers.ChoiceField(Office), allow_empty=False)
    fields_asked = FieldShape(many=True)


class TypedShape(serializers.Serializer):
    """How many fields people of an office have typed in a year, and how many each."""

    office = serializers.CharField()
    fields_typed = serializers.IntegerField(source="fields")
    forms = serializers.IntegerField()
    people = serializers.IntegerField()
    each = serializers.FloatField(allow_null=True)


class TypedYear(serializers.Serializer):
    """A year's figures of the caller's area."""

    year = serializers.IntegerField()
    offices = TypedShape(many=True)


@extend_schema(methods=["GET"], parameters=PAGED, responses=AskedFormOut(many=True))
@extend_schema(methods=["POST"], request=AskedFormIn, responses={201: AskedFormOut})
@api_view(["GET", "POST"])
def form_list(request):
    """The forms offices ask for and the caller may see; POST lists one of the caller's office."""
    actor, on = request._request.actor, today()
    if request.method == "POST":
        return done(AskedFormOut, deeds.ask_form(**_facts(request, actor), by=actor, on=on), status=201)
    return listing(request, AskedForm.objects.visible_to(actor).asked(on).order_by("area", "pk"), AskedFormOut)


@extend_schema(methods=["GET"], responses=AskedFormOut)
@extend_schema(methods=["PUT"], request=AskedFormIn, responses=AskedFormOut)
@api_view(["GET", "PUT"])
def asked_form(request, pk):
    """One form; PUT changes it, by the office that asks for it."""
    actor = request._request.actor
    row = fetch(AskedForm, actor, pk)
    if request.method == "PUT":
        row = deeds.change_form(row, **_facts(request, actor), by=actor, on=today())
    return done(AskedFormOut, row)


@extend_schema(request=None, responses=AskedFormOut)
@api_view(["POST"])
def form_end(request, pk):
    """The caller's office no longer asks for it."""
    actor = request._request.actor
    return done(AskedFormOut, deeds.end_form(fetch(AskedForm, actor, pk), by=actor, on=today()))


@extend_schema(parameters=[OpenApiParameter("year", int)], responses=TypedYear)
@api_view(["GET"])
def typed(request):
    """How many fields were typed in a year, by office, in the caller's area."""
    actor, on = request._request.actor, today()
    year = asked(YearForm(request.query_params, actor=actor, on=on))["year"] or on.year
    return Response(TypedYear({"year": year, "offices": catalogue.typed(actor, year, on)}).data)


def _facts(request, actor):
    given = dict(body(request, AskedFormIn))
    given["lines"] = written(given.pop("fields_asked"))
    form = AskedFormForm(given, actor=actor, on=today())
    asked(form)
    return form.facts()
