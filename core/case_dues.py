"""Cases that wait for an office, as duties: whose step it is, and until when it is to be taken."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from core.dues import Due
from core.offices import Office
from core.policies import Policies
from core.workflow import waiting_at

LIMIT = "dues.case_days"


def of_cases(kind, cases, *, on, page, words, until=None):
    """A duty per case whose way forward belongs to an office: within the days of the policy since the case arrived there.

    `page` is the case's address name; `words(case)` fills the sentence; `until(case, usual)` may say another day. A case that waits
    for somebody without an account waits for nobody's list.
    """
    policies = Policies(on)
    for case in cases:
        step = waiting_at(case)
        owner = _owner(case, step) if step else None
        if owner:
            arrived = timezone.localdate(case.changed_at)
            usual = arrived + timedelta(days=policies.at(case.area[:6])[LIMIT].value)
            yield Due(
                kind=kind,
                key=f"{case.pk}:{case.state}:{arrived}",
                due_on=until(case, usual) if until else usual,
                about=case.area,
                link=reverse(page, args=[case.pk]),
                params=words(case),
                **owner,
            )


def _owner(case, step):
    """{office, …} of whose list it stands in; None for nobody's."""
    if step.office == Office.UNIT:
        return {"office": step.office, "unit_id": case.unit_id} if case.unit_id else None
    if step.office == Office.CADRE:
        return {"office": step.office, "account_id": case.account_id} if case.account_id else None
    return {"office": step.office, "area": step.code(case)}
