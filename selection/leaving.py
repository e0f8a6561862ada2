"""What is known of a posting that is to end: who sent the cadre, who may speak for them, the way a case goes."""

from core.models import Division
from core.offices import Office
from core.workflow import BACKWARD
from selection.rules import Sender


def sender_of(posting):
    """Who sent the cadre of a posting, as the routes look at it."""
    if posting.unit_id is None:
        return Sender("township", "organ", posting.area[:9])
    unit = posting.pairing.unit
    return Sender(unit.level, unit.kind, unit.home.code)


def sent_by(posting, actor):
    """Whether this actor is the unit or township that sent the cadre."""
    if actor.office == Office.UNIT:
        return posting.unit_id is not None and posting.unit_id == actor.unit_id
    return actor.office == Office.TOWNSHIP and posting.unit_id is None and posting.area[:9] == actor.area


def is_own(posting, actor):
    """Whether the posted cadre acts in their own account."""
    return actor.office == Office.CADRE and posting.account_id == actor.user_id


def way(case):
    """The steps from the application to the last filing, each with its office's place and `done`, `now` or `later`."""
    steps, state = [], case.STEPS[0].source
    while step := next((s for s in case.STEPS if s.source == state and _leads_on(s, case)), None):
        steps.append(step)
        state = step.target
    reached = {step.source: at for at, step in enumerate(steps)} | {state: len(steps)}
    at = reached.get(case.state, 0)
    names = _names({step.code(case) for step in steps} - {""})
    over = case.state not in reached and case.state not in case.OPEN
    return [
        (step, names.get(step.code(case), ""), "done" if n < at else "now" if n == at and not over else "later")
        for n, step in enumerate(steps)
    ]


def _leads_on(step, case):
    return step.verb not in BACKWARD and step.applies(case)


def _names(codes):
    return dict(Division.objects.current().filter(code__in=codes).values_list("code", "name"))
