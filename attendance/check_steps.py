"""The way of a discrepancy 差异 as a table: settled in the county, sent back by the department above that made the check."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.offices import Office
from core.workflow import Step


class DiscrepancyState(models.TextChoices):
    """状态: where a discrepancy stands."""

    OPEN = "open", _("to be settled")
    SETTLED = "settled", _("settled")


def _checked_by(office):
    """The check was made by this department, above the county."""

    def checked(case):
        return case.by_office == office

    return checked


def _at_the_checker(case):
    """The department that made the check."""
    return case.by_area


_D = DiscrepancyState
DISCREPANCY_STEPS = (
    # 县级党委和政府承担驻村工作队日常管理职责 … 领导小组办公室设在县(区)委组织部
    Step("settle", _D.OPEN, _D.SETTLED, Office.COUNTY),
    # 各级组织部门 … 加强对驻村干部在岗履职情况的检查: who checked from above is not content
    Step("return", _D.SETTLED, _D.OPEN, Office.PREFECTURE, _checked_by(Office.PREFECTURE), _at_the_checker),
    Step("return", _D.SETTLED, _D.OPEN, Office.PROVINCE, _checked_by(Office.PROVINCE), _at_the_checker),
)
