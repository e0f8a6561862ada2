"""The on-post board as Excel, with the conditions it was asked under above the head."""

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from attendance import boards, heat
from attendance.forms import HeatForm, PeopleForm
from attendance.views.board import COLUMNS, asked_of
from core.clock import now
from core.export import MOST_ROWS, excel_file
from teams.models import Seat

LABELS = dict(COLUMNS)
PEOPLE = (
    _lazy("Name"),
    _lazy("Seat"),
    _lazy("Village"),
    _lazy("Status"),
    _lazy("Note"),
    _lazy("Confirmed by"),
    _lazy("Confirmed at"),
)


def on_post_file(request):
    """The divisions below, on one day."""
    _form, asked = asked_of(PeopleForm, request)
    rows = boards.on_post(request.actor, asked["area"], asked["day"])
    total = {"code": "", "name": _("Total"), **boards.total(rows)}
    lines = [_line(row) for row in [*rows, total]]
    heads = [_("Code"), _("Place"), _("People"), *LABELS.values(), _("In the village, %")]
    return _book(request, asked, str(asked["day"]), heads, lines)


def _line(row):
    counts = [row[value] for value in LABELS]
    return [row["code"], row["name"], row["people"], *counts, boards.share(row["in_village"], row["people"])]


def on_post_people_file(request):
    """The people of a day, narrowed by name and status as on the page."""
    _form, asked = asked_of(PeopleForm, request)
    rows = boards.people_on(request.actor, asked["area"], asked["day"], words=asked["q"], status=asked["status"])
    more = [f"{_('Name')}: {asked['q']}"] if asked["q"] else []
    more += [f"{_('Status')}: {LABELS[asked['status']]}"] if asked["status"] else []
    return _book(request, asked, str(asked["day"]), PEOPLE, map(_person, rows[:MOST_ROWS]), more)


def _person(row):
    status = LABELS[row["status"] or boards.UNCONFIRMED]
    said = [row["note"], row["confirmed_by"], row["confirmed_at"]]
    return [row["name"], Seat(row["seat"]).label, row["village"], status, *said]


def on_post_month_file(request):
    """A month: one line for each division and day, with the numbers behind the shares."""
    _form, asked = asked_of(HeatForm, request)
    first, last = asked["month"]
    rows = heat.month_of(request.actor, asked["area"], first, last)
    heads = [_("Code"), _("Place"), _("Day"), _("People"), LABELS["in_village"], LABELS["unconfirmed"]]
    lines = [
        [row["code"], row["name"], one["day"], one["people"], one["in_village"], one["unconfirmed"]]
        for row in rows
        for one in row["days"]
    ]
    return _book(request, asked, f"{first:%Y-%m}", heads, lines)


def _book(request, asked, when, heads, lines, more=()):
    """The file; above the head stand place, time, what counts, and who asked when."""
    here = boards.crumbs(request.actor, asked["area"])["here"]
    who = f"{request.actor.office_name} {request.actor.place} {request.actor.name}"
    asked_at = date_format(localtime(now()), "Y-m-d H:i")
    above = [
        f"{_('On post')}: {here} ({asked['area']})",
        when,
        *more,
        _("Only confirmed days count."),
        f"{who}, {asked_at}",
    ]
    return excel_file(f"{_('On post')}-{here}-{when}", heads, lines, above)
