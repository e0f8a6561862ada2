"""What the ledger needs, read in a handful of statements: postings, counted days, training, the rules of each county."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import F

from attendance import ledger
from attendance.ledger import ATTENDANCE, TRAINING, Minimum, Session
from attendance.models import Attendee
from attendance.rules import counted_statuses
from core.models import CountyRule
from core.policy import policy_in_force
from teams.models import Posting

COUNTED = """
SELECT posting_id, status, count(*) FROM attendance_day
WHERE day BETWEEN %(first)s AND %(last)s AND confirmed_at IS NOT NULL {only}
GROUP BY posting_id, status
"""


@dataclass(frozen=True, slots=True)
class Served:
    """A posting that touches the year, and whom its standing concerns."""

    pk: int
    area: str
    starts_on: date
    ends_on: date | None
    name: str
    unit_id: int | None
    account_id: int | None


@dataclass(frozen=True, slots=True)
class CountyYear:
    """A county's minimums of a year and the statuses it counts."""

    minimums: dict[str, Minimum]
    counted: frozenset
    cited: dict[str, list]


def judged(year, on, only=None) -> Iterator[tuple[Served, str, ledger.Standing, list]]:
    """(posting, kind, standing, provisions cited) for every posting of the year, or only for some.

    A year that is over is judged at its own end; its rules are those of its last day judged.
    """
    until = min(on, ledger.year_span(year)[1])
    days, sessions = counted_days(year, until, only), sessions_of(year, only)
    counties = CountyYears(year, until)
    for served in postings_of(year, until, only):
        county = counties.of(served.area[:6])
        done = sum(count for status, count in days.get(served.pk, {}).items() if status in county.counted)
        yield served, ATTENDANCE, _stand(county, ATTENDANCE, served, done, until), county.cited[ATTENDANCE]
        trained = _trained(sessions.get(served.pk), served, year, until)
        yield served, TRAINING, _stand(county, TRAINING, served, trained, until), county.cited[TRAINING]


def _stand(county, kind, served, done, on):
    return ledger.judge(county.minimums[kind], starts_on=served.starts_on, ends_on=served.ends_on, done=done, on=on)


def _trained(sessions, served, year, on):
    if not sessions:
        return 0
    return ledger.person_days(sessions, *ledger.span_in_year(year, served.starts_on, served.ends_on, on))


def postings_of(year, on, only=None) -> Iterator[Served]:
    """The postings that have begun and touch the year."""
    first, _ = ledger.year_span(year)
    rows = Posting.objects.touching(first, on)
    rows = rows if only is None else rows.filter(pk__in=only)
    fields = ("pk", "area", "starts_on", "ends_on", "cadre__name", "pairing__unit_id", "cadre__account_id")
    return (Served(*row) for row in rows.order_by("pk").values_list(*fields))


def counted_days(year, on, only=None):
    """{posting: {status: confirmed days}} of the year up to `on`: one aggregate."""
    found = defaultdict(dict)
    condition = "" if only is None else "AND posting_id = ANY(%(only)s)"
    with connection.cursor() as cursor:
        first, _ = ledger.year_span(year)
        cursor.execute(COUNTED.format(only=condition), {"first": first, "last": on, "only": list(only or ())})
        for posting, status, count in cursor.fetchall():
            found[posting][status] = count
    return found


def sessions_of(year, only=None):
    """{posting: [sessions]} that touch the year and were attended."""
    first, last = ledger.year_span(year)
    rows = Attendee.objects.filter(attended=True, training__starts_on__lte=last, training__ends_on__gte=first)
    rows = rows if only is None else rows.filter(posting__in=only)
    found = defaultdict(list)
    spans = rows.values_list("posting_id", F("training__starts_on"), F("training__ends_on"), F("training__days"))
    for posting, starts_on, ends_on, days in spans:
        found[posting].append(Session(starts_on, ends_on, days))
    return found


class CountyYears:
    """The rules of each county as of a day, looked up once per county; the entered rules are read once."""

    def __init__(self, year, on):
        self.year, self.on = year, on
        self.entered = list(CountyRule.objects.in_force(on))
        self.known = {}

    def of(self, county) -> CountyYear:
        """The county's minimums and counted statuses."""
        if county not in self.known:
            self.known[county] = self._read(county)
        return self.known[county]

    def _read(self, county):
        policy = policy_in_force(county, self.on, self.entered)
        minimums = {kind: ledger.yearly_minimum(policy, kind, self.year) for kind in (ATTENDANCE, TRAINING)}
        counted = policy["attendance.counted_statuses"]
        cited = {kind: [*map(_cite, minimum.provisions)] for kind, minimum in minimums.items()}
        cited[ATTENDANCE].append(_cite(counted))
        return CountyYear(minimums, frozenset(counted_statuses(policy)), cited)


def _cite(provision):
    """A provision by reference: its key, value, date and source say which text it was."""
    whole = provision.as_json()
    return {name: whole[name] for name in ("key", "value", "since", "source", "clause", "area", "document_number")}
