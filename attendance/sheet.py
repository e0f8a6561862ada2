"""The sheet: what is known about each posting's days before the clerk says anything, and what was said already."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import F, FilteredRelation, Q

from attendance.models import Day, Status
from attendance.resting import rest_days
from teams.models import Posting

LONGEST_SPAN = 31  # days confirmed in one action


@dataclass(frozen=True)
class Line:
    """One posting on one day. `version` is the moment of the last change, empty for a day nobody has said."""

    posting_id: int
    day: date
    name: str
    seat: str
    village: str
    status: str
    note: str
    confirmed_at: datetime | None
    by: str
    changed_at: datetime | None

    @property
    def key(self):
        """How forms and machines name this line."""
        return f"{self.posting_id}-{self.day:%Y%m%d}"

    @property
    def version(self):
        """The stamp a writer must have seen."""
        return self.changed_at.isoformat() if self.changed_at else ""


def sheet(actor, first, last=None, *, within="", proposed=True):
    """The lines of every posting in the actor's jurisdiction (and `within` a division) for each day of a span.

    One query for a day, two for a span, one for the days the county proposes as rest unless `proposed` is False. What is
    known of a day – leave, training – is a row already (`actions.settle`).
    """
    last = last or first
    rest = rest_days(within or actor.area, first, last) if proposed else ()
    postings = list(_postings(actor, first, last, within))
    said = _said(actor, first, last, within) if first != last else {}
    return [_line(p, day, said, rest) for day in days(first, last) for p in postings if _holds(p, day)]


def days(first, last):
    """Every day of a span, inclusive."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _holds(posting, day):
    return posting["starts_on"] <= day and (posting["ends_on"] is None or day <= posting["ends_on"])


_FACTS = ("pk", "seat", "starts_on", "ends_on", "cadre__name", "team__village__division__name")


def _postings(actor, first, last, within):
    """The postings with, for a single day, what was said: one query."""
    rows = Posting.objects.visible_to(actor).touching(first, last).filter(area__startswith=within)
    rows = rows.order_by("area", "seat", "pk")
    if first != last:
        return rows.values(*_FACTS)
    said = {f"day_{name}": F(f"said__{name}") for name in ("status", "note", "confirmed_at", "changed_at")}
    return rows.annotate(
        said=FilteredRelation("days", condition=Q(days__day=first)), **said, day_by=F("said__changed_by__name")
    ).values(*_FACTS, *said, "day_by")


def _said(actor, first, last, within):
    """{(posting, day): row} of what was said in a span."""
    rows = Day.objects.visible_to(actor).filter(day__range=(first, last), posting__area__startswith=within)
    named = rows.values("posting_id", "day", "status", "note", "confirmed_at", "changed_at", by=F("changed_by__name"))
    return {(row["posting_id"], row["day"]): row for row in named}


def _line(posting, day, said, rest):
    spoken = said.get((posting["pk"], day)) or {
        k.removeprefix("day_"): v for k, v in posting.items() if k.startswith("day_")
    }
    return Line(
        posting_id=posting["pk"],
        day=day,
        name=posting["cadre__name"],
        seat=posting["seat"],
        village=posting["team__village__division__name"],
        status=spoken.get("status") or (Status.REST if day in rest else Status.IN_VILLAGE),
        note=spoken.get("note") or "",
        confirmed_at=spoken.get("confirmed_at"),
        by=spoken.get("by") or "",
        changed_at=spoken.get("changed_at"),
    )
