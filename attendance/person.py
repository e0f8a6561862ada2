"""One posting's year: its standings with their arithmetic, the months by status, what was said before."""

from collections import Counter, defaultdict
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from attendance import ledger
from attendance.counting import confirmed_days
from attendance.ledger import MONTH
from attendance.models import Attendee, Standing, Status, VerdictChange
from attendance.rulebook import COUNTED, RuleBook, entered
from attendance.standings import Judgement, counted, judged
from attendance.todo import number, to_do
from core.policy import policy_in_force


class Part(NamedTuple):
    """A standing of the year with everything that explains it."""

    judgement: Judgement
    minimum: ledger.Minimum
    share: ledger.Share
    to_do: str

    @property
    def kind(self):
        """Village days or training days."""
        return Standing.Kind(self.judgement.kind)

    @property
    def standing(self):
        """The numbers and the verdict."""
        return self.judgement.standing

    @property
    def verdict(self):
        """The verdict as choices name it."""
        return Standing.Verdict(self.standing.verdict)

    @property
    def required_sum(self):
        """How the days required were reckoned."""
        days, part = self.minimum.days, self.share
        if not part.days or part.days == part.whole or not self.minimum.prorated:
            return ""
        exact = f"{days * part.days / part.whole:.2f}"
        facts = {
            "days": days,
            "part": part.days,
            "whole": part.whole,
            "exact": exact,
            "n": number(self.standing.required),
        }
        return _("%(days)s × %(part)s ÷ %(whole)s = %(exact)s, rounded up to %(n)s") % facts

    @property
    def whole_though_part(self):
        """Whether a part of the year owes the whole minimum, since nothing is prorated."""
        return not self.minimum.prorated and 0 < self.share.days < self.share.whole

    @property
    def forecast_sum(self):
        """How the forecast was reckoned: the pace so far goes on."""
        part, done = self.share, number(self.standing.done)
        if not part.elapsed:
            return ""
        facts = {"done": done, "elapsed": part.elapsed, "left": part.left, "n": self.standing.forecast}
        return _("%(done)s + %(done)s ÷ %(elapsed)s × %(left)s, rounded down to %(n)s") % facts


class MonthRow(NamedTuple):
    """A month of the posting: its days by status, what counted, and the county's minimum where there is one."""

    first: date
    days: int
    said: dict
    unconfirmed: int
    counted: int
    judgement: Judgement | None

    @property
    def by_status(self):
        """The confirmed days of each status, in the order of the choices."""
        return [self.said.get(status, 0) for status in Status.values]

    @property
    def verdict(self):
        """The month's verdict as choices name it."""
        return Standing.Verdict(self.judgement.standing.verdict) if self.judgement else None


def year_of(posting, year, *, on):
    """Everything a page or a machine needs of a posting's year, judged at the end of `on`."""
    year = _within(year, posting, on)
    book = RuleBook(year, on, entered(*_years_span(year, on)))
    found = list(judged(year, on, [posting.pk], rules=book.rules))
    parts = [_part(book, one) for one in found if one.kind != MONTH]
    months = _months(book, posting, found)
    policy = policy_in_force(posting.area[:6], book.until, book.rules)
    return {
        "posting": posting,
        "year": year,
        "on": on,
        "until": book.until,
        "years": range(posting.starts_on.year, min(on.year, (posting.ends_on or on).year) + 1),
        "parts": parts,
        "months": months,
        "sum": _sum(months),
        "statuses": Status.labels,
        "monthly": any(row.judgement for row in months),
        "cited": [policy[key] for key in _CITED if policy[key].value is not None],
        "history": list(_history(posting, year)),
        "sessions": list(_sessions(posting, year)),
    }


_CITED = ("attendance.days_per_year", "attendance.prorate", COUNTED, "attendance.days_per_month")
_CITED += ("training.days_per_year", "training.prorate")


def _within(year, posting, on):
    """The year asked for, or the nearest that the posting touches and that has begun."""
    last = min(on.year, (posting.ends_on or on).year)
    return max(min(year, last), min(posting.starts_on.year, last))


def _years_span(year, on):
    first, last = ledger.year_span(year)
    return first, min(on, last)


def _part(book, one):
    minimum = book.of(one.served.area[:6]).minimums[one.kind]
    part = ledger.share(minimum, starts_on=one.served.starts_on, ends_on=one.served.ends_on, on=book.until)
    return Part(one, minimum, part, to_do(one.kind, one.standing, part.end))


def _months(book, posting, found):
    """The posting's months that have begun: one aggregate, cut at months and at changes of the rules."""
    starts = [ledger.month_span(book.year, month)[0] for month in range(1, book.until.month + 1)]
    cuts = sorted({*book.breaks(), *starts[1:]})
    said = defaultdict(list)
    for part in confirmed_days(book.first, book.until, cuts, [posting.pk]).get(posting.pk, ()):
        said[part[0].month].append(part)
    judgements = {one.month: one for one in found if one.kind == MONTH}
    rows = (_month(book, posting, first, said[first.month], judgements.get(first.month)) for first in starts)
    return [row for row in rows if row.days > 0]


def _month(book, posting, first, said, judgement):
    begin = max(first, posting.starts_on)
    end = min(ledger.month_span(first.year, first.month)[1], book.until, posting.ends_on or book.until)
    days = (end - begin).days + 1
    statuses = Counter()
    for _begin, status, count in said:
        statuses[status] += count
    return MonthRow(first, days, statuses, days - statuses.total(), counted(book, posting.area[:6], said), judgement)


def _sum(months):
    """The last line of the table."""
    by_status = [sum(row.said.get(status, 0) for row in months) for status in Status.values]
    totals = {name: sum(getattr(row, name) for row in months) for name in ("days", "unconfirmed", "counted")}
    return {"by_status": by_status, **totals}


def _history(posting, year):
    """What was said of the year, the latest first; of a closed set of rows no scope is asked again."""
    return VerdictChange.objects.filter(posting=posting, year=year).order_by("-pk")[:100]


def _sessions(posting, year):
    first, last = ledger.year_span(year)
    rows = Attendee.objects.filter(posting=posting, attended=True, training__starts_on__lte=last)
    return rows.filter(training__ends_on__gte=first).select_related("training").order_by("training__starts_on")
