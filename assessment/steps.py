"""The ways of an assessment and of its cycle as tables, in the text's own order (二(四))."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.offices import Office
from core.workflow import Step


class Kind(models.TextChoices):
    """考核类别: every year, and once at the end of the term."""

    YEARLY = "yearly", _("yearly assessment")
    TERM = "term", _("term-end assessment")


class AssessmentState(models.TextChoices):
    """状态."""

    OPEN = "open", _("open for an opinion")
    PROPOSED = "proposed", _("proposed")
    AGREED = "agreed", _("agreed by the unit")
    RETURNED = "returned", _("returned")
    SET = "set", _("grade set")
    FINAL = "final", _("final")


class CycleState(models.TextChoices):
    """状态."""

    RUNNING = "running", _("running")
    CLOSED = "closed", _("closed")


def yearly(case):
    """A yearly assessment: the township Party committee gives its opinion."""
    return case.kind == Kind.YEARLY


def term(case):
    """A term-end assessment: the county organization department holds it."""
    return case.kind == Kind.TERM


def with_unit(case):
    """A term-end assessment of somebody a unit has sent: 会同派出单位."""
    return term(case) and case.unit_id is not None


def without_unit(case):
    """Everything the county sets without a unit's word: yearly ones, those of township members, those of teams."""
    return not with_unit(case)


ASSESSMENT_STEPS = (
    # 由乡镇党委提出意见
    Step("propose", AssessmentState.OPEN, AssessmentState.PROPOSED, Office.TOWNSHIP, yearly),
    Step("propose", AssessmentState.RETURNED, AssessmentState.PROPOSED, Office.TOWNSHIP, yearly),
    # 期满考核由县(市、区)委组织部会同派出单位
    Step("propose", AssessmentState.OPEN, AssessmentState.PROPOSED, Office.COUNTY, term),
    Step("propose", AssessmentState.RETURNED, AssessmentState.PROPOSED, Office.COUNTY, term),
    Step("agree", AssessmentState.PROPOSED, AssessmentState.AGREED, Office.UNIT, with_unit),
    Step("return", AssessmentState.PROPOSED, AssessmentState.RETURNED, Office.UNIT, with_unit),
    # 报县(市、区)委组织部复评确定等次
    Step("set", AssessmentState.PROPOSED, AssessmentState.SET, Office.COUNTY, without_unit),
    Step("set", AssessmentState.AGREED, AssessmentState.SET, Office.COUNTY, with_unit),
    Step("return", AssessmentState.PROPOSED, AssessmentState.RETURNED, Office.COUNTY, yearly),
    # 考核结果向本村群众公示: the notice's end makes it final; an objection upheld, or the county with a reason, opens it again
    Step("finish", AssessmentState.SET, AssessmentState.FINAL, Office.COUNTY, offered=False),
    Step("reopen", AssessmentState.SET, AssessmentState.PROPOSED, Office.COUNTY, without_unit),
    Step("reopen", AssessmentState.SET, AssessmentState.AGREED, Office.COUNTY, with_unit),
    Step("reopen", AssessmentState.FINAL, AssessmentState.PROPOSED, Office.COUNTY, without_unit),
    Step("reopen", AssessmentState.FINAL, AssessmentState.AGREED, Office.COUNTY, with_unit),
)

CYCLE_STEPS = (
    Step("close", CycleState.RUNNING, CycleState.CLOSED, Office.COUNTY),
    Step("reopen", CycleState.CLOSED, CycleState.RUNNING, Office.COUNTY),
)
