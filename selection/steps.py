"""The ways of a nomination and of an adjustment as tables, in the text's own order."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.offices import DEPARTMENTS, Office
from core.workflow import Step


class NominationState(models.TextChoices):
    """状态: where a nomination stands."""

    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    REVIEWED = "reviewed", _("reviewed")
    APPROVED = "approved", _("approved")
    RETURNED = "returned", _("returned")
    WITHDRAWN = "withdrawn", _("withdrawn")
    DECLINED = "declined", _("declined")


# Neither effective nor given up. Set after the class, so that it is no state itself.
NominationState.ON_THE_WAY = ("draft", "submitted", "reviewed", "returned")


class AdjustmentState(models.TextChoices):
    """状态: where an adjustment stands."""

    APPLIED = "applied", _("applied for")
    ENDORSED = "endorsed", _("endorsed")
    APPROVED = "approved", _("approved")
    FILED = "filed", _("filed")
    RETURNED = "returned", _("returned")
    WITHDRAWN = "withdrawn", _("withdrawn")
    DECLINED = "declined", _("declined")


class ObjectionState(models.TextChoices):
    """状态: where an objection stands."""

    RECEIVED = "received", _("received")
    UPHELD = "upheld", _("upheld")
    DISMISSED = "dismissed", _("dismissed")
    UNACCEPTED = "unaccepted", _("not accepted")  # anonymous: noted, and blocks nothing


class TransferState(models.TextChoices):
    """状态: where a transfer after the term stands."""

    APPLIED = "applied", _("applied for")
    UNIT_AGREED = "unit_agreed", _("unit agrees")
    AGREED = "agreed", _("agreed")
    WITHDRAWN = "withdrawn", _("withdrawn")
    DECLINED = "declined", _("declined")


def _from_unit(case):
    """One of the two seats the paired unit sends (二(一))."""
    return case.unit_id is not None


def _from_township(case):
    """The seat the village's own township sends (二(一))."""
    return case.unit_id is None


def _by(office):
    """The route frozen on the case leads to this office."""

    def leads_here(case):
        return case.approving_office == office

    return leads_here


def _from_unit_by(office):
    """A unit's nomination whose route leads to this office."""

    def leads_here(case):
        return case.unit_id is not None and case.approving_office == office

    return leads_here


def _at_approver(case):
    """The division the route frozen on the case leads to: the unit's own, not the village's."""
    return case.approving_area


def _matched(case):
    """A matching proposal placed the cadre: the department that accepted it submits what unit or township have declared."""
    return case.matching_id is not None


def _settled_by(office):
    """The department that published the notice settles what is objected."""

    def settles(case):
        return case.office == office

    return settles


_N = NominationState
NOMINATION_STEPS = (
    # 由结对帮扶单位选派 / 乡镇选派
    Step("submit", _N.DRAFT, _N.SUBMITTED, Office.UNIT, _from_unit),
    Step("submit", _N.DRAFT, _N.SUBMITTED, Office.TOWNSHIP, _from_township),
    # 派需结合: an accepted matching submits whom it placed, and takes back whom it placed elsewhere
    *(Step("assign", _N.DRAFT, _N.SUBMITTED, office, _matched, offered=False) for office in DEPARTMENTS),
    *(Step("redirect", _N.SUBMITTED, _N.WITHDRAWN, office, offered=False) for office in DEPARTMENTS),
    Step("submit", _N.RETURNED, _N.SUBMITTED, Office.UNIT, _from_unit),
    Step("submit", _N.RETURNED, _N.SUBMITTED, Office.TOWNSHIP, _from_township),
    Step("withdraw", _N.SUBMITTED, _N.WITHDRAWN, Office.UNIT, _from_unit),
    Step("withdraw", _N.SUBMITTED, _N.WITHDRAWN, Office.TOWNSHIP, _from_township),
    Step("withdraw", _N.RETURNED, _N.WITHDRAWN, Office.UNIT, _from_unit),
    Step("withdraw", _N.RETURNED, _N.WITHDRAWN, Office.TOWNSHIP, _from_township),
    # 县(市、区)委组织部: fit for the village; a township's own cadre is decided here
    Step("review", _N.SUBMITTED, _N.REVIEWED, Office.COUNTY, _from_unit),
    Step("approve", _N.SUBMITTED, _N.APPROVED, Office.COUNTY, _from_township),
    Step("return", _N.SUBMITTED, _N.RETURNED, Office.COUNTY),
    Step("decline", _N.SUBMITTED, _N.DECLINED, Office.COUNTY),
    # the organization department of the unit's own level
    Step("approve", _N.REVIEWED, _N.APPROVED, Office.PROVINCE, _from_unit_by(Office.PROVINCE), _at_approver),
    Step("approve", _N.REVIEWED, _N.APPROVED, Office.PREFECTURE, _from_unit_by(Office.PREFECTURE), _at_approver),
    Step("approve", _N.REVIEWED, _N.APPROVED, Office.COUNTY, _from_unit_by(Office.COUNTY), _at_approver),
    Step("return", _N.REVIEWED, _N.RETURNED, Office.PROVINCE, _from_unit_by(Office.PROVINCE), _at_approver),
    Step("return", _N.REVIEWED, _N.RETURNED, Office.PREFECTURE, _from_unit_by(Office.PREFECTURE), _at_approver),
    Step("return", _N.REVIEWED, _N.RETURNED, Office.COUNTY, _from_unit_by(Office.COUNTY), _at_approver),
    Step("decline", _N.REVIEWED, _N.DECLINED, Office.PROVINCE, _from_unit_by(Office.PROVINCE), _at_approver),
    Step("decline", _N.REVIEWED, _N.DECLINED, Office.PREFECTURE, _from_unit_by(Office.PREFECTURE), _at_approver),
    Step("decline", _N.REVIEWED, _N.DECLINED, Office.COUNTY, _from_unit_by(Office.COUNTY), _at_approver),
)


