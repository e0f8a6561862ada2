"""The five ways of the term-end assessment are recorded by the county's department (二(四))."""

from django.db import transaction
from django.utils.translation import gettext as _

from assessment.models import Assessment, TermMethod
from assessment.models.assessments import UNFINISHED
from assessment.steps import Kind
from core import files
from core.offices import Office
from core.record import record
from core.refusals import Conflict, NotAllowed, Refused


@transaction.atomic
def record_method(case, *, method, day, who, found, by, on, file=None):
    """Records one way of the assessment, or corrects it, while the case is not proposed. Returns the row.

    Effects in order: office, own interest, state and day are checked; the file is kept; the row is written, once a way;
    one record line. Raises NotAllowed, Conflict, Refused.
    """
    row = Assessment.objects.select_for_update(of=("self",)).select_related("posting__cadre", "cycle").get(pk=case.pk)
    _may(row, by)
    _checked(row, day, who, found, on)
    fields = {"area": row.area, "day": day, "who": who.strip(), "found": found.strip()}
    fields |= {"recorded_by_id": by.user_id, "recorded_on": on}
    if kept := files.kept(file, by=by, field="file"):
        fields["file"] = kept
    way, _new = TermMethod.objects.update_or_create(assessment=row, method=method, defaults=fields)
    record(by, "record_method", row, details={"method": method, "day": day.isoformat()})
    return way


def _may(row, by):
    if by.office != Office.COUNTY or not row.area.startswith(by.area) or row.kind != Kind.TERM:
        raise NotAllowed(_("This step belongs to another office."))
    if row.account_id and row.account_id in (by.user_id, by.giver_id):
        raise NotAllowed(_("Nobody decides on their own case."))
    if row.state not in UNFINISHED:
        raise Conflict(_("The ways are recorded before the proposal; return it to change them."))


def _checked(row, day, who, found, on):
    wrong = {}
    if not row.cycle.from_on <= day <= on:
        wrong["day"] = _("A day from %(first)s to today.") % {"first": row.cycle.from_on.isoformat()}
    wrong |= {name: _("Required.") for name, text in (("who", who), ("found", found)) if not text.strip()}
    if wrong:
        raise Refused(_("Say on which day, who took part and what was found."), fields=wrong)
