"""What a cycle is opened with: its span and its calendar. Nothing here reads or writes a row."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from assessment.steps import Kind
from core.refusals import Refused

FIRST_YEAR = 2018  # the Opinion is of 2018-04-16
CALENDAR = "assessment.calendar"
DAYS = ("ballots_by", "propose_by", "review_by")


@dataclass(frozen=True)
class Plan:
    """A cycle as it is to be opened: kind, span, and until when each office has its turn."""

    kind: str
    from_on: date
    until_on: date
    ballots_by: date | None = None
    propose_by: date | None = None
    review_by: date | None = None

    @property
    def year(self):
        """The year it belongs to: that of its last day."""
        return self.until_on.year

    @property
    def calendar(self):
        """{field: day} of its three days."""
        return {name: getattr(self, name) for name in DAYS}

    @property
    def lacking(self):
        """The days of the calendar nobody has set."""
        return [name for name in DAYS if getattr(self, name) is None]


def yearly(year):
    """The plan of a calendar year, without its calendar."""
    return Plan(Kind.YEARLY, date(year, 1, 1), date(year, 12, 31))


def with_usual_days(plan, policy, on):
    """The plan with the days the policy counts from the end of its span, or from today once that has passed."""
    begins, after = max(plan.until_on, on), policy[CALENDAR].value
    usual = {name: begins + timedelta(days=after[name.removesuffix("_by")]) for name in plan.lacking}
    return replace(plan, **usual)


def check_span(plan, on):
    """Raises Refused, field by field, where the span lies outside of what can be assessed."""
    if not FIRST_YEAR <= plan.year <= on.year or plan.from_on.year < FIRST_YEAR:
        why = _("A year from 2018 to this one.")
        field = "year" if plan.kind == Kind.YEARLY else "until_on"
        raise Refused(_("This year cannot be assessed."), fields={field: why})
    if plan.until_on < plan.from_on:
        raise Refused("", fields={"until_on": _("The last day lies before the first.")})


def check_calendar(plan):
    """Raises Refused, field by field, where a day is missing or out of order: ballots, opinions, review."""
    wrong = {name: _("Required.") for name in plan.lacking}
    days = [(name, getattr(plan, name)) for name in DAYS if name not in wrong]
    before = plan.from_on
    for name, day in days:
        if day < before:
            wrong[name] = _("Not before %(day)s.") % {"day": before.isoformat()}
        before = max(before, day)
    if wrong:
        raise Refused(_("The calendar is not whole: ballots, opinions, review, in this order."), fields=wrong)