def _on_paper(case):
    """The cadre has no account: the unit or township handed the signed application in, and takes it back for them."""
    return case.account_id is None


def _units_paper(case):
    """On paper, from one of the two seats the paired unit sends."""
    return _on_paper(case) and _from_unit(case)


def _townships_paper(case):
    """On paper, from the township's seat."""
    return _on_paper(case) and _from_township(case)


def _province_is_told(case):
    """市(州)、县(市、区)选派的: approved below the province, so the province is told; its filing delays nothing."""
    return case.filed_with == Office.PROVINCE


_A = AdjustmentState
ADJUSTMENT_STEPS = (
    # 经本人申请,由干部选派单位党委(党组)提出意见
    Step("endorse", _A.APPLIED, _A.ENDORSED, Office.UNIT, _from_unit),
    Step("endorse", _A.APPLIED, _A.ENDORSED, Office.TOWNSHIP, _from_township),
    Step("withdraw", _A.APPLIED, _A.WITHDRAWN, Office.CADRE),
    Step("decline", _A.APPLIED, _A.DECLINED, Office.UNIT, _from_unit),
    Step("decline", _A.APPLIED, _A.DECLINED, Office.TOWNSHIP, _from_township),
    # 省直和中央驻青单位选派的报省委组织部审批
    Step("approve", _A.ENDORSED, _A.APPROVED, Office.PROVINCE, _by(Office.PROVINCE), _at_approver),
    # 市(州)、县(市、区)选派的报市州委组织部审批
    Step("approve", _A.ENDORSED, _A.APPROVED, Office.PREFECTURE, _by(Office.PREFECTURE), _at_approver),
    # 并报省委组织部备案
    Step("file", _A.APPROVED, _A.FILED, Office.PROVINCE, _province_is_told),
    Step("return", _A.ENDORSED, _A.RETURNED, Office.PROVINCE, _by(Office.PROVINCE), _at_approver),
    Step("return", _A.ENDORSED, _A.RETURNED, Office.PREFECTURE, _by(Office.PREFECTURE), _at_approver),
    Step("decline", _A.ENDORSED, _A.DECLINED, Office.PROVINCE, _by(Office.PROVINCE), _at_approver),
    Step("decline", _A.ENDORSED, _A.DECLINED, Office.PREFECTURE, _by(Office.PREFECTURE), _at_approver),
    Step("endorse", _A.RETURNED, _A.ENDORSED, Office.UNIT, _from_unit),
    Step("endorse", _A.RETURNED, _A.ENDORSED, Office.TOWNSHIP, _from_township),
    Step("withdraw", _A.RETURNED, _A.WITHDRAWN, Office.CADRE),
    Step("withdraw", _A.APPLIED, _A.WITHDRAWN, Office.UNIT, _units_paper),
    Step("withdraw", _A.APPLIED, _A.WITHDRAWN, Office.TOWNSHIP, _townships_paper),
    Step("withdraw", _A.RETURNED, _A.WITHDRAWN, Office.UNIT, _units_paper),
    Step("withdraw", _A.RETURNED, _A.WITHDRAWN, Office.TOWNSHIP, _townships_paper),
)

_O = ObjectionState
OBJECTION_STEPS = tuple(
    Step(verb, _O.RECEIVED, target, office, _settled_by(office))
    for office in (Office.PROVINCE, Office.PREFECTURE, Office.COUNTY)
    for verb, target in (("dismiss", _O.DISMISSED), ("uphold", _O.UPHELD))
)

_T = TransferState
TRANSFER_STEPS = (
    # 经选派单位党委(党组)与市州委组织部沟通一致
    Step("endorse", _T.APPLIED, _T.UNIT_AGREED, Office.UNIT),
    Step("agree", _T.UNIT_AGREED, _T.AGREED, Office.PREFECTURE),
    Step("decline", _T.APPLIED, _T.DECLINED, Office.UNIT),
    Step("decline", _T.UNIT_AGREED, _T.DECLINED, Office.PREFECTURE),
    Step("withdraw", _T.APPLIED, _T.WITHDRAWN, Office.CADRE),
    Step("withdraw", _T.UNIT_AGREED, _T.WITHDRAWN, Office.CADRE),
)
