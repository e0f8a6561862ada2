"""The handover 交接 signed by who goes and by who comes: two people, never one."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.notices import tell
from core.offices import Office
from core.refusals import FASTER, Conflict, NotAllowed, Refused
from core.workflow import take
from duties import rules
from duties.actions.handovers import UNSIGNED, successor_of
from duties.models import HandoverLine
from teams.provisions import policy_at

OVERLAP = "handover.overlap_days"


@transaction.atomic
def hand_over(case, *, by, on, note=""):
    """The leaving side signs: the cadre in person, for one without an account the clerk with the paper before them.

    Effects in order: each list says something and the time together is checked; the state moves with the signature and
    the successor as of today; who takes over is told. Raises Refused with the provision, Conflict, NotAllowed.
    """

    def cause(row):
        successor = successor_of(row.posting)
        _whole(row, successor, on)
        return {"given_by_id": by.user_id, "given_on": on, "successor": successor}

    case = take(case, "hand_over", by=by, note=note, cause=cause)
    _tell_taker(case)
    return case


def _whole(row, successor, on):
    said = set(row.lines.values_list("list", flat=True))
    if missing := [label for code, label in HandoverLine.List.choices if code not in said]:
        words = _("A list is empty: %(list)s. Where there is nothing, write “none”.")
        raise Refused(words % {"list": missing[0]})
    asked = policy_at(row.area, on)[OVERLAP]
    rules.long_enough_together(row.days_together, row.short_reason, successor, asked)


@transaction.atomic
def accept(case, *, by, on, note=""):
    """The other side signs: the successor in person, or the township that keeps it. The handover is closed.

    Effects in order: it is not the same person; the state moves with the second signature; the leaving cadre is told.
    Raises Conflict, NotAllowed.
    """

    def cause(row):
        if by.user_id == row.given_by_id:
            raise NotAllowed(_("One person never signs for both sides."))
        return {"taken_by_id": by.user_id, "taken_on": on}

    case = take(case, "accept", by=by, note=note, cause=cause)
    _tell_giver(case, "case_decided")
    return case


@transaction.atomic
def send_back(case, *, by, on, note=""):
    """Who takes over returns the lists with the reason; the signature is taken back, the leaving side told."""
    case = take(case, "return", by=by, note=note, cause=_unsigned)
    _tell_giver(case, "case_returned")
    return case


@transaction.atomic
def withdraw(case, *, by, on, note=""):
    """The leaving side takes its signature back while the other has not signed. Raises Conflict, NotAllowed."""
    return take(case, "withdraw", by=by, note=note, cause=_unsigned)


def _unsigned(row):
    return UNSIGNED | {"version": row.version + 1}


def _tell_taker(case):
    to = {"office": Office.CADRE, "account_id": case.successor_account_id}
    if case.successor_account_id is None:
        to = {"office": Office.TOWNSHIP, "area": case.area[:9]}
    tell(**to, kind="case_waiting", **_said(case, "waiting"))


def _tell_giver(case, kind):
    to = {"office": Office.CADRE, "account_id": case.account_id}
    if case.account_id is None:
        to = {"office": Office.CLERK, "area": case.area[:9]}
    tell(**to, kind=kind, **_said(case, kind))


def _said(case, kind):
    key = f"handover:{case.pk}:{kind}:{case.changed_at:%Y%m%d%H%M%S%f}"
    return {"params": {"what": "Handover", "who": str(case)}, "key": key, "link": f"/handovers/{case.pk}/"}


STEPS = {"hand_over": hand_over, "accept": accept, "return": send_back, "withdraw": withdraw}


def take_step(case, said, *, by, on):
    """Takes the step a cleaned form names."""
    if said.get("state") and said["state"] != case.state:
        raise Conflict(FASTER)
    return STEPS[said["verb"]](case, by=by, on=on, note=said["note"])
