"""What leadership groups and the owners of matters owe, with its day (docs/decisions/0018).

A quarter without its meeting stays late through the quarter that follows; then it is history, which nobody can make up for.
"""

from collections import Counter
from datetime import timedelta

from django.db.models.functions import Left
from django.utils.translation import gettext_lazy as _

from core.dues import Due, of_place, source
from core.offices import Office
from core.policies import Policies
from duties.models import Matter, Meeting
from duties.periods import quarter_name, quarter_of, this_and_last
from teams.models import Posting, Seat

PER_QUARTER, MINUTES = "meeting.per_quarter", "meeting.minutes_days"


@source(
    "meeting",
    _("Meetings of first secretaries"),
    _("Call the first secretaries together for %(quarter)s (%(held)s of %(asked)s meetings held)."),
)
def meetings(on):
    """每季度至少1次: counties that have held fewer meetings in a quarter than are asked."""
    spans = this_and_last(on, 4)
    held = _held_since(spans[0][0])
    for span in spans:
        policies = Policies(min(span[1], on))
        for county in _with_first_secretaries(*span):
            asked = policies.at(county)[PER_QUARTER].value
            if held[county, span[0]] < asked:
                yield _meeting_due(county, span, held[county, span[0]], asked)


def _held_since(first):
    rows = Meeting.objects.took_place().filter(day__gte=first).values_list("area", "day")
    return Counter((area, quarter_of(day)[0]) for area, day in rows)


def _with_first_secretaries(first, last):
    """The counties where somebody was first secretary within a span."""
    rows = Posting.objects.touching(first, last).filter(seat=Seat.FIRST_SECRETARY)
    rows = rows.order_by().annotate(county=Left("area", 6))
    return sorted(rows.values_list("county", flat=True).distinct())


def _meeting_due(county, span, held, asked):
    quarter = quarter_name(span[0])
    return of_place(
        "meeting",
        f"meeting:{county}:{quarter}",
        office=Office.LEADERSHIP,
        area=county,
        due_on=span[1],
        link=f"/duties/meetings/?year={quarter[:4]}&quarter={quarter[-1]}",
        quarter=quarter,
        held=held,
        asked=asked,
    )


@source("minutes", _("Minutes of meetings"), _("%(what)s of %(on)s: enter who came, write and close the minutes."))
def minutes(on):
    """Meetings whose day has come and that are not closed."""
    policies = Policies(on)
    for meeting in Meeting.objects.unfinished().filter(day__lte=on):
        days = policies.at(meeting.area)[MINUTES].value
        yield of_place(
            "minutes",
            f"minutes:{meeting.pk}",
            office=Office.LEADERSHIP,
            area=meeting.area,
            due_on=meeting.day + timedelta(days=days),
            link=f"/duties/meetings/{meeting.pk}/",
            what=meeting.title,
            on=str(meeting.day),
        )


@source("matter", _("Matters raised at meetings"), _("Settle what was raised: %(what)s"))
def matters(on):
    """Matters without an outcome, owed by the office in charge."""
    for matter in Matter.objects.open():
        unit = {"unit_id": matter.owner_unit_id} if matter.owner_unit_id else {"area": matter.owner_area}
        yield Due(
            kind="matter",
            key=f"matter:{matter.pk}:{matter.due_on}",
            office=matter.owner_office,
            about=matter.area,
            due_on=matter.due_on,
            link=f"/duties/matters/{matter.pk}/",
            params={"what": matter.words[:60]},
            **unit,
        )
