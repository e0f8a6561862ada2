"""A roster of 20,000 rows, checked as the worker does it, beside the bare reading of the same file; and the roster that goes out.

Each in a process of its own for its memory; what the check stores is undone.
"""

import io
import json
import os
import resource
import subprocess
import sys
import time
from datetime import date, timedelta

from bench.serving import ROOT, environment
from bench.table import Row

ROWS, SECONDS, MEMORY, EXPORT = 20_000, 20, 400, 3
HEADS = ("姓名", "证件号码", "政治面貌", "职级", "学历", "职务", "联系电话", "村代码", "席位", "健康状况")


def measure():
    """Two rows: the dry run, the export."""
    told = _told("check")
    yield Row(
        f"roster import, {told['rows']:,} rows, dry run, {told['bad']:,} with problems",
        f"{told['seconds']:.1f} s, {told['memory']:.0f} MB at most",
        f"{told['floor']:.2f} s",
        f"{told['seconds'] / told['floor']:.0f}",
        f"≤ {SECONDS} s, ≤ {MEMORY} MB",
        told["seconds"] <= SECONDS and told["memory"] <= MEMORY,
    )
    told = _told("export")
    yield Row(
        f"roster export, {told['rows']:,} rows",
        f"{told['seconds']:.2f} s",
        f"{told['floor']:.2f} s",
        f"{told['seconds'] / told['floor']:.1f}",
        f"≤ {EXPORT} s",
        told["seconds"] <= EXPORT,
    )


def _told(word):
    words = [sys.executable, "-m", "bench.importing", word]
    return json.loads(subprocess.run(words, cwd=ROOT, env=environment(), check=True, stdout=subprocess.PIPE).stdout)


def _check():
    """Handed in, read in its child process, judged, stored; the marked file is another job."""
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.db import transaction

    from core import tasks  # noqa: F401 – makes the kinds of work known
    from core.clock import today
    from core.imports import deeds, jobs
    from core.work import actor_of

    by = _largest_sender()
    content = _roster(by)
    with transaction.atomic():
        upload = SimpleUploadedFile("花名册.xlsx", content)
        sheet = deeds.hand_in("roster", upload, asked=_beside(), by=by, on=today())
        began = time.perf_counter()
        counts = jobs.check(sheet.job)
        seconds = time.perf_counter() - began
        assert actor_of(sheet.job).unit_id == by.unit_id
        transaction.set_rollback(True)
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
    told = {"rows": sum(counts.values()), "bad": counts.get("bad", 0), "seconds": seconds, "memory": peak}
    return told | {"floor": _read(content)}


def _largest_sender():
    """The unit with the most teams of those that have an officer today, as that officer."""
    from django.db.models import Count

    from core.actor import Actor
    from core.clock import today
    from core.models import Appointment, Unit

    held = Appointment.objects.in_force(today())
    units = Unit.objects.filter(pk__in=held.values("unit")).annotate(many=Count("pairings"))
    unit = units.order_by("-many", "pk").first()
    held = held.filter(unit=unit).select_related("user").first()
    return Actor(held.user_id, held.user.name, held.pk, held.office, unit_id=unit.pk, place=unit.name)


def _beside():
    from core.clock import today

    first = today().replace(day=1) + timedelta(days=62)
    return {
        "decision_number": "党组〔2026〕1号",
        "decided_on": str(today()),
        "starts_on": str(first),
        "term_ends_on": str(first + timedelta(days=730)),
        "declared": ["political", "style", "ability", "cultivation"],
    }


def _roster(by):
    """The file: every row a person with a true ID number, every row a village of the unit's own and a seat there."""
    import xlsxwriter

    from teams.models import Team
    from teams.rules import check_digit

    codes = list(Team.objects.visible_to(by).values_list("area", flat=True))
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADS)
        for number in range(ROWS):
            day, serial = divmod(number, 400)
            body = f"630222{date(1975, 1, 1) + timedelta(days=day * 70):%Y%m%d}{serial:03}"
            seat = "第一书记" if number % 2 else "队员"
            line = (
                "人员" + str(number),
                body + check_digit(body),
                "中共党员",
                "县处级副职",
                "本科",
                "干部",
                f"139{number:08}",
            )
            sheet.write_row(number + 1, 0, (*line, codes[number % len(codes)], seat, "健康" if number % 50 else "差"))
    return out.getvalue()


def _read(content):
    """The floor: nothing but reading the cells."""
    import python_calamine

    began = time.perf_counter()
    python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    return time.perf_counter() - began


def _export():
    """The roster by place of the whole province; its floor is one statement and the writing of as many cells."""
    from bench.people import officer
    from core.actor import Actor
    from core.clock import today
    from teams import rows
    from teams.roster import SERVING, workbook

    user = officer("province", "63")
    by = Actor(user.pk, user.name, None, "province", "63")
    began = time.perf_counter()
    content = workbook(rows.postings(by, {"current": "yes"}, today()), "serving", today())
    seconds = time.perf_counter() - began
    count = rows.postings(by, {"current": "yes"}, today()).count()
    assert len(content) > count
    return {"rows": count, "seconds": seconds, "floor": _write(count, len(SERVING))}


def _write(rows, columns):
    import xlsxwriter

    began = time.perf_counter()
    with xlsxwriter.Workbook(io.BytesIO(), {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for number in range(rows):
            sheet.write_row(number, 0, ["一二三四五六"] * columns)
    return time.perf_counter() - began


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    print(json.dumps({"check": _check, "export": _export}[sys.argv[1]]()))
