"""What a table of attendance would change: cell by cell against the sheet as it stands, never over somebody else's word."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from attendance.imports.columns import DAYS
from attendance.imports.ground import UNSAID, Ground
from attendance.models import Status
from attendance.register import month_span
from attendance.written import read
from core.models import SheetRow

MOST_MONTHS = 24
_WEEKDAYS = frozenset("一二三四五六日天")


def judge_sheet(sheet, drafts, by, on):
    """Person by day. The month comes with the row, else from the form beside the file."""
    beside = sheet.asked.get("month")
    for draft in drafts:
        if _is_weekdays(draft):
            draft.problems.clear()
            draft.values = {}
    months = {date.fromisoformat(said) for said in (draft.values.get("month", beside) for draft in drafts) if said}
    ground = _ground(sheet, drafts, months, by, on)
    for draft in drafts:
        said = draft.values.get("month", beside)
        if draft.values and not said:
            draft.problem("month", _("Which month is this? Choose it beside the file."))
        _judge(sheet, draft, ground, _cells(draft, said) if said else ())


def _is_weekdays(draft):
    """A second row of heads that names the days of the week."""
    return "name" not in draft.cells and all(str(cell.value).strip()[-1:] in _WEEKDAYS for cell in draft.cells.values())


def _cells(draft, month):
    """(key, day, what is said) of the cells that say something."""
    first, last = month_span(date.fromisoformat(month))
    for key, number in DAYS.items():
        said = read(draft.values.get(key, ""))
        if said and number > last.day:
            draft.problem(key, _("This month has no such day."))
        elif said:
            yield key, first.replace(day=number), said, "stamp" not in draft.values


def judge_list(sheet, drafts, by, on):
    """A line a person and day: status, else leave, else reason for absence; in the village where nothing is said against it."""
    found = {date.fromisoformat(draft.values["day"]) for draft in drafts if "day" in draft.values}
    ground = _ground(sheet, drafts, {day.replace(day=1) for day in found}, by, on)
    signs = any("signed_in" in draft.cells for draft in drafts)
    for draft in drafts:
        _judge(sheet, draft, ground, _line(draft, signs))


def _line(draft, signs):
    if "day" not in draft.values or not draft.good:
        return
    key = next((key for key in ("away", "leave", "status") if read(draft.values.get(key, ""))), None)
    if key is None and signs and "signed_in" not in draft.values:
        draft.problem("away", _("Neither signed in nor a reason: say where the person was."))
        return
    status, note, confirmed = read(draft.values[key]) if key else UNSAID[:2] + (True,)
    clash = {
        str(read(draft.values[other])[0]) for other in ("away", "leave", "status") if read(draft.values.get(other, ""))
    }
    if len(clash) > 1:
        draft.problem(key, _("The columns of this row contradict each other."))
        return
    confirmed = confirmed and draft.values.get("told", "") != "未确认"
    note = draft.values.get("note", "") or note
    yield (
        key or "day",
        date.fromisoformat(draft.values["day"]),
        (Status(status), note, confirmed),
        "stamp" not in draft.values,
    )


def _ground(sheet, drafts, months, by, on):
    sheet.plans = {}
    if len(months) > MOST_MONTHS:
        for draft in drafts:
            draft.problem("", _("At most %(most)s months in one table.") % {"most": MOST_MONTHS})
        months = set()
    return Ground(drafts, months, by, on, (sheet.asked.get("reason") or "").strip())


def _judge(sheet, draft, ground, cells):
    entries = [ground.weigh(draft, key, day, said, keeps_note=keeps) for key, day, said, keeps in cells]
    sheet.plans[draft.number] = entries = [entry for entry in entries if entry]
    draft.verdict = SheetRow.Verdict.CHANGED if entries else SheetRow.Verdict.SAME
    draft.target = entries[0].posting_id if entries else None
