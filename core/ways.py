"""The way a case goes when everybody agrees, as a page draws it."""

from core.models import Division
from core.workflow import BACKWARD


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
