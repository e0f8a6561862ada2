"""The yearly assessment as a table, in the text's own order (二(四))."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.offices import Office
from core.workflow import Step


class AssessmentState(models.TextChoices):
    """状态."""

    OPEN = "open", _("open for the township's opinion")
    PROPOSED = "proposed", _("proposed")
    RETURNED = "returned", _("returned")
    SET = "set", _("grade set")


ASSESSMENT_STEPS = (
    # 由乡镇党委提出意见
    Step("propose", AssessmentState.OPEN, AssessmentState.PROPOSED, Office.TOWNSHIP),
    Step("propose", AssessmentState.RETURNED, AssessmentState.PROPOSED, Office.TOWNSHIP),
    # 报县(市、区)委组织部复评确定等次
    Step("set", AssessmentState.PROPOSED, AssessmentState.SET, Office.COUNTY),
    Step("return", AssessmentState.PROPOSED, AssessmentState.RETURNED, Office.COUNTY),
)
