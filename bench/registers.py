"""The month sheet of about 500 people as Excel, in both shapes; and a list of 1,000 days handed in, judged, marked and entered.

Each beside its floor in the same run: as many cells bare from the database and written, as many rows bare read and inserted.
What the import does is undone.
"""

import io
import time
from datetime import timedelta

import psycopg2
from django.db import connection, transaction

from bench.table import Row
from config.environment import text

PEOPLE, ROWS, EXPORT, IMPORT = 500, 1000, 1.0, 1.5
HEADS = ("姓名", "村", "日期", "未签到原因", "请假情况", "备注")


def measure():
    """Four rows: two exports, the dry run with its marked file, the entering."""
    yield from _exports()
    with transaction.atomic():
        yield from _imports()
        transaction.set_rollback(True)


def _place():
    """The division whose people come nearest to 500, as its department."""
    from django.db.models import Count
    from django.db.models.functions import Left

    from bench.people import officer
    from core.actor import Actor
    from core.clock import today
    from teams.models import Posting

    found = []
    for length, office in ((4, "prefecture"), (6, "county")):
        rows = Posting.objects.current(today()).annotate(code=Left("area", length)).values("code").order_by()
        found += [(abs(row["n"] - PEOPLE), row["n"], row["code"], office) for row in rows.annotate(n=Count("pk"))]
    _off, count, code, office = min(found)
    user = officer(office, code)
    return Actor(user.pk, user.name, None, office, code), count


def _month():
    from core.clock import today

    return (today().replace(day=1) - timedelta(days=1)).replace(day=1)


def _exports():
    from attendance.workbooks import workbook
    from core.clock import today

    by, count = _place()
    for shape, cells in (("wide", 31 + 16), ("long", 31 * 11)):
        asked = {"month": _month(), "area": by.area, "shape": shape, "on": today()}
        workbook(by, **asked)
        began = time.perf_counter()
        _name, content = workbook(by, **asked)
        seconds = time.perf_counter() - began
        floor = _floor_out(by, count, cells)
        yield Row(
            f"month export, {count} people, {shape}, {len(content) // 1024} KB",
            f"{seconds:.2f} s",
            f"{floor:.2f} s",
            f"{seconds / floor:.1f}",
            f"≤ {EXPORT} s for {PEOPLE}",
            seconds * PEOPLE <= EXPORT * count,
        )


def _floor_out(by, people, cells):
    """The days of the month in one statement, and as many cells written without any look."""
    import xlsxwriter

    first = _month()
    began = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT d.posting_id, d.day, d.status, d.note FROM attendance_day d JOIN teams_posting p ON p.id = d.posting_id "
            "WHERE p.area LIKE %s AND d.day >= %s AND d.day < %s",
            [by.area + "%", first, first + timedelta(days=31)],
        )
        cursor.fetchall()
    with xlsxwriter.Workbook(io.BytesIO(), {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number in range(people):
            sheet.write_row(number, 0, ["√"] * cells)
    return time.perf_counter() - began


def _imports():
    from django.core.files.uploadedfile import SimpleUploadedFile

    from core import tasks  # noqa: F401 – makes the kinds of work known
    from core.clock import today
    from core.imports import deeds, jobs
    from core.models import Job, SheetImport

    by, lines = _clerk()
    content = _list(lines)
    upload = SimpleUploadedFile("考勤明细.xlsx", content)
    sheet = deeds.hand_in("day_list", upload, asked={"reason": "补录更正"}, by=by, on=today())
    began = time.perf_counter()
    counts = jobs.check(sheet.job)
    judged = time.perf_counter() - began
    jobs.mark(Job.objects.filter(kind="imports.mark", subject=sheet.pk).get())
    marked = time.perf_counter() - began
    read, inserted = _floor_in(content, lines)
    rows = sum(counts.values())
    yield Row(
        f"month import, {rows:,} rows, {counts.get('bad', 0)} bad: judged, {judged:.2f} s, and marked",
        f"{marked:.2f} s",
        f"{read:.2f} s",
        f"{marked / read:.0f}",
        f"≤ {IMPORT} s",
        marked <= IMPORT and counts.get("bad", 0) > 0,
    )
    Job.objects.filter(subject=sheet.pk).update(state=Job.State.DONE)  # the work was called here, not run by a worker
    sheet = deeds.enter(SheetImport.objects.get(pk=sheet.pk), by=by, on=today())
    began = time.perf_counter()
    done = jobs.enter(sheet.job)
    seconds = time.perf_counter() - began
    yield Row(
        f"month import, {done['entered']:,} days entered, judged anew",
        f"{seconds:.2f} s",
        f"{read + inserted:.2f} s",
        f"{seconds / (read + inserted):.0f}",
        f"≤ {IMPORT} s",
        seconds <= IMPORT,
    )


def _clerk():
    """The clerk of the largest township, and 1,000 of its posting days of the last two months."""
    from attendance.sheet import sheet
    from bench.people import townships
    from core.actor import Actor
    from core.clock import today

    area, user, _postings = townships(45, 1)[0]
    by = Actor(user.pk, user.name, None, "clerk", area)
    first = _month()
    lines = sheet(by, first, min(first + timedelta(days=30), today()))
    return by, lines[:ROWS]


def _list(lines):
    """The list: every fiftieth row bears a word nobody knows, every other one says something new."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADS)
        for number, line in enumerate(lines, start=1):
            away = "晴天" if number % 50 == 0 else "培训" if line.status != "training" else "休息"
            said = (line.name, line.village, line.day.isoformat(), away, "", f"第{number}行")
            sheet.write_row(number, 0, said)
    return out.getvalue()


def _floor_in(content, lines):
    """(seconds of reading the cells, seconds of inserting as many rows in one statement)."""
    import python_calamine

    began = time.perf_counter()
    python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    read = time.perf_counter() - began
    line = psycopg2.connect(text("DATABASE_OWNER_URL"))
    with line.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE bench_import (posting bigint, day date, status varchar(12))")
        began = time.perf_counter()
        cursor.execute(
            "INSERT INTO bench_import SELECT * FROM unnest(%s::bigint[], %s::date[], %s::varchar[])",
            [[line.posting_id for line in lines], [line.day for line in lines], [line.status for line in lines]],
        )
        inserted = time.perf_counter() - began
    line.close()
    return read, inserted
