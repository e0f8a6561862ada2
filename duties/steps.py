"""The ways of a commitment, a report and a handover as tables."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.offices import Office
from core.workflow import Step


class PaperState(models.TextChoices):
    """状态: where what a team hands in to its township stands."""

    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    RECEIVED = "taken", _("received by the township")
    RETURNED = "returned", _("returned")


class HandoverState(models.TextChoices):
    """状态: where a handover stands."""

    DRAFT = "draft", _("in preparation")
    SIGNED = "signed", _("signed by who hands over")
    RECEIVED = "taken", _("signed by both sides")


_P, _H = PaperState, HandoverState
WRITERS = (Office.CADRE, Office.CLERK)

# 年初每个驻村工作队向乡镇党委作出帮扶工作承诺,每季度报告承诺兑现进展情况: the first secretary, or the clerk on behalf
PAPER_STEPS = (
    *(Step("submit", _P.DRAFT, _P.SUBMITTED, office) for office in WRITERS),
    *(Step("submit", _P.RETURNED, _P.SUBMITTED, office) for office in WRITERS),
    *(Step("withdraw", _P.SUBMITTED, _P.DRAFT, office) for office in WRITERS),
    Step("accept", _P.SUBMITTED, _P.RECEIVED, Office.TOWNSHIP),
    Step("return", _P.SUBMITTED, _P.RETURNED, Office.TOWNSHIP),
)
# a promise that was received may be changed for a reason; what it said is kept
COMMITMENT_STEPS = (*PAPER_STEPS, *(Step("amend", _P.RECEIVED, _P.DRAFT, office) for office in WRITERS))


def _has_account(case):
    """The leaving cadre signs in person."""
    return case.account_id is not None


def _no_account(case):
    """The leaving cadre has no account: the clerk signs for the paper."""
    return case.account_id is None


def _in_person(case):
    """The successor is there and signs in person."""
    return case.successor_account_id is not None


def _keeper(case):
    """No successor yet, or one without an account: the township keeps what is handed over."""
    return case.successor_account_id is None


def _successor(case):
    return case.successor_account_id


HANDOVER_STEPS = (
    Step("hand_over", _H.DRAFT, _H.SIGNED, Office.CADRE, _has_account),
    Step("hand_over", _H.DRAFT, _H.SIGNED, Office.CLERK, _no_account),
    Step("withdraw", _H.SIGNED, _H.DRAFT, Office.CADRE, _has_account),
    Step("withdraw", _H.SIGNED, _H.DRAFT, Office.CLERK, _no_account),
    Step("accept", _H.SIGNED, _H.RECEIVED, Office.CADRE, _in_person, whose=_successor),
    Step("accept", _H.SIGNED, _H.RECEIVED, Office.TOWNSHIP, _keeper),
    Step("return", _H.SIGNED, _H.DRAFT, Office.CADRE, _in_person, whose=_successor),
    Step("return", _H.SIGNED, _H.DRAFT, Office.TOWNSHIP, _keeper),
)
