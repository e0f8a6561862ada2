"""Villages × three seats: the lines of a round or of the teams that are short, narrowed and sorted as a reader asks."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, FilteredRelation, Q

from selection.ledger.seats import SeatState, counted, seats_of
from selection.models import Round
from teams.models import Posting, Seat, Team, Village

_TEAM = (
    "pk",
    "area",
    "village__division__full_name",
    "village__division__initials",
    "second_village__division__name",
    "village__categories",
    "village__needs",
    "unit_id",
    "unit_name",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One team with its village or villages, its paired unit and its three seats."""

    team_id: int
    area: str
    path: str
    initials: str
    second: str
    categories: list
    needs: list
    unit_id: int | None
    unit: str
    seats: list

    @property
    def village(self):
        """The village, both where the team serves two."""
        name = self.path.rpartition(" / ")[2]
        return f"{name}、{self.second}" if self.second else name

    @property
    def township(self):
        """The township's name."""
        return self.path.split(" / ")[-2]

    @property
    def county(self):
        """The county's name."""
        return self.path.split(" / ")[-3]

    @property
    def need_names(self):
        """The village's needs in the reader's words."""
        return [Village.Need(need).label for need in self.needs]

    @property
    def to_fill(self):
        """How many seats nobody is on the way to."""
        return sum(seat.to_fill for seat in self.seats)

    @property
    def short_since(self):
        """Since when the team has not been whole, as of today; None when it is."""
        return min((seat.since for seat in self.seats if seat.since), default=None)

    def sender_of(self, seat):
        """Who must fill a seat, by name; "" for a village without a paired unit."""
        return self.unit if seat.source == "unit" else self.township


def day_of(case, on):
    """The day the seats of a round are looked at: its posting day, while it runs no day that has passed."""
    return case.starts_on if case.state == Round.State.CLOSED else max(case.starts_on, on)


def teams_of(case, actor, area=""):
    """The teams of a round inside the actor's jurisdiction, or inside a part of it."""
    return Team.objects.visible_to(actor).filter(rounds__round=case, area__startswith=area).order_by()


def lines(teams, *, day, on, actor):
    """A line for each of these teams, by place: three statements however many there are."""
    in_force = Q(village__pairings__starts_on__lte=day) & (
        Q(village__pairings__ends_on__isnull=True) | Q(village__pairings__ends_on__gte=day)
    )
    paired = teams.annotate(
        paired=FilteredRelation("village__pairings", condition=in_force),
        unit_id=F("paired__unit"),
        unit_name=F("paired__unit__name"),
    )
    rows = list(paired.order_by("area", "pk").values_list(*_TEAM))
    seats = seats_of([row[0] for row in rows], day=day, on=on, actor=actor)
    return [Line(*row[:4], row[4] or "", *row[5:8], row[8] or "", seats[row[0]]) for row in rows]


def lines_of(case, actor, on, area=""):
    """The lines of a round that this reader sees."""
    return lines(teams_of(case, actor, area), day=day_of(case, on), on=on, actor=actor)


def counts_of(case, actor, on, area="", length=2):
    """{place: {state: seats}} of a round, by division codes of `length` digits: three statements."""
    numbers = list(teams_of(case, actor, area).values_list("pk", flat=True))
    return counted(numbers, day=day_of(case, on), on=on, actor=actor, length=length)


def counts(rows, length):
    """The same from lines that have been read."""
    found = {}
    for line in rows:
        found.setdefault(line.area[:length], Counter()).update(seat.state for seat in line.seats)
    return found


def total(counts):
    """{state: seats}, states in order, none left out."""
    sums = sum((Counter(one) for one in counts.values()), Counter())
    return {state: sums[state] for state in SeatState}


def short_lines(actor, on, area=""):
    """The teams that lack somebody today, each with all its seats."""
    held = (
        Posting.objects.current(on).filter(area__startswith=area).order_by().values("team").annotate(held=Count("pk"))
    )
    whole = held.filter(held__gte=len(Seat.values)).values("team")
    standing = Team.objects.visible_to(actor).standing(on).filter(area__startswith=area).exclude(pk__in=whole)
    return [line for line in lines(standing, day=on, on=on, actor=actor) if line.short_since]


def narrowed(rows, wanted):
    """Those a cleaned filter form asks for."""
    rows = [line for line in rows if line.area.startswith(wanted.get("area") or "")]
    if category := wanted.get("category"):
        rows = [line for line in rows if category in line.categories]
    if need := wanted.get("need"):
        rows = [line for line in rows if need in line.needs]
    if unit := wanted.get("unit"):
        rows = [line for line in rows if line.unit_id == unit]
    if state := wanted.get("state"):
        rows = [line for line in rows if any(seat.state == state for seat in line.seats)]
    if words := (wanted.get("q") or "").lower():
        rows = [line for line in rows if words in _words(line)]
    return rows


def _words(line):
    """What a search looks into: village, township, unit, people, pinyin initials."""
    people = " ".join(seat.name for seat in line.seats)
    return f"{line.path} {line.second} {line.unit} {people} {line.initials}".lower()


_ORDERS = {
    "village": lambda line: line.area,
    "unit": lambda line: (line.unit, line.area),
    "open": lambda line: (line.to_fill, line.area),
    "since": lambda line: (line.short_since or date.max, line.area),
}


def in_order(rows, asked):
    """By a known key, `-key` the other way round; anything else leaves the order of places."""
    key = _ORDERS.get((asked or "").lstrip("-"))
    return sorted(rows, key=key, reverse=asked.startswith("-")) if key else rows
