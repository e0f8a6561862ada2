"""Files that are refused before anything parses them, each in its own words."""

import pytest

from core.sheets import guard, reading
from core.sheets.guard import Unreadable
from tests.sheets import making
from tests.sheets.making import PEOPLE, PLAIN, SHEET, SYNONYMS, book, repacked

DTD = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><x>&a;</x>'
HOSTILE = {
    "a zip bomb": (making.zip_bomb, "xlsx", "解压"),
    "a zip bomb with lying headers": (making.lying_bomb, "xlsx", ""),
    "macros": (lambda: repacked(PLAIN, add={"xl/vbaProject.bin": b"x"}), "xlsx", "宏"),
    "links to other files": (
        lambda: repacked(PLAIN, add={"xl/externalLinks/externalLink1.xml": b"<x/>"}),
        "xlsx",
        "链接",
    ),
    "a DTD": (lambda: repacked(PLAIN, add={"xl/extra.xml": DTD}), "xlsx", "DTD"),
    "a DTD in wide characters": (
        lambda: repacked(PLAIN, add={"xl/extra.xml": DTD.decode().encode("utf-16")}),
        "xlsx",
        "DTD",
    ),
    "a cell at the far corner": (
        lambda: book(*PEOPLE, dress=lambda made, page: page.cell(1048576, 16384, "x")),
        "xlsx",
        "很远",
    ),
    "a dimension of the whole sheet": (
        lambda: repacked(PLAIN, {SHEET: lambda xml: xml.replace(b'ref="A1:B3"', b'ref="A1:XFD1048576"')}),
        "xlsx",
        "很远",
    ),
    "a password": (making.encrypted, "xls", "密码"),
    "macros of old": (
        lambda: b"\xd0\xcf\x11\xe0" + "Workbook".encode("utf-16-le") + "_VBA_PROJECT".encode("utf-16-le"),
        "xls",
        "宏",
    ),
    "a Word paper of old": (lambda: b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le"), "xls", "不是表格"),
    "nothing at all": (bytes, "csv", "空"),
    "blanks only": (lambda: b"\r\n \r\n", "csv", "空"),
    "a page named like a table": (lambda: b"<html><table><tr><td>1</td></tr></table></html>", "csv", "另存"),
    "a zip cut off": (lambda: PLAIN[:-200], "xlsx", "损坏"),
    "a zip of something else": (
        lambda: repacked(PLAIN, {}, {}).replace(b"xl/workbook.xml", b"xl/workbeek.xml"),
        "xlsx",
        "不是表格",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_refused_in_its_own_words_before_parsing(name, monkeypatch):
    def parsed(*args):
        pytest.fail("it reached the parser")

    monkeypatch.setattr(reading, "in_child", parsed)
    monkeypatch.setattr(guard, "MOST_BYTES", 8 * guard.MEGABYTE)
    make, kind, word = HOSTILE[name]
    with pytest.raises(Unreadable) as refusal:
        reading.read(make(), kind, synonyms=SYNONYMS)
    assert word in str(refusal.value.message)


def test_a_bomb_is_counted_as_it_comes_out_and_not_beyond_the_limit(monkeypatch):
    monkeypatch.setattr(guard, "MOST_BYTES", 1024)
    with pytest.raises(Unreadable):
        guard.check(PLAIN, "xlsx")


def test_an_honest_table_passes():
    guard.check(PLAIN, "xlsx")


def test_more_rows_than_allowed_are_refused():
    many = "姓名\n" + "张甲\n" * 20_001
    with pytest.raises(Unreadable) as refusal:
        reading.read(many.encode(), "csv", synonyms={"name": ("姓名",)})
    assert "20,000" in str(refusal.value.message)


def test_twenty_thousand_rows_are_not():
    assert (
        len(reading.read(("姓名\n" + "张甲\n" * 20_000).encode(), "csv", synonyms={"name": ("姓名",)}).rows) == 20_000
    )


@pytest.mark.parametrize(("code", "word"), [(3, "损坏"), (4, "内存"), (-9, "内存")])
def test_a_parser_that_dies_takes_nothing_with_it(monkeypatch, code, word):
    class Dead:
        returncode, stdout = code, b""

    monkeypatch.setattr(reading.subprocess, "run", lambda *args, **more: Dead)
    with pytest.raises(Unreadable) as refusal:
        reading.read(PLAIN, "xlsx", synonyms=SYNONYMS)
    assert word in str(refusal.value.message)


def test_a_parser_that_eats_memory_is_stopped_by_its_own_limit(monkeypatch):
    """Cells within bounds that would still fill the memory: the child gives up, the worker lives."""
    monkeypatch.setattr(guard, "check", lambda content, kind: None)
    hungry = book(*PEOPLE, dress=lambda made, page: page.cell(1048576, 16384, "x"))
    with pytest.raises(Unreadable):
        reading.read(hungry, "xlsx", synonyms=SYNONYMS)


def test_the_child_is_given_nothing_of_our_surroundings(monkeypatch):
    seen = {}
    monkeypatch.setattr(reading.subprocess, "run", lambda *args, **more: seen.update(more) or _Fine)
    reading.in_child("read", {}, b"")
    assert set(seen["env"]) == {"TMPDIR"}


class _Fine:
    returncode, stdout = 0, b"{}"
