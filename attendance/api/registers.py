"""The month sheet as Excel for machines."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import api_view

from attendance.forms import RegisterFileForm
from attendance.workbooks import workbook
from core import openapi
from core.clock import today
from core.export import excel_answer
from core.listing import asked

PLACE = [OpenApiParameter(name, str) for name in ("month", "area")]
SHAPE = OpenApiParameter("shape", str, enum=["wide", "long"])


@extend_schema(parameters=[*PLACE, SHAPE], responses=openapi.EXCEL)
@api_view(["GET"])
def register_file(request):
    """The month (`2026-07`) of a prefecture, a county or a township: person by day, or a line a person and day."""
    actor = request._request.actor
    wanted = asked(RegisterFileForm(request.query_params, actor=actor, on=today()))
    return excel_answer(*workbook(actor, **wanted, on=today()))
