"""The month sheet as Excel: what goes out comes back exactly, offline changes and nothing else; foreign shapes are understood."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from attendance.actions import Entry, confirm_days, lock_months
from attendance.marks import MARKS
from attendance.models import Day, DayChange, Status
from attendance.sheet import sheet
from attendance.written import plain, read, written
from core.imports import deeds
from core.models import Record
from core.sheets.cells import BadCell
from tests.attendance.sheets import exported, filled, found, hand_in, saved, table, worked
from tests.cast import TODAY

JULY = date(2026, 7, 1)


def say(cast, day, status, who="first", note="", by="clerk", reason=""):
    line = next(x for x in sheet(cast.actors[by], day) if x.posting_id == cast.postings[who].pk)
    confirm_days([Entry(line.posting_id, day, status, note, line.version, reason)], by=cast.actors[by], on=TODAY)


def state():
    rows = Day.objects.order_by("posting", "day")
    return list(rows.values_list("posting", "day", "status", "note", "confirmed_at", "confirmed_by"))


def test_the_wide_sheet_bears_marks_and_the_days_of_each_person(cast, client_of):
    say(cast, JULY, "leave", note="家中有事")
    book = exported(client_of("clerk"))
    assert [filled(book, "队长甲", column) for column in ("1", "2", "请假天数", "未确认天数")] == [
        "△家中有事",
        "(√)",
        1,
        19,
    ]


def test_days_to_come_are_empty(cast, client_of):
    book = exported(client_of("clerk"))
    assert [filled(book, "队长甲", column) or "" for column in ("20", "21")] == ["(√)", ""]


def test_the_long_list_has_a_line_a_day_and_no_time_of_signing_in(cast, client_of):
    say(cast, JULY, "training", note="县里办班")
    page = exported(client_of("clerk"), "long").active
    heads = [cell.value for cell in page[1]]
    first = dict(zip(heads, [cell.value for cell in page[2]], strict=True))
    assert "签到时间" not in heads
    assert (first["日期"], first["未签到原因"], first["备注"], first["确认"]) == (
        "2026-07-01",
        "培训",
        "县里办班",
        "已确认",
    )


@pytest.mark.parametrize(
    ("who", "area", "people"),
    [("clerk", "", 3), ("county", "630222100", 3), ("prefecture", "", 4), ("province", "6302", 4)],
)
def test_each_office_takes_out_its_own_place(cast, client_of, who, area, people):
    book = exported(client_of(who), **({"area": area} if area else {}))
    names = [cell.value for cell in book.active["D"]]
    assert len([name for name in names if name in {"队长甲", "队员乙", "乡员丙", "外县壬"}]) == people


@pytest.mark.parametrize(("who", "area"), [("clerk", "630222101"), ("county", "630202"), ("province", "")])
def test_a_place_outside_or_too_large_is_refused(cast, client_of, who, area):
    assert client_of(who).get(reverse("register-file"), {"area": area}).status_code == 422


def test_machines_get_the_same_file(cast, client_of):
    answer = client_of("county").get(reverse("api-register-file"), {"month": "2026-07", "area": "630222"})
    assert answer.content[:2] == b"PK"


def test_no_note_becomes_a_formula(cast, client_of):
    say(cast, JULY, "report_out", note="=1+1")
    assert filled(exported(client_of("clerk"), "long"), "队长甲", "备注") == "'=1+1"


@pytest.mark.parametrize(("shape", "kind"), [("wide", "month_sheet"), ("long", "day_list")])
def test_what_went_out_comes_back_with_nothing_to_enter(cast, client_of, shape, kind):
    for day, status, note in ((1, "leave", "家中有事"), (2, "report_out", "=去县里(开会)"), (3, "absent", "")):
        say(cast, JULY.replace(day=day), status, note=note)
    made = hand_in(cast, saved(exported(client_of("clerk"), shape)), kind)
    assert (found(made), set(made.counts)) == ([], {"same"})


NOTES = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=30).map(str.strip)


@settings(max_examples=200, deadline=None)
@given(status=st.sampled_from(list(Status)), note=NOTES, confirmed=st.booleans())
def test_every_cell_reads_as_it_was_written(status, note, confirmed):
    assert read(written(status, note, confirmed)) == (status, plain(note).strip(), confirmed)


@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(
    said=st.dictionaries(st.integers(1, 19), st.tuples(st.sampled_from(list(Status)), NOTES), min_size=1, max_size=6)
)
def test_any_month_comes_back_exactly(cast, client_of, said):
    for number, (status, note) in said.items():
        line = sheet(cast.actors["clerk"], JULY.replace(day=number))[0]
        entry = Entry(line.posting_id, line.day, status.value, note, line.version, "理由")
        confirm_days([entry], by=cast.actors["clerk"], on=TODAY)
    made = hand_in(cast, saved(exported(client_of("clerk"))))
    assert (found(made), set(made.counts)) == ([], {"same"})


def test_offline_changes_and_nothing_else_are_entered(cast, client_of):
    book = exported(client_of("clerk"))
    filled(book, "队长甲", "3", "△病假")
    filled(book, "队员乙", "4", "◇去县里")
    made = worked(cast, deeds.enter, hand_in(cast, saved(book)))
    assert made.state == "applied"
    said = Day.objects.order_by("day").values_list("day", "status", "note", "confirmed_by__username")
    assert list(said) == [
        (date(2026, 7, 3), "leave", "病假", "clerk"),
        (date(2026, 7, 4), "report_out", "去县里", "clerk"),
    ]


def test_taking_the_brackets_off_confirms_the_day(cast, client_of):
    book = exported(client_of("clerk"))
    filled(book, "队长甲", "3", "√")
    worked(cast, deeds.enter, hand_in(cast, saved(book)))
    assert Day.objects.get().confirmed_at is not None


def test_a_correction_needs_the_reason_of_the_file(cast, client_of):
    say(cast, JULY, "in_village")
    book = exported(client_of("clerk"))
    filled(book, "队长甲", "1", "×")
    made = hand_in(cast, saved(book))
    assert [key for _name, key, _text in found(made)] == ["d1"]
    again = worked(cast, deeds.enter, hand_in(cast, saved(book), reason="漏记"))
    assert (again.state, DayChange.objects.get().reason) == ("applied", "漏记")


def later(cast, day, status, minutes=1):
    """Somebody changes a day after the export (as the clock of the file sees it)."""
    say(cast, day, status, by="clerk_b", reason="另有更正")
    Day.objects.filter(day=day).update(changed_at=Day.objects.get(day=day).changed_at + timedelta(minutes=minutes))


def test_a_cell_somebody_changed_since_is_shown_and_not_overwritten(cast, client_of):
    book = exported(client_of("clerk"))
    filled(book, "队长甲", "1", "×")
    later(cast, JULY, "leave")
    ((name, key, text),) = found(hand_in(cast, saved(book), reason="改"))
    assert (name, key, "clerk_b" in text, "2026-07-01" in text) == ("队长甲", "d1", True, True)


def test_a_cell_left_as_exported_lets_theirs_stand(cast, client_of):
    content = saved(exported(client_of("clerk")))
    later(cast, JULY, "leave")
    made = hand_in(cast, content)
    assert (found(made), set(made.counts)) == ([], {"same"})
    assert "clerk_b" in made.rows.filter(values__name="队长甲").get().hints[0]["text"]


def test_a_change_between_check_and_entering_enters_nothing(cast, client_of):
    book = exported(client_of("clerk"))
    filled(book, "队长甲", "1", "×")
    made = hand_in(cast, saved(book))
    later(cast, JULY, "leave")
    assert worked(cast, deeds.enter, made).state == "checked"
    assert Day.objects.get().status == "leave"


def test_the_whole_table_is_taken_back_exactly(cast, client_of):
    say(cast, JULY, "in_village", note="原注")
    before = state()
    book = exported(client_of("clerk"))
    filled(book, "队长甲", "1", "△")
    made = worked(cast, deeds.enter, hand_in(cast, saved(book), reason="漏记"))
    assert worked(cast, deeds.take_back, made).state == "undone"
    assert state() == before


def test_a_day_new_with_the_table_is_unconfirmed_again(cast, client_of):
    book = exported(client_of("clerk"))
    filled(book, "队长甲", "1", "×")
    made = worked(cast, deeds.enter, hand_in(cast, saved(book)))
    worked(cast, deeds.take_back, made)
    assert Day.objects.values_list("status", "confirmed_at").get() == ("in_village", None)


def test_nothing_is_taken_back_once_a_day_was_changed_again(cast, client_of):
    book = exported(client_of("clerk"))
    filled(book, "队长甲", "1", "×")
    made = worked(cast, deeds.enter, hand_in(cast, saved(book)))
    say(cast, JULY, "leave", reason="再更正")
    back = worked(cast, deeds.take_back, made)
    assert (back.state, Day.objects.get().status) == ("applied", "leave")


def test_a_locked_month_is_said_at_the_cell(cast):
    lock_months(2026, [6], "考核", by=cast.actors["county"], on=TODAY)
    content = table(("姓名", "1", "2"), ("队长甲", "√", None))
    ((_name, key, text),) = found(hand_in(cast, content, month="2026-06-01"))
    assert (key, "考核" in text) == ("d1", True)


FOREIGN = {
    "marks": (("序号", "姓名", 1, 2, 3), (1, "队长甲", "√", "△", "×")),
    "words": (("姓名", "村", "1日", "2日", "3日"), ("队长甲", "享堂村", "在村", "请假", "旷工")),
    "any order": (("3", "2", "1", "姓名"), ("缺勤", "病假", "在岗", "队长甲")),
    "dates as heads": (("姓名", date(2026, 7, 1), date(2026, 7, 2), date(2026, 7, 3)), ("队长甲", "√", "事假", "×")),
}


@pytest.mark.parametrize("shape", FOREIGN)
def test_foreign_sheets_are_understood(cast, shape):
    heads, row = FOREIGN[shape]
    worked(cast, deeds.enter, hand_in(cast, table(heads, row), month="2026-07-01"))
    assert list(Day.objects.order_by("day").values_list("status", flat=True)) == ["in_village", "leave", "absent"]


def test_a_row_of_weekdays_below_the_heads_is_no_person(cast):
    content = table(("姓名", "1", "2"), (None, "三", "四"), ("队长甲", "√", "√"))
    made = hand_in(cast, content, month="2026-07-01")
    assert (found(made), made.good) == ([], 1)


def test_a_leave_merged_over_five_days_is_five_days(cast):
    import io

    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(table(("姓名", 1, 2, 3, 4, 5, 6), ("队长甲", "病假"))))
    book.active.merge_cells("B3:F3")
    worked(cast, deeds.enter, hand_in(cast, saved(book), month="2026-07-01"))
    assert list(Day.objects.values_list("status", flat=True)) == ["leave"] * 5


LISTS = {
    "text dates": (
        ("姓名", "日期", "签到时间", "未签到原因", "请假情况"),
        ("队长甲", "2026年7月1日", "08:55", None, None),
    ),
    "serial dates": (("日期", "姓名", "请假情况"), (46204, "队长甲", None)),
    "real dates": (("姓名", "日期", "未签到原因"), ("队长甲", date(2026, 7, 1), None)),
}


@pytest.mark.parametrize("shape", LISTS)
def test_lists_of_days_are_understood(cast, shape):
    heads, row = LISTS[shape]
    worked(cast, deeds.enter, hand_in(cast, table(heads, row), "day_list"))
    assert Day.objects.values_list("day", "status").get() == (JULY, "in_village")


@pytest.mark.parametrize(
    ("away", "leave", "status"), [(None, "事假", "leave"), ("培训", None, "training"), ("出差", None, "report_out")]
)
def test_the_reason_of_a_list_says_where_somebody_was(cast, away, leave, status):
    content = table(("姓名", "日期", "未签到原因", "请假情况"), ("队长甲", "2026-07-01", away, leave))
    worked(cast, deeds.enter, hand_in(cast, content, "day_list"))
    assert Day.objects.get().status == status


BAD = {
    "unknown word": ("队长甲", "晴", "d1"),
    "nobody": ("无此人", "√", "name"),
    "a day to come": ("队长甲", None, "d25"),
}


@pytest.mark.parametrize("fault", BAD)
def test_faults_are_marked_at_their_cell(cast, fault):
    name, mark, key = BAD[fault]
    made = hand_in(cast, table(("姓名", "1", "25"), (name, mark, "√" if key == "d25" else None)), month="2026-07-01")
    assert [one for _name, one, _text in found(made)] == [key]
    assert made.marked is not None


def test_neither_signed_in_nor_a_reason_is_asked_about(cast):
    heads = ("姓名", "日期", "签到时间", "未签到原因")
    made = hand_in(
        cast, table(heads, ("队长甲", "2026-07-01", None, None), ("队员乙", "2026-07-01", "9:00", None)), "day_list"
    )
    assert [name for name, _key, _text in found(made)] == ["队长甲"]


def test_a_name_borne_twice_needs_its_village(cast):
    cast.cadres["town"].name = "队长甲"
    cast.cadres["town"].save()
    ((_name, key, text),) = found(hand_in(cast, table(("姓名", "1"), ("队长甲", "√")), month="2026-07-01"))
    assert (key, "享堂" in text) == ("name", True)


def test_people_of_another_township_are_unknown(cast):
    made = hand_in(cast, table(("姓名", "1"), ("外县壬", "√")), month="2026-07-01")
    assert [key for _name, key, _text in found(made)] == ["name"]


def test_somebody_elses_number_is_refused(cast):
    number = cast.postings["elsewhere"].pk
    content = table(("姓名", "编号", "1"), ("队长甲", str(number), "√"))
    assert [key for _name, key, _text in found(hand_in(cast, content, month="2026-07-01"))] == ["posting"]


def test_a_person_twice_in_a_file_is_said(cast):
    content = table(("姓名", "1"), ("队长甲", "√"), ("队长甲", "×"))
    assert [key for _name, key, _text in found(hand_in(cast, content, month="2026-07-01"))] == ["d1"]


def test_a_sheet_without_a_month_asks_for_it(cast):
    assert [key for _name, key, _text in found(hand_in(cast, table(("姓名", "1"), ("队长甲", "√"))))] == ["month"]


def test_entering_leaves_one_line_for_the_days(cast, client_of):
    book = exported(client_of("clerk"))
    filled(book, "队长甲", "3", "△")
    filled(book, "队员乙", "4", "△")
    worked(cast, deeds.enter, hand_in(cast, saved(book)))
    assert Record.objects.filter(verb="confirm_days").count() == 1


def test_an_unknown_mark_names_the_known_ones():
    with pytest.raises(BadCell, match="√"):
        read("?")


@pytest.mark.parametrize("text", ["-", "—", "/", "", "  "])
def test_a_struck_out_cell_says_nothing(text):
    assert read(text) is None


def test_every_status_has_a_mark_of_its_own():
    assert len({mark.mark for mark in MARKS.values()}) == len(Status)
