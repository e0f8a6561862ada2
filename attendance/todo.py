"""What must be done, and by when: the sentence under a standing."""

from datetime import date

from django.utils.translation import gettext as _

from attendance.ledger import TRAINING, month_span, year_span


def last_day(year: int, month: int, ends_on: date | None) -> date:
    """The last day that can still count: of the month or year, or of the posting."""
    last = month_span(year, month)[1] if month else year_span(year)[1]
    return last if ends_on is None else min(last, ends_on)


def to_do(kind, standing, end: date) -> str:
    """A standing's next thing to do in the reader's language; `standing` has remaining, done, possible and verdict."""
    left = standing.possible - standing.done
    facts = {"n": number(standing.remaining), "left": number(left), "end": end.isoformat()}
    if standing.verdict == "met":
        return _("Nothing more: the days are reached.")
    if standing.verdict == "impossible":
        return _impossible(standing.remaining - left, left, end)
    if kind == TRAINING:
        return _("%(n)s more days of training by %(end)s.") % facts
    if standing.remaining == left:
        return _("In the village on every one of the next %(left)s days, until %(end)s.") % facts
    return _("In the village on %(n)s of the next %(left)s days, until %(end)s.") % facts


def _impossible(short, left, end):
    facts = {"n": number(short), "end": end.isoformat()}
    if left:
        return _("Even if every day until %(end)s counts, %(n)s days will be missing.") % facts
    return _("%(n)s days were missing on %(end)s.") % facts


def number(value) -> str:
    """A number of days without idle zeros: 17, 3.5."""
    return f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"
