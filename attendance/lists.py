"""The lists of standings: narrowed, sorted, counted by verdict and by place, each inside the actor's jurisdiction."""

from typing import NamedTuple

from django.db.models import Count, F, Q, Sum
from django.db.models.functions import Left

from attendance.boards import NEXT_LENGTH
from attendance.models import Standing
from attendance.todo import last_day, number, to_do
from core.models import Division

# what a list may be sorted by → the columns
SORTS = {
    "name": ("posting__cadre__name",),
    "place": ("area",),
    "done": ("done",),
    "required": ("required",),
    "remaining": ("remaining",),
    "forecast": ("forecast",),
    "latest": ("latest_start",),
    "unconfirmed": ("unconfirmed",),
    "since": ("verdict_since",),
}
UNCONFIRMED = "unconfirmed"
_FACTS = ("posting_id", "name", "full_name", "area", "year", "month", "kind", "as_of", "required", "done", "remaining")
_FACTS += ("possible", "forecast", "verdict", "verdict_since", "latest_start", "unconfirmed", "ends_on")


class Line(NamedTuple):
    """One standing as lists show it."""

    posting_id: int
    name: str
    full_name: str
    area: str
    year: int
    month: int
    kind: str
    as_of: object
    required: object
    done: object
    remaining: object
    possible: object
    forecast: object
    verdict: str
    verdict_since: object
    latest_start: object
    unconfirmed: int
    ends_on: object
    provisions: list = ()

    @property
    def to_do(self):
        """What must be done, and by when."""
        return to_do(self.kind, self, last_day(self.year, self.month, self.ends_on))

    @property
    def verdict_words(self):
        """The verdict in the reader's language."""
        return str(Standing.Verdict(self.verdict).label)

    @property
    def numbers(self):
        """Done and required, remaining and forecast without idle zeros."""
        return {name: number(getattr(self, name)) for name in ("done", "required", "remaining", "possible", "forecast")}


def standings(actor, wanted, *more):
    """Standings narrowed by a cleaned filter, the most pressing first unless another order is asked for: tuples for `Line`.

    `more`: `provisions`, where they are read.
    """
    rows = _of(actor, wanted)
    if verdict := wanted["verdict"]:
        rows = _narrowed(rows, verdict)
    if name := wanted["q"]:
        rows = rows.filter(posting__cadre__name__icontains=name)
    if posting := wanted["posting"]:
        rows = rows.filter(posting=posting)
    return _told(rows.order_by(*_order(wanted["sort"]), "area", "pk"), more)


def _of(actor, wanted):
    rows = Standing.objects.visible_to(actor).filter(year=wanted["year"], month=wanted["month"], kind=wanted["kind"])
    return rows.filter(area__startswith=wanted["area"]) if wanted["area"] else rows


def _narrowed(rows, verdict):
    if verdict == UNCONFIRMED:
        return rows.filter(unconfirmed__gt=0)
    return rows.late() if verdict == "late" else rows.filter(verdict=verdict)


def _order(sort):
    down, key = sort.startswith("-"), sort.removeprefix("-")
    columns = [F(name) for name in SORTS.get(key, ())]
    return [column.desc(nulls_last=True) if down else column.asc(nulls_last=True) for column in columns] or [
        F("latest_start").asc(nulls_last=True)
    ]


def _told(rows, more):
    """The rows as plain tuples, to be cut into pages and made `Line`s of."""
    named = {"name": F("posting__cadre__name"), "full_name": F("posting__team__village__division__full_name")}
    return rows.annotate(**named, ends_on=F("posting__ends_on")).values_list(*_FACTS, *more)


_VERDICTS = {str(verdict): Count("pk", filter=Q(verdict=verdict)) for verdict in Standing.Verdict}
_LATE = {"late": Count("pk", filter=Q(unconfirmed__gt=0)), "days": Sum("unconfirmed", default=0)}


def counts(actor, wanted):
    """{verdict: people, people, late: people with days unconfirmed too long, days: those days}: one query."""
    return _of(actor, wanted).order_by().aggregate(people=Count("pk"), **_VERDICTS, **_LATE)


def places(actor, wanted):
    """[{code, name, people, met, …, late, days}] for the divisions directly below the one looked at: two queries."""
    length = NEXT_LENGTH.get(len(wanted["area"] or actor.area))
    if length is None:
        return []
    rows = _of(actor, wanted).annotate(code=Left("area", length)).order_by("code").values("code")
    found = list(rows.annotate(people=Count("pk"), **_VERDICTS, **_LATE))
    names = dict(Division.objects.current().filter(code__in=[row["code"] for row in found]).values_list("code", "name"))
    return [{**row, "name": names.get(row["code"], row["code"])} for row in found]
