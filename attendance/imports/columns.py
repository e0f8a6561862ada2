"""The columns of the month sheet (person by day) and of the list (a line a day), in any order, under the heads offices use."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from attendance.written import read, written
from core.imports.kinds import Column
from core.sheets import cells
from core.sheets.cells import BadCell

DAYS = {f"d{number}": number for number in range(1, 32)}


def mark(value):
    """A day's cell in the form it is exported in; "" for a struck-out one."""
    found = read(value)
    return written(*found) if found else ""


def shown(text):
    """A day's cell in words."""
    found = read(text)
    if not found:
        return "–"
    status, note, confirmed = found
    words = f"{status.label} {note}".strip()
    return words if confirmed else f"({words})"


def moment(value):
    """The moment of an export, kept as it was written."""
    try:
        at = datetime.fromisoformat(cells.text(value))
    except ValueError as error:
        raise BadCell(_("The moment of the export was changed: export the sheet anew.")) from error
    if at.tzinfo is None:
        raise BadCell(_("The moment of the export was changed: export the sheet anew."))
    return at.isoformat()


def number(value):
    """The number of a posting."""
    written_ = cells.tidy(value)
    if not written_.isdigit() or len(written_) > 18:
        raise BadCell(_("This is no number."))
    return int(written_)


_WHO = (
    Column(
        "name",
        _("Name"),
        ("姓名", "干部姓名", "人员姓名", "驻村干部姓名", "驻村干部"),
        cells.at_most(40),
        required=True,
        sample="张某某",
    ),
    Column(
        "village",
        _("Village"),
        ("村", "村名", "驻村", "所驻村", "派驻村", "行政村", "驻村名称", "帮扶村", "村名称"),
        cells.text,
        words=_("Only needed where a name stands more than once in the township."),
        sample="红卫村",
    ),
)
_OURS = (
    Column(
        "posting", _("Number of the posting"), ("编号",), number, words=_("Stands in exported files only."), quiet=True
    ),
    Column("stamp", _("Exported at"), ("导出时间",), moment, words=_("Stands in exported files only."), quiet=True),
)
_MARKED = _("A mark, a word or its digit; a note may follow a mark. Brackets: not confirmed.")
_EVERY_DAY = _(
    "A column a day, 1 to 31: a mark, a word or its digit; a note may follow a mark. Brackets: not confirmed."
)
SHEET = (
    *_WHO,
    Column(
        "month",
        _("Month"),
        ("月份", "考勤月份", "年月"),
        cells.month,
        words=_("Else the month beside the file counts."),
    ),
    *(
        Column(
            key,
            day,
            (str(day), f"{day}日", f"{day}号", f"{day:02}"),
            mark,
            show=shown,
            words=_EVERY_DAY if day == 1 else "",
            quiet=True,
            sample="√",
        )
        for key, day in ((key, n) for key, n in DAYS.items())
    ),
    *_OURS,
)
LIST = (
    *_WHO,
    Column(
        "day", _("Day"), ("日期", "考勤日期", "签到日期", "打卡日期"), cells.day, required=True, sample="2026-07-01"
    ),
    Column(
        "status",
        _("Status"),
        ("考勤状态", "状态", "考勤情况", "出勤情况"),
        mark,
        show=shown,
        words=_MARKED,
        sample="在村",
    ),
    Column("away", _("Reason for absence"), ("未签到原因", "缺勤原因", "未到岗原因"), mark, show=shown, sample="培训"),
    Column(
        "leave",
        _("Leave"),
        ("请假情况", "请假类型", "请假类别", "请假"),
        mark,
        show=shown,
        words=_("病假, 事假, 公假 and the like."),
        sample="事假",
    ),
    Column("note", _("Note"), ("备注", "说明"), cells.at_most(200)),
    Column(
        "told",
        _("Confirmed"),
        ("确认", "是否确认"),
        cells.text,
        words=_("未确认: a line left as it is stays unconfirmed."),
    ),
    Column(
        "signed_in",
        _("Time of signing in"),
        ("签到时间", "打卡时间"),
        cells.text,
        words=_("Only whether there is one is looked at; no time is kept."),
    ),
    *_OURS,
)
