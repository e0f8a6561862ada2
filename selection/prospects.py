"""What a step would do to each of many cases, said before it is tried; the deed itself judges again."""

from collections import defaultdict

from core.offices import CODE_LENGTH, Office
from core.workflow import hindrance, steps_open, taken_by
from selection.facts import policy_for
from selection.models import Objection, PublicNotice
from selection.notice_rules import hindered
from selection.queue import days_waiting, needing_waiver


def foreseen(cases, verb, actor, on):
    """The cases with `goes` (the step would be tried), `why` it would not, and `asks_waiver` (goes only if it is granted)."""
    taken, waivers = taken_by(actor, cases), needing_waiver(cases)
    notices = on_notice(cases, on) if verb == "approve" else {}
    for case in cases:
        case.days, case.needs_waiver = days_waiting(case, on), case.pk in waivers
        case.open = any(step.verb == verb for step in steps_open(case, actor))
        case.why = (hindrance(case, verb, actor, taken) or notices.get(case.pk)) if case.open else None
        case.goes = case.open and not case.why
        case.asks_waiver = case.goes and verb == "approve" and case.needs_waiver
    return cases


def open_steps(case, actor, on):
    """[(step, why it would be refused)] of the steps open to an office; nothing is said where nothing is in the way."""
    steps = steps_open(case, actor)
    taken = taken_by(actor, [case]) if steps else {}
    notices = on_notice([case], on) if any(step.verb == "approve" for step in steps) else {}
    held = {"approve": notices.get(case.pk)}
    return [(step, hindrance(case, step.verb, actor, taken) or held.get(step.verb)) for step in steps]


def on_notice(cases, on):
    """{number: Refused} of the cases that a public notice or an objection keeps from approval: a few statements for all."""
    until, said = defaultdict(dict), defaultdict(list)
    hung = PublicNotice.objects.published().filter(shown__nomination__in=cases)
    for case, notice, last in hung.values_list("shown__nomination", "pk", "until_on"):
        until[case][notice] = last
    objections = Objection.objects.filter(nomination__in=cases).values_list("nomination", "state", "notice_id")
    for case, state, notice in objections:
        said[case].append((state, notice))
    policies = _policies(cases, on)
    return {case.pk: why for case in cases if (why := _hindered(case, until[case.pk], said[case.pk], policies, on))}


def _hindered(case, until, said, policies, on):
    unsettled = any(state == Objection.State.RECEIVED for state, _notice in said)
    upheld = any(state == Objection.State.UPHELD and max(until, default=0) <= notice for state, notice in said)
    policy = policies[_county(case)]
    return hindered(list(until.values()), unsettled=unsettled, upheld=upheld, policy=policy, on=on)


def _policies(cases, on):
    return {county: policy_for(county, on) for county in {_county(case) for case in cases}}


def _county(case):
    return case.area[: CODE_LENGTH[Office.COUNTY]]
