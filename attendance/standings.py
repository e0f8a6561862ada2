"""What the ledger needs, read in a handful of statements: postings, counted days, training, the rules of each county."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from attendance import ledger
from attendance.counting import confirmed_days, confirmed_since, sessions_of
from attendance.ledger import ATTENDANCE, MONTH, ONE_DAY, TRAINING
from attendance.rulebook import RuleBook
from teams.models import Posting


class Served(NamedTuple):
    """A posting that touches the year, and whom its standing concerns."""

    pk: int
    area: str
    starts_on: date
    ends_on: date | None
    name: str
    unit_id: int | None
    account_id: int | None


class Judgement(NamedTuple):
    """One posting's standing of one kind; `month` is 0 for the year. `unconfirmed`: days that waited too long for the clerk."""

    served: Served
    kind: str
    month: int
    standing: ledger.Standing
    cited: list
    unconfirmed: int = 0


def judged(year, on, only=None, *, rules=None) -> Iterator[Judgement]:
    """The judgements of every posting of the year at the end of `on`, or only of some.

    A year that is over is judged at its own end. `rules` stands in for the county rules entered: what would be if.
    """
    book = RuleBook(year, on, rules)
    postings = list(postings_of(year, book.until, only))
    days = confirmed_days(book.first, book.until, book.breaks(), only)
    recent = confirmed_since(
        {book.of(served.area[:6]).overdue_until + ONE_DAY for served in postings}, book.until, only
    )
    sessions = sessions_of(year, only)
    for served in postings:
        county = served.area[:6]
        rules_of = book.of(county)
        said = days.get(served.pk, ())
        overdue = _overdue(rules_of, served, said, recent)
        done = counted(book, county, said)
        standing = _stand(rules_of.minimums[ATTENDANCE], served, done, book.until)
        yield Judgement(served, ATTENDANCE, 0, standing, rules_of.cited[ATTENDANCE], overdue)
        trained = _trained(sessions.get(served.pk), served, book)
        standing = _stand(rules_of.minimums[TRAINING], served, trained, book.until)
        yield Judgement(served, TRAINING, 0, standing, rules_of.cited[TRAINING])
    if book.may_have_months():
        yield from judged_months(book, postings, only)


def judged_months(book, postings, only=None, months=None) -> Iterator[Judgement]:
    """Months against the county's monthly minimum: all that have begun for some postings, this month and the last for all."""
    begun = range(1, book.until.month + 1)
    months = months or (begun if only is not None else begun[-2:])
    first, last = ledger.month_span(book.year, months[0])[0], book.until
    starts = [ledger.month_span(book.year, month)[0] for month in months]
    cuts = sorted({day for day in (*book.breaks(), *starts) if day > first})
    days = confirmed_days(first, last, cuts, only)
    for served in postings:
        for month in months:
            if found := book.month(served.area[:6], month):
                yield from _month(book, served, *found, days.get(served.pk, ()))


def _month(book, served, minimum, cited, said):
    """The month's judgement, unless the posting has no day in it."""
    first, last = minimum.span
    if served.starts_on > min(last, book.until) or (served.ends_on and served.ends_on < first):
        return
    done = counted(book, served.area[:6], [part for part in said if first <= part[0] <= last])
    yield Judgement(served, MONTH, minimum.month, _stand(minimum, served, done, min(book.until, last)), cited)


def counted(book, county, said) -> int:
    """The village days among confirmed ones, each stretch by the rule in force when it begins."""
    return sum(count for begin, status, count in said if status in book.counted(county, begin))


def _stand(minimum, served, done, on):
    return ledger.judge(minimum, starts_on=served.starts_on, ends_on=served.ends_on, done=done, on=on)


def _overdue(rules, served, said, recent):
    """The posting's days up to the county's limit that nobody has confirmed."""
    first, last = ledger.span_in_year(
        rules.minimums[ATTENDANCE].year, served.starts_on, served.ends_on, rules.overdue_until
    )
    late = recent.get(rules.overdue_until + ONE_DAY, {}).get(served.pk, 0)
    return (last - first).days + 1 - (sum(count for *_, count in said) - late) if last >= first else 0


def _trained(sessions, served, book):
    if not sessions:
        return 0
    return ledger.person_days(sessions, *ledger.span_in_year(book.year, served.starts_on, served.ends_on, book.until))


def postings_of(year, on, only=None) -> Iterator[Served]:
    """The postings that have begun and touch the year."""
    first, _ = ledger.year_span(year)
    rows = Posting.objects.touching(first, on)
    rows = rows if only is None else rows.filter(pk__in=only)
    fields = ("pk", "area", "starts_on", "ends_on", "cadre__name", "pairing__unit_id", "cadre__account_id")
    return (Served(*row) for row in rows.order_by("pk").values_list(*fields))
