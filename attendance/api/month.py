"""The month sheet for the grid, for its copy on the clerk's own machine, and for other machines."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import api_view
from rest_framework.response import Response

from attendance import actions
from attendance.api.month_shapes import BatchSerializer, OutcomeSerializer, SheetSerializer
from attendance.forms import MonthForm, cells
from attendance.month import as_json, month_sheet
from core import typed
from core.clock import today
from core.listing import asked
from core.refusals import Refused

MONTH = [OpenApiParameter("month", str), OpenApiParameter("area", str)]
ONCE = OpenApiParameter("Idempotency-Key", str, OpenApiParameter.HEADER)


@extend_schema(methods=["GET"], parameters=MONTH, responses=SheetSerializer)
@extend_schema(methods=["PATCH"], parameters=[ONCE], request=BatchSerializer, responses=OutcomeSerializer)
@api_view(["GET", "PATCH"])
def month(request):
    """The sheet of a township's month. PATCH writes cells, each by itself: good ones are saved, the others come back with why.

    `cells` holds what somebody said or what is known of a day; every other day of a posting stands at `default`, version "".
    """
    actor = request._request.actor
    if request.method == "PATCH":
        outcome = actions.save_days(cells(request.data), by=actor, on=today())
        typed.count_cells(request._request, outcome.typed)
        return Response(_told(outcome))
    wanted = asked(MonthForm(request.query_params, actor=actor, on=today()))
    if not wanted["area"]:
        raise Refused(_("Choose a township."), fields={"area": _("Required.")})
    sheet = month_sheet(actor, wanted["area"], wanted["month"], today())
    return HttpResponse(as_json(sheet), content_type="application/json")


def _told(outcome):
    return {
        "written": [_written(*one) for one in outcome.written],
        "conflicts": [_conflict(*one) for one in outcome.conflicts],
        "refused": [_refused(*one) for one in outcome.refused],
    }


def _cell(entry):
    return {"posting": entry.posting_id, "day": entry.day.isoformat()}


def _written(entry, version, by):
    said = {"status": entry.status, "note": entry.note.strip(), "confirmed": int(entry.confirm)}
    return {**_cell(entry), **said, "version": version, "by": by}


def _conflict(entry, held):
    theirs = {"status": held.status, "note": held.note, "confirmed": int(held.confirmed_at is not None), "by": held.by}
    theirs |= {"at": held.version, "version": held.version}
    return {**_cell(entry), "mine": {"status": entry.status, "note": entry.note.strip()}, "theirs": theirs}


def _refused(entry, why, provision):
    return {**_cell(entry), "why": str(why), "provision": provision and provision.as_json()}
