"""What the books say of postings, each book in one statement: who served when, standings, absences, leave, report-outs, spot checks."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Count, F, Q, Value, prefetch_related_objects
from django.db.models.functions import ExtractYear

from attendance.models import Day, Discrepancy, Leave, ReportOut, SpotCheck, Standing, Status
from duties.models import CommitmentItem, ItemState, QuarterReport
from teams.models import Posting

KINDS = (Standing.Kind.ATTENDANCE, Standing.Kind.TRAINING)
LEAVE, OUT = "leave", "out"
_FIELDS = ("pk", "cadre_id", "team_id", "area", "starts_on", "ends_on", "term_ends_on", "end_kind")
_VILLAGE = "team__village__division__name"


class Served(NamedTuple):
    """A posting as the books have it."""

    posting: int
    cadre: int
    team: int
    area: str
    starts_on: date
    ends_on: date | None
    term_ends_on: date | None
    end_kind: str
    village: str

    def within(self, first, last):
        """Its part in a span."""
        return Part(
            self.posting,
            max(self.starts_on, first),
            min(self.ends_on or last, last),
            self.area,
            self.village,
            self.team,
        )

    def term_ends_within(self, first, last):
        """Whether its term ends in a span: it has ended by its term, or is to end then."""
        ends = {"": self.term_ends_on, "term": self.ends_on}.get(self.end_kind)
        return ends is not None and first <= ends <= last


class Part(NamedTuple):
    """A posting's part in a case: the days from `first` to `last` that count for it."""

    posting: int
    first: date
    last: date
    area: str
    village: str
    team: int = 0

    @property
    def years(self):
        """The calendar years it touches."""
        return range(self.first.year, self.last.year + 1)


def parts_of(cases):
    """{case number: its parts in order}: one query, and one for the spans of term-end cases of teams.

    Yearly: every posting of the cadre in the year, in whatever county, or everybody's in the team. Term end: the whole
    posting, or the postings of the team that end in the cycle's span.
    """
    people = [case for case in cases if case.posting_id and case.kind == "yearly"]
    teams = [case for case in cases if case.team_id]
    prefetch_related_objects([case for case in teams if case.kind != "yearly"], "cycle")
    years = [case.year for case in cases]
    in_years = Q(starts_on__lte=date(max(years), 12, 31)) & (
        Q(ends_on__isnull=True) | Q(ends_on__gte=date(min(years), 1, 1))
    )
    wanted = Q(cadre__in=[case.cadre_id for case in people]) & in_years
    wanted |= Q(pk__in=[case.posting_id for case in cases if case.posting_id])
    wanted |= Q(team__in=[case.team_id for case in teams if case.kind == "yearly"]) & in_years
    wanted |= Q(team__in=[case.team_id for case in teams if case.kind != "yearly"])
    of_cadre, of_team, by_number = defaultdict(list), defaultdict(list), {}
    for row in Posting.objects.filter(wanted).order_by("starts_on", "pk").values_list(*_FIELDS, _VILLAGE):
        served = Served(*row)
        of_cadre[served.cadre].append(served)
        of_team[served.team].append(served)
        by_number[served.posting] = served
    return {case.pk: _parts(case, of_cadre, of_team, by_number) for case in cases}


def _parts(case, of_cadre, of_team, by_number):
    if case.kind == "yearly":
        rows = of_team[case.team_id] if case.team_id else of_cadre[case.cadre_id]
        found = (row.within(date(case.year, 1, 1), date(case.year, 12, 31)) for row in rows)
        return [part for part in found if part.first <= part.last]
    if case.posting_id:
        rows = [by_number[case.posting_id]]
    else:
        rows = [row for row in of_team[case.team_id] if row.term_ends_within(case.cycle.from_on, case.cycle.until_on)]
    return [row.within(row.starts_on, row.ends_on or row.term_ends_on or date(case.year, 12, 31)) for row in rows]


ABSENCES, CHECKS, DISCREPANCIES = "absences", "checks", "discrepancies"
PROMISES, REPORTS = "promises", "reports"


