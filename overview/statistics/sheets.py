"""Cross-tables and registers as Excel, with the conditions printed above the head: the same for a click and for a letter."""

from django.http import QueryDict
from django.utils.translation import gettext as _

from attendance.boards import crumbs
from core.export import MOST_ROWS, conditions, excel_file
from overview.models import SavedQuery
from overview.statistics import cube, registers
from overview.statistics.dimensions import DIMENSIONS
from overview.statistics.forms import ASKED


def sheet_of(kept, by, on):
    """(bytes, name, rows) of a kept query asked in an office on a day; None when it makes no sense there any more."""
    said = QueryDict(mutable=True)
    said.update(kept.query)
    form = ASKED[kept.what](said, actor=by, on=on)
    if not form.is_valid():
        return None
    made = cross_sheet if kept.what == SavedQuery.What.CROSS else register_sheet
    answer, rows = made(by, form)
    return answer.content, f"{kept.name}-{on}", rows


def cross_sheet(actor, form):
    """(answer, number of lines): a line for each row and the sum."""
    asked, table = form.cleaned_data, cube.table_of(actor, form.cleaned_data)
    last = [_("Total")] if table.across else []
    heads = [str(DIMENSIONS[asked["rows"]].label), *(words or _("People") for _value, words in table.columns), *last]
    lines = [[words, *numbers, *([total] if last else [])] for _value, words, numbers, total in table.lines]
    if table.down:
        lines.append([_("Total"), *table.total, *([table.all] if last else [])])
    title = title_of(asked)
    return excel_file(f"{title}-{asked['on']}", heads, lines, _above(actor, form, title)), len(lines)


def register_sheet(actor, form):
    """(answer, number of lines): the register as offices print it."""
    asked = form.cleaned_data
    rows = registers.rows_of(actor, asked)
    lines = registers.lines_of(rows[:MOST_ROWS], asked)
    title = str(registers.REGISTERS[asked["register"]])
    heads = registers.heads_of(asked["register"])
    return excel_file(f"{title}-{asked['on']}", heads, lines, _above(actor, form, title)), len(lines)


def people_sheet(actor, form, rows):
    """The people behind a cell, as far as the page names them."""
    heads = [_("Name"), _("Seat"), _("Village"), _("Sent by"), _("From"), _("To")]
    lines = (
        (one.cadre.name, one.get_seat_display(), one.team.village.division.full_name, one.sender.name)
        + (one.starts_on, one.ends_on)
        for one in rows[:MOST_ROWS]
    )
    title = _("People behind the number")
    return excel_file(f"{title}-{form.cleaned_data['on']}", heads, lines, _above(actor, form, title))


def title_of(asked):
    """What a cross-table is called: its rows and columns."""
    keys = [key for key in (asked["rows"], asked["columns"]) if key]
    return " × ".join(str(DIMENSIONS[key].label) for key in keys)


def _above(actor, form, title):
    place = crumbs(actor, form.cleaned_data["area"])["here"]
    return conditions(actor, title, place, *(f"{label}: {words}" for label, words in form.conditions()))
