"""The month sheet as Excel: person × day with marks, or a line a person and day. Both come back through `attendance.imports`.

The heads are those of the office's form and stay Chinese. Number of the posting and moment of the export stand in hidden columns.
"""

import io
from datetime import timedelta

import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from attendance.marks import MARKS
from attendance.models import Status
from attendance.register import month_span, offdays, place_name, register
from attendance.sheet import days
from attendance.written import plain, written
from core.export import harmless
from teams.models import Seat

_QUIET = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_HEAD = {"bold": True, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True, "num_format": "@"}
_BEFORE = (("序号", 5), ("乡镇", 12), ("村", 16), ("姓名", 10), ("席位", 14))
_HIDDEN = ("月份", "编号", "导出时间")
_LIST = (("乡镇", 12), ("村", 16), ("姓名", 10), ("日期", 12), ("考勤状态", 10), ("未签到原因", 12), ("请假情况", 10))
_LIST += (("备注", 24), ("确认", 8))
LONG = "long"
MARGIN = timedelta(seconds=5)  # a write may have begun before the file and landed after it
QUICKLY = 20_000  # lines held in memory, which is half as fast again; beyond, each is written away as it comes
CONFIRMED, UNCONFIRMED = "已确认", "未确认"


def legend():
    """What the marks mean, in one line."""
    return "  ".join(f"{mark.mark} {status.label}" for status, mark in MARKS.items())


def _sheet_of(book, name):
    page = book.add_worksheet(name)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    return page


def wide(people, days, offdays, *, place, stamp):
    """The bytes of the grid: title, legend, one line a person with a mark a day and the confirmed days by status."""
    out = io.BytesIO()
    with override("zh-hans"), xlsxwriter.Workbook(out, {"in_memory": True, **_QUIET}) as book:
        page = _sheet_of(book, "考勤表")
        text, number = book.add_format({"border": 1, "num_format": "@"}), book.add_format({"border": 1})
        head, off = book.add_format(_HEAD), book.add_format({**_HEAD, "bg_color": "#E8E8E8"})
        day_off = book.add_format({"border": 1, "num_format": "@", "align": "center", "bg_color": "#F0F0F0"})
        day_on = book.add_format({"border": 1, "num_format": "@", "align": "center"})
        _above(book, page, days[0], place)
        for at, (title, width) in enumerate(_BEFORE):
            page.set_column(at, at, width)
            page.write_string(3, at, title, head)
        left, after = len(_BEFORE), len(_BEFORE) + len(days)
        page.set_column(left, after - 1, 3.6)
        looks = [day_off if day in offdays else day_on for day in days]
        for at, day in enumerate(days):
            page.write_string(3, left + at, str(day.day), off if day in offdays else head)
        totals = [f"{status.label}天数" for status in MARKS] + ["未确认天数", *_HIDDEN]
        for at, title in enumerate(totals):
            page.write_string(3, after + at, title, head)
        hidden = after + len(totals) - len(_HIDDEN)
        page.set_column(hidden, hidden + len(_HIDDEN) - 1, 10, None, {"hidden": True})
        page.freeze_panes(4, left)
        month = f"{days[0]:%Y-%m}"
        for row, person in enumerate(people, start=4):
            tail = (month, str(person.posting), _seen(stamp, person.days.values()))
            _wide_row(page, row, person, days, looks, tail, (text, number))
        _signatures(page, 5 + len(people))
    return out.getvalue()


def _seen(stamp, lines):
    """The latest moment up to which these lines are known: what is changed after it, the file has not seen."""
    return max([stamp, *(line.changed_at for line in lines if line.changed_at)]).isoformat()


def _above(book, page, first, place):
    page.write_string(0, 0, "驻村干部考勤表", book.add_format({"bold": True, "font_size": 16}))
    made = timezone.localtime().strftime("%Y-%m-%d %H:%M")
    page.write_string(1, 0, harmless(f"{place}  {first.year}年{first.month}月  导出于{made}"))
    page.write_string(2, 0, f"{legend()}  括号内为预填、尚未确认,不计入天数")


def _wide_row(page, row, person, days, looks, tail, formats):
    text, number = formats
    page.write_number(row, 0, row - 3, number)
    said = (person.township, person.village, person.name, str(Seat(person.seat).label))
    for at, words in enumerate(said, start=1):
        page.write_string(row, at, harmless(words), text)
    column = len(_BEFORE)
    for at, day in enumerate(days):
        line = person.days.get(day)
        page.write_string(
            row, column + at, written(line.status, line.note, line.confirmed_at) if line else "", looks[at]
        )
    column += len(days)
    counts = person.counts
    for at, count in enumerate((*(counts[status] for status in MARKS), person.unconfirmed)):
        page.write_number(row, column + at, count, number)
    for at, words in enumerate(tail, start=column + len(MARKS) + 1):
        page.write_string(row, at, words, text)


def _signatures(page, row):
    page.write_string(row, 0, "填表人(乡镇考勤员)签字:____________    乡镇党委书记签字:____________    年  月  日")


def long(people, *, stamp):
    """The bytes of the list, a line a person and day, in the office's form. 签到时间 is left out: nobody clocks in (D8)."""
    out = io.BytesIO()
    few = sum(len(person.days) for person in people) <= QUICKLY
    with (
        override("zh-hans"),
        xlsxwriter.Workbook(out, {"in_memory" if few else "constant_memory": True, **_QUIET}) as book,
    ):
        page = _sheet_of(book, "考勤明细")
        head, text = book.add_format(_HEAD), book.add_format({"num_format": "@"})
        titles = [*_LIST, *((title, 10) for title in _HIDDEN[1:])]
        for at, (title, width) in enumerate(titles):
            page.set_column(at, at, width, text, {"hidden": at >= len(_LIST)})
            page.write_string(0, at, title, head)
        page.freeze_panes(1, 4)
        statuses = {status.value: _status_words(status) for status in Status}
        row = 0
        for person in people:
            said = *map(harmless, (person.township, person.village, person.name)), str(person.posting)
            for line in person.days.values():
                row += 1
                for at, words in _long_cells(said, line, statuses[line.status], stamp):
                    page.write_string(row, at, words)
    return out.getvalue()


def _status_words(status):
    """[(column, words)] a status stands for: itself, and as an absence or a leave."""
    word, at = str(status.label), 5 if status != Status.LEAVE else 6
    return [(4, word)] if status == Status.IN_VILLAGE else [(4, word), (at, word)]


def _long_cells(said, line, status, stamp):
    """[(column, words)] of a line, in the order of the columns; what is empty is not written."""
    township, village, name, posting = said
    yield from ((0, township), (1, village), (2, name), (3, line.day.isoformat()), *status)
    if line.note:
        yield 7, harmless(plain(line.note))
    yield 8, CONFIRMED if line.confirmed_at else UNCONFIRMED
    yield 9, posting
    yield 10, _seen(stamp, [line])


def workbook(actor, *, month, area, shape, on):
    """(name, bytes) of a month of a place in one of the two shapes, as of `on`."""
    first, last = month_span(month)
    stamp = timezone.now() - MARGIN
    people = register(actor, area, first, last, on)
    place = place_name(actor, area)
    name = _("Attendance sheet %(place)s %(month)s") % {
        "place": place.rpartition(" / ")[2],
        "month": f"{first:%Y-%m}",
    }
    if shape == LONG:
        return name, long(people, stamp=stamp)
    span = days(first, last)
    return name, wide(people, span, offdays(actor, span), place=place, stamp=stamp)
