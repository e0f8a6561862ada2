"""The sheet: what is known about each posting's days before the clerk says anything, and what was said already."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q

from attendance.models import Attendee, Day, Status
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


def sheet(actor, first, last=None, *, within=""):
    """The lines of every posting in the actor's jurisdiction (and `within` a division) for each day of a span.

    One query for a day, three for a span.
    """
    last = last or first
    postings = list(_postings(actor, first, last, within))
    said = _said(actor, first, last) if first != last else {}
    trained = _trained(actor, first, last) if first != last else set()
    return [_line(p, day, said, trained) for day in days(first, last) for p in postings if _holds(p, day)]


def days(first, last):
    """Every day of a span, inclusive."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _holds(posting, day):
    return posting["starts_on"] <= day and (posting["ends_on"] is None or day <= posting["ends_on"])


_FACTS = ("pk", "seat", "starts_on", "ends_on", "cadre__name", "team__village__division__name")


def _postings(actor, first, last, within):
    """The postings with, for a single day, what was said and whether a training session covers it: one query."""
    rows = Posting.objects.visible_to(actor).touching(first, last).filter(area__startswith=within)
    rows = rows.order_by("area", "seat", "pk")
    if first != last:
        return rows.values(*_FACTS)
    covering = Attendee.objects.filter(
        posting=OuterRef("pk"), attended=True, training__starts_on__lte=first, training__ends_on__gte=first
    )
    said = {f"day_{name}": F(f"said__{name}") for name in ("status", "note", "confirmed_at", "changed_at")}
    return rows.annotate(
        said=FilteredRelation("days", condition=Q(days__day=first)),
        **said,
        day_by=F("said__changed_by__name"),
        in_training=Exists(covering),
    ).values(*_FACTS, *said, "day_by", "in_training")


def _said(actor, first, last):
    """{(posting, day): row} of what was said in a span."""
    rows = Day.objects.visible_to(actor).filter(day__range=(first, last))
    named = rows.values("posting_id", "day", "status", "note", "confirmed_at", "changed_at", by=F("changed_by__name"))
    return {(row["posting_id"], row["day"]): row for row in named}


def _trained(actor, first, last):
    """{(posting, day)} covered by a training session."""
    rows = Attendee.objects.visible_to(actor).filter(
        attended=True, training__starts_on__lte=last, training__ends_on__gte=first
    )
    spans = rows.values_list("posting_id", "training__starts_on", "training__ends_on")
    return {(posting, day) for posting, start, end in spans for day in days(max(start, first), min(end, last))}


def _line(posting, day, said, trained):
    spoken = said.get((posting["pk"], day)) or {
        k.removeprefix("day_"): v for k, v in posting.items() if k.startswith("day_")
    }
    in_training = posting.get("in_training") or (posting["pk"], day) in trained
    prefill = Status.TRAINING if in_training else Status.IN_VILLAGE
    return Line(
        posting_id=posting["pk"],
        day=day,
        name=posting["cadre__name"],
        seat=posting["seat"],
        village=posting["team__village__division__name"],
        status=spoken.get("status") or prefill,
        note=spoken.get("note") or "",
        confirmed_at=spoken.get("confirmed_at"),
        by=spoken.get("by") or "",
        changed_at=spoken.get("changed_at"),
    )
