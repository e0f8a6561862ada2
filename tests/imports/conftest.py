"""Tables in tests: written by the libraries offices' programs are, handed in as pages do, worked on at once."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

import core.tasks  # noqa: F401 – what a worker knows to do
from core.imports import deeds
from core.models import OutboxMessage, SheetImport
from core.outbox import deliver

EMPTY, FULL, UNPAIRED, OUTSIDE = "630222100200", "630222100201", "630222100202", "630202101200"
VILLAGES = ("村代码", "村", "类别", "需求", "脱贫退出时间")


def xlsx(heads, *rows, title="海东市登记表"):
    """The bytes of a workbook with a merged title row, heads and rows."""
    book = openpyxl.Workbook()
    page = book.active
    page.append([title])
    page.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(heads))
    for row in (heads, *rows):
        page.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def upload(content, name="表.xlsx"):
    return SimpleUploadedFile(name, content)


def do_work():
    """Delivers every promised job, and those the jobs promise."""
    while numbers := list(OutboxMessage.objects.filter(task="core.job", done_at=None).values_list("pk", flat=True)):
        for number in numbers:
            deliver(number)


@pytest.fixture
def handed_in(cast):
    """`handed_in("villages", bytes)` is a table of the county (or `office=`), checked."""

    def hand_in(kind, content, *, office="county", name="表.xlsx", **more):
        made = deeds.hand_in(kind, upload(content, name), by=cast.actors[office], on=cast.today, **more)
        do_work()
        return SheetImport.objects.get(pk=made.pk)

    return hand_in


@pytest.fixture
def worked(cast):
    """`worked(deeds.enter, sheet)` asks for a work and does it."""

    def done(deed, sheet, *, office="county"):
        deed(sheet, by=cast.actors[office], on=cast.today)
        do_work()
        return SheetImport.objects.get(pk=sheet.pk)

    return done