class Stood(NamedTuple):
    """A standing as it was judged: days."""

    posting: int
    kind: str
    year: int
    done: Decimal
    required: Decimal
    possible: Decimal
    forecast: Decimal
    verdict: str
    as_of: date


_JUDGED = ("posting_id", *Stood._fields[1:])


class Books:
    """The books of many postings and their teams between two days, read at once: four statements, however many there are."""

    def __init__(self, parts, first, last, on):
        self.postings, self.teams = sorted({part.posting for part in parts}), sorted({part.team for part in parts})
        self.first, self.last, self.on = first, last, on
        self.standings = self._standings()
        self.away = self._away()
        self.counts = self._counts()
        self.duties = self._duties()

    def _standings(self):
        rows = Standing.objects.filter(
            posting__in=self.postings, month=0, year__range=(self.first.year, self.last.year), kind__in=KINDS
        )
        found = defaultdict(list)
        for row in map(Stood._make, rows.order_by("year", "posting").values_list(*_JUDGED)):
            found[row.posting, row.kind].append(row)
        return found

    def _away(self):
        """Granted leave and report-outs that stand: {posting: [(which, first, last)]}."""
        asked = {"posting__in": self.postings, "starts_on__lte": self.last, "ends_on__gte": self.first}
        fields = ("posting_id", "which", "starts_on", "ends_on")
        leaves = Leave.objects.granted().filter(**asked).annotate(which=Value(LEAVE)).order_by().values_list(*fields)
        outs = ReportOut.objects.standing().filter(**asked).annotate(which=Value(OUT)).order_by().values_list(*fields)
        found = defaultdict(list)
        for posting, which, first, last in leaves.union(outs, all=True):
            found[posting].append((which, first, last))
        return found

    def _counts(self):
        """{(posting, year, book): (count, another)}: absences; checks made and not found; discrepancies settled and open.

        Checks of days that are over only: a check is nobody's to know on its own day.
        """
        absent = Day.objects.filter(unexcused(self.postings, self.first, self.last))
        over = {"posting__in": self.postings, "day__range": (self.first, self.last), "day__lt": self.on}
        checks, left = SpotCheck.objects.filter(**over), Discrepancy.objects.filter(**over)
        absent = _counted(absent, ABSENCES, Q(), Q(status=Status.ABSENT))
        checks = _counted(checks, CHECKS, Q(), Q(result=SpotCheck.Result.NOT_FOUND))
        is_open = Q(state=Discrepancy.State.OPEN)
        rows = absent.union(checks, _counted(left, DISCREPANCIES, ~is_open, is_open), all=True)
        return {row[:3]: row[3:] for row in rows}

    def _duties(self):
        """{(team, year, book): (count, another)}: promises received by the township and kept; reports received and late."""
        years = (self.first.year, self.last.year)
        promised = {"commitment__team__in": self.teams, "commitment__year__range": years}
        rows = CommitmentItem.objects.filter(**promised, commitment__received_on__isnull=False)
        rows = rows.annotate(team=F("commitment__team"), at=F("commitment__year"), book=Value(PROMISES))
        kept = Count("pk", filter=Q(state=ItemState.KEPT))
        rows = rows.order_by().values_list("team", "at", "book").annotate(one=Count("pk"), another=kept)
        sent = QuarterReport.objects.filter(team__in=self.teams, year__range=years, received_on__isnull=False)
        sent = sent.annotate(at=F("year"), book=Value(REPORTS)).order_by().values_list("team", "at", "book")
        late = Count("pk", filter=Q(submitted_on__gt=F("due_on")))
        return {row[:3]: row[3:] for row in rows.union(sent.annotate(one=Count("pk"), another=late), all=True)}


def _counted(rows, book, one, another):
    rows = rows.annotate(year=ExtractYear("day"), book=Value(book)).order_by().values_list("posting_id", "year", "book")
    return rows.annotate(one=Count("day", filter=one), another=Count("day", filter=another))


def unexcused(postings, first, last):
    """The confirmed days of absence without leave."""
    return Q(posting__in=postings, day__range=(first, last), status=Status.ABSENT, confirmed_at__isnull=False)
