"""Village days of every month of every posting, counted as the county counted on each day; two statements."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from attendance.counting import confirmed_days
from attendance.ledger import month_span, year_span
from attendance.rulebook import COUNTED, RuleBook, changes, entered
from attendance.standings import counted

MONTHS = range(1, 13)
HEADS = (_("Year"), _("Village"), *(str(month) for month in MONTHS), _("Sum"))


def days_of(postings, file):
    """[[year, village, days of each month that has begun, their sum]], the latest year first; `postings`: facts of their section."""
    if not postings:
        return []
    spans = {one["id"]: _span(one, file.on) for one in postings}
    first, last = min(span[0] for span in spans.values()), max(span[1] for span in spans.values())
    rules = entered(first, file.today)
    book = RuleBook(file.today.year, file.today, rules)
    years = range(first.year, last.year + 1)
    starts = (month_span(year, month)[0] for year in years for month in MONTHS)
    cuts = sorted({day for day in (*starts, *changes(COUNTED, first, last, rules)) if first < day <= last})
    said = confirmed_days(first, last, cuts, list(spans))
    rows = [_year(one, year, book, said[one["id"]], spans[one["id"]]) for one in postings for year in years]
    return sorted(filter(None, rows), key=lambda row: row[0], reverse=True)


def _span(posting, on):
    first, last = (date.fromisoformat(posting[end]) if posting[end] else on for end in ("day", "ends"))
    return first, min(last, on)


def _year(posting, year, book, said, span):
    first, last = max(span[0], year_span(year)[0]), min(span[1], year_span(year)[1])
    if first > last:
        return None
    parts = [part for part in said if part[0].year == year]
    months = [_month(posting, book, parts, month) for month in range(first.month, last.month + 1)]
    place = posting["village"].rpartition(" / ")[2]
    return [year, place, *[""] * (first.month - 1), *months, *[""] * (12 - last.month), sum(months)]


def _month(posting, book, parts, month):
    return counted(book, posting["area"][:6], [part for part in parts if part[0].month == month])
