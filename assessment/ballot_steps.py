"""The way of a counted ballot batch as a table: one counter enters, another confirms."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.offices import Office
from core.workflow import Step


class BallotKind(models.TextChoices):
    """测评类别."""

    VILLAGERS = "villagers", _("villagers' evaluation")
    VILLAGE_CADRES = "village_cadres", _("review by village cadres")
    DEMOCRATIC = "ballot", _("democratic ballot")


class BallotState(models.TextChoices):
    """状态."""

    ENTERED = "entered", _("waits to be confirmed")
    RETURNED = "returned", _("returned")
    CONFIRMED = "confirmed", _("confirmed")


class Standing(models.TextChoices):
    """是否计分: the words of what `ballot_rules.standing` answers."""

    COUNTS = "counts", _("valid ballot")
    LOW = "low_turnout", _("turnout too low")
    FEW = "too_few", _("too few ballots to show")


COUNTERS = (Office.COUNTY, Office.LEADERSHIP)


def _both(verb, source, target):
    """The same step for either office of the county that counts."""
    return tuple(Step(verb, source, target, office) for office in COUNTERS)


# 工作总结与村民测评、村干部评议相结合; 期满考核 … 民主测评: counted by the county, never by those who are assessed
BALLOT_STEPS = (
    *_both("submit", BallotState.ENTERED, BallotState.ENTERED),
    *_both("submit", BallotState.RETURNED, BallotState.ENTERED),
    *_both("confirm", BallotState.ENTERED, BallotState.CONFIRMED),
    *_both("return", BallotState.ENTERED, BallotState.RETURNED),
    *_both("reopen", BallotState.CONFIRMED, BallotState.RETURNED),
)
