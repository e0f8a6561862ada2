"""The way of a leave 请假 as a table. Which offices must agree comes from the policy and is frozen on the case (`approvals`)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.offices import Office
from core.workflow import Step


class LeaveState(models.TextChoices):
    """状态: where a leave stands."""

    APPLIED = "applied", _("applied for")
    AGREED = "agreed", _("agreed by the township")
    APPROVED = "approved", _("approved")
    RETURNED = "returned", _("returned")
    WITHDRAWN = "withdrawn", _("withdrawn")
    DECLINED = "declined", _("declined")
    CANCELLED = "cancelled", _("cancelled")
    BACK = "back", _("back in the village")


GRANTED = (LeaveState.APPROVED, LeaveState.BACK)  # stand in the sheet
LIVE = (LeaveState.APPLIED, LeaveState.AGREED, LeaveState.RETURNED, *GRANTED)  # hold their days


def _township_alone(case):
    """Short enough for the township Party secretary."""
    return tuple(case.approvals) == (Office.TOWNSHIP,)


def _township_then_county(case):
    """Too long for the township alone."""
    return tuple(case.approvals) == (Office.TOWNSHIP, Office.COUNTY)


def _county_alone(case):
    """A county may reserve a length of leave to itself."""
    return tuple(case.approvals) == (Office.COUNTY,)


def _township_first(case):
    """The township is asked at all."""
    return Office.TOWNSHIP in case.approvals


_L = LeaveState


def _own(office):
    """What the cadre does in person, or the township clerk on the cadre's behalf: no decision."""
    return (
        Step("submit", _L.RETURNED, _L.APPLIED, office),
        Step("withdraw", _L.APPLIED, _L.WITHDRAWN, office),
        Step("withdraw", _L.RETURNED, _L.WITHDRAWN, office),
        Step("cancel", _L.APPROVED, _L.CANCELLED, office),
        Step("report_back", _L.APPROVED, _L.BACK, office),
    )


LEAVE_STEPS = (
    # 明确驻村干部请销假报批程序: the township Party secretary, above a length also the county organization department
    Step("approve", _L.APPLIED, _L.APPROVED, Office.TOWNSHIP, _township_alone),
    Step("approve", _L.APPLIED, _L.AGREED, Office.TOWNSHIP, _township_then_county),
    Step("approve", _L.AGREED, _L.APPROVED, Office.COUNTY, _township_then_county),
    Step("approve", _L.APPLIED, _L.APPROVED, Office.COUNTY, _county_alone),
    Step("return", _L.APPLIED, _L.RETURNED, Office.TOWNSHIP, _township_first),
    Step("return", _L.APPLIED, _L.RETURNED, Office.COUNTY, _county_alone),
    Step("return", _L.AGREED, _L.RETURNED, Office.COUNTY, _township_then_county),
    Step("decline", _L.APPLIED, _L.DECLINED, Office.TOWNSHIP, _township_first),
    Step("decline", _L.APPLIED, _L.DECLINED, Office.COUNTY, _county_alone),
    Step("decline", _L.AGREED, _L.DECLINED, Office.COUNTY, _township_then_county),
    *(step for who in (Office.CADRE, Office.CLERK) for step in _own(who)),
)
