"""The lists of difficulties and of injuries and deaths on duty as Excel, with what was asked printed above the head."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.clock import today
from core.export import MOST_ROWS, asked_lines, excel_file
from support import case_rows
from support.forms.cases import CaseFilter
from teams.views.doing import narrowed

WHO = [gettext_lazy(head) for head in ("Name", "Village", "Seat", "Sent by", "Kind")]
LAST = [gettext_lazy(head) for head in ("Entered at", "Entered on", "struck because")]
TROUBLE = [gettext_lazy(head) for head in ("Known since", "Help given", "Settled on")]
HURT = [gettext_lazy(head) for head in ("Day", "Place", "What happened", "Steps still owed", "Next due")]


def difficulties(request):
    """The difficulties this office may know of; what troubles a family stays in the case, where looking is recorded."""
    title = _("Family difficulties")
    return _file(request, case_rows.difficulties, title, TROUBLE, lambda row: (row.since, row.times, row.settled_on))


def injuries(request):
    """Injuries and deaths on duty with what is still owed."""
    return _file(request, case_rows.injuries, _("Injury and death on duty"), HURT, _hurt)


def _hurt(row):
    return row.happened_on, row.where, row.what, row.owed, row.next_due


def _file(request, rows, title, heads, own):
    filters = CaseFilter(request.GET, actor=request.actor, on=today())
    found = rows(request.actor, narrowed(filters))[:MOST_ROWS]
    cells = ((*_who(row), *own(row), row.entered_place, row.entered_on, row.struck_why) for row in found)
    return excel_file(title, [*WHO, *heads, *LAST], cells, asked_lines(request.actor, title, filters))


def _who(row):
    posting = row.posting
    place = posting.team.village.division.full_name
    return posting.cadre.name, place, posting.get_seat_display(), str(posting.sender), row.get_kind_display()
