"""Handing a roster in and letting the worker do what was asked, one step after the other."""

import pytest

from core import work
from core.imports import deeds, jobs  # noqa: F401 – the worker knows them
from core.models import Job, SheetImport
from core.sheets import child, reading
from tests.cast import TODAY

DECISION = {
    "decision_number": "海水党〔2026〕9号",
    "decided_on": "2026-07-15",
    "starts_on": "2026-09-01",
    "term_ends_on": "2028-08-31",
    "declared": ["political", "style", "ability", "health", "cultivation"],
}


@pytest.fixture
def without_children(monkeypatch):
    """Files are read without a process of their own: for tests of what is made of them."""
    monkeypatch.setattr(reading, "in_child", lambda what, asked, content: child._done(what, asked, content))


def checked(cast, file, who="unit", **asked):
    """The import of a file, read and judged."""
    sheet = deeds.hand_in("roster", file, asked=asked, by=cast.actors[who], on=TODAY)
    return worked(sheet)


def nominating(cast, file, who="unit", **asked):
    """The same with a decision of the Party committee beside it."""
    return checked(cast, file, who, **(DECISION | asked))


def entered(cast, sheet, who="unit"):
    """The good rows entered."""
    deeds.enter(sheet, by=cast.actors[who], on=TODAY)
    return worked(sheet)


def taken_back(cast, sheet, who="unit"):
    """Everything taken back."""
    deeds.take_back(sheet, by=cast.actors[who], on=TODAY)
    return worked(sheet)


def worked(sheet):
    """What a worker does with the jobs that wait, and with those they ask for."""
    while job := Job.objects.filter(state=Job.State.WAITING).order_by("pk").first():
        work.run({"job": job.pk})
    return SheetImport.objects.get(pk=sheet.pk)


def only_row(sheet):
    """The row of a file with one."""
    return sheet.rows.get()


def told(row):
    """{column: words} of what stands in a row's way."""
    return {one["key"]: one["text"] for one in row.problems}


def hinted(row):
    """{column: words} of what is only remarked."""
    return {one["key"]: one["text"] for one in row.hints}
