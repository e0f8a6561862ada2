"""The way of a recall as a table, in the text's own order (二(四))."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.offices import DEPARTMENTS, Office
from core.workflow import Step


class RecallState(models.TextChoices):
    """状态: where a recall stands."""

    PROPOSED = "proposed", _("submitted")
    EXAMINED = "examined", _("examined by the superior department")
    DECIDED = "decided", _("decided; duties open")
    CLOSED = "closed", _("duties done")
    RETURNED = "returned", _("returned")
    WITHDRAWN = "withdrawn", _("withdrawn")
    DECLINED = "declined", _("declined")


OPEN = (RecallState.PROPOSED, RecallState.EXAMINED, RecallState.RETURNED)
TAKEN_EFFECT = (RecallState.DECIDED, RecallState.CLOSED)


def _at_authority(case):
    """The division whose organization department has the authority over the cadre."""
    return case.deciding_area


def _at_superior(case):
    """The division of the department that examines a grave case first."""
    return case.examining_area


def _examined_by(office):
    """A grave case whose superior department is this office."""

    def leads_here(case):
        return case.grave and case.examining_office == office

    return leads_here


def _plain_by(office):
    """A case that is not grave, over whose cadre this office has the authority."""

    def leads_here(case):
        return not case.grave and case.deciding_office == office

    return leads_here


def _grave_by(office):
    """A grave case over whose cadre this office has the authority."""

    def leads_here(case):
        return case.grave and case.deciding_office == office

    return leads_here


def _by(office):
    """Any case over whose cadre this office has the authority."""

    def leads_here(case):
        return case.deciding_office == office

    return leads_here


_R = RecallState
RECALL_STEPS = (
    # 按照干部管理权限,报经上级组织部门备案审核后: grave cases only, and before anything takes effect
    *(
        step
        for office in (Office.PROVINCE, Office.PREFECTURE)
        for step in (
            Step("examine", _R.PROPOSED, _R.EXAMINED, office, _examined_by(office), _at_superior),
            Step("return", _R.PROPOSED, _R.RETURNED, office, _examined_by(office), _at_superior),
        )
    ),
    # the organization department that has the authority over the cadre
    *(
        step
        for office in DEPARTMENTS
        for step in (
            Step("approve", _R.PROPOSED, _R.DECIDED, office, _plain_by(office), _at_authority),
            Step("approve", _R.EXAMINED, _R.DECIDED, office, _grave_by(office), _at_authority),
            Step("return", _R.PROPOSED, _R.RETURNED, office, _plain_by(office), _at_authority),
            Step("return", _R.EXAMINED, _R.RETURNED, office, _grave_by(office), _at_authority),
            Step("decline", _R.PROPOSED, _R.DECLINED, office, _plain_by(office), _at_authority),
            Step("decline", _R.EXAMINED, _R.DECLINED, office, _grave_by(office), _at_authority),
        )
    ),
    # the county that keeps the check on those at their posts 岗位履职情况的检查 proposes, and may take it back
    Step("submit", _R.RETURNED, _R.PROPOSED, Office.COUNTY),
    Step("withdraw", _R.PROPOSED, _R.WITHDRAWN, Office.COUNTY),
    Step("withdraw", _R.RETURNED, _R.WITHDRAWN, Office.COUNTY),
    # the last of its duties is done
    *(
        Step("close", _R.DECIDED, _R.CLOSED, office, _by(office), _at_authority, offered=False)
        for office in DEPARTMENTS
    ),
)
