"""The registers in the shapes offices use (forms 1 to 4), as of any day; nobody is ever asked to fill them in."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from teams import roster
from teams.models import Posting
from teams.statistics import HEADS, first_secretaries

STATISTICS = "first_secretaries"
REGISTERS = {
    STATISTICS: _("First secretaries by place"),
    "national": _("Team table of the national form"),
    "sent": _("Roster of those sent by units"),
    "serving": _("Roster of the village cadres of a place"),
}


def heads_of(register):
    """The column heads as printed, in Chinese whatever the reader's language."""
    return HEADS if register == STATISTICS else roster.HEADS[register]


def postings(actor, asked):
    """The postings of a register: those that hold on its day, inside its place."""
    rows = Posting.objects.visible_to(actor).current(asked["on"]).filter(area__startswith=asked["area"])
    level = asked["level"]
    if not level:
        return rows
    township = Q(pairing__isnull=True) if level == "township" else Q(pk__in=[])
    return rows.filter(Q(pairing__unit__level=level) | township)


def rows_of(actor, asked):
    """What can be taken page by page: the rows of a roster as they come from the database, the lines of statistics."""
    found = postings(actor, asked)
    if asked["register"] == STATISTICS:
        return first_secretaries(found, asked["area"], asked["on"])
    return roster.in_order(found)


def lines_of(rows, asked):
    """The lines under the heads of some of these rows."""
    if asked["register"] == STATISTICS:
        return list(rows)
    return roster.lines(rows, asked["register"], asked["on"])
