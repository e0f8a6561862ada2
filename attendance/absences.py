"""What is known of a posting's absences: who may speak, what stands in the way, who will decide."""

from dataclasses import dataclass
from datetime import timedelta

from attendance import rules
from attendance.models import Attendee, Leave, ReportOut
from core.models import CountyRule
from core.offices import Office
from core.policy import Provision, policy_in_force

LEVELS = "attendance.leave_levels"
LONGEST = timedelta(days=365)  # one application, and how far ahead it may begin: a bound of the form, not of the policy


def policy_for(area, on):
    """The policy of a place on a day, county rules included; raises NoPolicy."""
    return policy_in_force(area, on, list(CountyRule.objects.in_force(on).above(area)))


def speaks_for(posting, actor):
    """Whether this actor applies and reports for a posting: the cadre in person, or the township's clerk."""
    if actor.office == Office.CADRE:
        return posting.account_id == actor.user_id
    return actor.office == Office.CLERK and posting.area[:9] == actor.area


@dataclass(frozen=True)
class Chain:
    """Who decides on a leave, in order, by which rule; `run_days`: the unbroken run it was judged by; `extends`: what it prolongs."""

    offices: tuple
    rule: Provision
    run_days: int
    extends: Leave | None = None


def chain_of(posting, starts_on, ends_on, *, but=None):
    """Who must agree to leave on these days, by the rule of the first of them. Raises NoSuchLeave, NoPolicy.

    Leave that touches other leave of the same posting is judged by the length of the whole run.
    """
    others = list(live_leaves(posting, but))
    first, last = rules.unbroken([(one.starts_on, one.ends_on) for one in others], starts_on, ends_on)
    days, policy = rules.leave_days(first, last), policy_for(posting.area, starts_on)
    before = next((one for one in others if one.ends_on + timedelta(days=1) == starts_on), None)
    return Chain(rules.approvals(days, policy), policy[LEVELS], days, before)


def live_leaves(posting, but=None):
    """The leaves that hold days of a posting; `but` one of them."""
    return Leave.objects.live().filter(posting=posting).exclude(pk=getattr(but, "pk", None)).order_by("starts_on")


@dataclass(frozen=True)
class Beside:
    """What else covers the days of an absence: told, never in the way. Leave goes before training, training before a report-out."""

    trainings: list
    report_outs: list

    def __bool__(self):
        return bool(self.trainings or self.report_outs)


def beside(posting, first, last):
    """Training and report-outs of a posting on these days: two queries."""
    sessions = Attendee.objects.filter(posting=posting, training__starts_on__lte=last, training__ends_on__gte=first)
    sessions = sessions.exclude(attended=False).exclude(training__state="cancelled")
    outs = ReportOut.objects.standing().touching(first, last).filter(posting=posting)
    return Beside([one.training for one in sessions.select_related("training")], list(outs.order_by("starts_on")))
