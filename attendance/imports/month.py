"""The month sheet, and the list of days, as tables an office hands in."""

from django.utils.translation import gettext_lazy as _

from attendance.imports.asking import ListForm, SheetForm
from attendance.imports.columns import DAYS, LIST, SHEET
from attendance.imports.entering import enter_all, undo_all
from attendance.imports.judging import judge_list, judge_sheet
from core.imports.kinds import Kind, register
from core.offices import Office

OFFICES = (Office.CLERK,)  # who keeps the sheet (二(四))
_BATCH = {"enter_all": enter_all, "undo_all": undo_all, "back": ("registers", _("Month sheet: files and print"))}

register(
    Kind(
        "month_sheet",
        _("Month sheet of attendance"),
        OFFICES,
        SHEET,
        judge_sheet,
        None,
        None,
        page=SheetForm,
        across=tuple(DAYS),
        **_BATCH,
    )
)
register(Kind("day_list", _("List of attendance days"), OFFICES, LIST, judge_list, None, None, page=ListForm, **_BATCH))
