"""A matching on its way out, as a table."""

from django.utils.translation import gettext as _

from selection.placings import EMPTY, PLACED


def matching_file(matching, lines):
    """(name, heads, rows) of an Excel table: one row per seat."""
    heads = [
        _("Division code"),
        _("Village"),
        _("Paired unit"),
        _("Seat"),
        _("State"),
        _("Cadre"),
        _("Points"),
        _("Why"),
    ]
    rows = [
        [line.code, line.path, line.unit, seat.label, state_words(seat.state), seat.name, seat.points, _told(seat)]
        for line in lines
        for seat in line.seats
    ]
    return f"matching-{matching.pk}", [*heads, _("Could take it")], [[*row[:-1], *row[-1]] for row in rows]


def state_words(state):
    """What the state of a seat is called."""
    return {PLACED: _("newly filled"), EMPTY: _("left empty")}.get(state, _("not to be filled"))


def _told(seat):
    return _("; ").join(seat.why), _(", ").join(seat.able)
