"""The calendar of absences: who is away on which day of a month – people, places, or one day."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import F
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from attendance.boards import NEXT_LENGTH
from attendance.models import Attendee, Leave, ReportOut
from attendance.sheet import days
from attendance.steps import LIVE
from core.models import Division

WEIGHT = {
    "leave": 1,
    "training": 2,
    "report_out": 3,
    "pending": 4,
}  # as `settle` weighs them; the pending weigh nothing
SIGNS = {
    "leave": pgettext_lazy("calendar", "L"),
    "training": pgettext_lazy("calendar", "T"),
    "report_out": pgettext_lazy("calendar", "R"),
    "pending": pgettext_lazy("calendar", "?"),
}
_WHO = {
    "name": F("posting__cadre__name"),
    "village": F("posting__team__village__division__name"),
    "place": F("posting__area"),
}


@dataclass(frozen=True)
class Away:
    """One absence of one posting: what, in words, from when until when, and its page."""

    posting: int
    name: str
    village: str
    area: str
    what: str
    words: str
    first: date
    last: date
    url: str

    @property
    def sign(self):
        """One letter for a cell."""
        return SIGNS[self.what]


def away(actor, area, first, last):
    """Every absence that touches a span, inside the jurisdiction and `area`: three queries."""
    found = [*_leaves(actor, first, last), *_trainings(actor, first, last), *_outs(actor, first, last)]
    within = [one for one in found if one.area.startswith(area)]
    return sorted(within, key=lambda one: (one.area, one.name, one.posting, one.first, WEIGHT[one.what]))


def _leaves(actor, first, last):
    rows = Leave.objects.visible_to(actor).filter(state__in=LIVE).touching(first, last)
    for row in rows.values("pk", "posting", "kind", "state", "starts_on", "ends_on", **_WHO):
        what = "leave" if row["state"] in (Leave.State.APPROVED, Leave.State.BACK) else "pending"
        words = Leave.Kind(row["kind"]).label
        yield _away(row, what, words, reverse("leave", args=[row["pk"]]))


def _outs(actor, first, last):
    rows = ReportOut.objects.visible_to(actor).standing().touching(first, last)
    for row in rows.values("pk", "posting", "kind", "starts_on", "ends_on", **_WHO):
        words = ReportOut.Kind(row["kind"]).label
        yield _away(row, "report_out", words, reverse("report-out", args=[row["pk"]]))


def _trainings(actor, first, last):
    held = {"training__starts_on__lte": last, "training__ends_on__gte": first}
    rows = Attendee.objects.visible_to(actor).filter(**held).exclude(attended=False)
    rows = rows.exclude(training__state="cancelled")
    named = rows.values(
        "posting", "training", title=F("training__title"), starts=F("training__starts_on"), ends=F("training__ends_on")
    ).annotate(**_WHO)
    for row in named:
        span = {"starts_on": row["starts"], "ends_on": row["ends"]}
        yield _away({**row, **span}, "training", row["title"], reverse("training", args=[row["training"]]))


def _away(row, what, words, url):
    who = (row["posting"], row["name"], row["village"], row["place"])
    return Away(*who, what, words, row["starts_on"], row["ends_on"], url)


def people(found, first, last):
    """[(one absence that names the person, [what covers each day or None])]: the weightiest covers a day."""
    by_posting = defaultdict(list)
    for one in found:
        by_posting[one.posting].append(one)
    span = days(first, last)
    return [(ones[0], [_covering(ones, day) for day in span]) for ones in by_posting.values()]


def _covering(ones, day):
    here = [one for one in ones if one.first <= day <= one.last]
    return min(here, key=lambda one: WEIGHT[one.what], default=None)


def places(found, area, first, last):
    """[(code, name, [people away each day])] of the divisions directly below `area`; applications still open do not count."""
    length, counts = NEXT_LENGTH.get(len(area), 12), {}
    for head, cells in people([one for one in found if one.what != "pending"], first, last):
        row = counts.setdefault(head.area[:length], [0] * len(cells))
        for at, one in enumerate(cells):
            row[at] += one is not None
    names = dict(Division.objects.current().filter(code__in=counts).values_list("code", "name"))
    return [(code, names.get(code, code), row) for code, row in sorted(counts.items())]


def by_day(found, first, last):
    """[(day, absences)] of the days on which somebody is away, for a phone or one day."""
    listed = [(day, [one for one in found if one.first <= day <= one.last]) for day in days(first, last)]
    return [(day, ones) for day, ones in listed if ones]
