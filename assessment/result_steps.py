"""The ways of an objection to a result and of a recommendation as tables (二(三), 二(四))."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.offices import DEPARTMENTS, Office
from core.workflow import Step
from selection.steps import ObjectionState


class UseState(models.TextChoices):
    """状态: what became of a recommendation."""

    RECOMMENDED = "recommended", _("recommended")
    USED = "used", _("taken up")
    DECLINED = "declined", _("not taken up")
    WITHDRAWN = "withdrawn", _("withdrawn")


# the county that published the notice settles what is objected to its grades
RESULT_OBJECTION_STEPS = (
    Step("dismiss", ObjectionState.RECEIVED, ObjectionState.DISMISSED, Office.COUNTY),
    Step("uphold", ObjectionState.RECEIVED, ObjectionState.UPHELD, Office.COUNTY),
)


def _kept_by(office):
    """The organization department of the level that sent the cadre (同级选派干部)."""

    def keeps(case):
        return case.level_office == office

    return keeps


def _at_the_level(case):
    """The division of that department: the unit's, not the village's."""
    return case.level_area


def _made_by(office):
    """The office whose recommendation it is."""

    def made(case):
        return case.made_office == office

    return made


USE_STEPS = (
    *(
        Step(verb, UseState.RECOMMENDED, target, office, _kept_by(office), _at_the_level)
        for office in DEPARTMENTS
        for verb, target in (("use", UseState.USED), ("decline", UseState.DECLINED))
    ),
    Step("withdraw", UseState.RECOMMENDED, UseState.WITHDRAWN, Office.COUNTY, _made_by(Office.COUNTY)),
    Step("withdraw", UseState.RECOMMENDED, UseState.WITHDRAWN, Office.UNIT, _made_by(Office.UNIT)),
)
