"""The engine around every kind: twice, stale, broken, marked, corrected."""

import io
import threading

import openpyxl
import pytest
from django.db import connection

from core import files
from core.imports import deeds
from core.models import Job, OutboxMessage, SheetImport, SheetRow, StoredFile
from core.refusals import Conflict, NotAllowed, Refused
from teams.models import Village
from tests.imports.conftest import EMPTY, FULL, VILLAGES, do_work, upload, xlsx

GOOD = xlsx(VILLAGES, (FULL, None, None, "党建", None))
MIXED = xlsx(VILLAGES, (FULL, None, None, "党建", None), (EMPTY, None, None, "养老", None))


def by(cast, office="county"):
    return {"by": cast.actors[office], "on": cast.today}


def test_the_same_file_again_is_the_first_one(handed_in):
    assert handed_in("villages", GOOD) == handed_in("villages", GOOD, name="别名.xlsx")
    assert Job.objects.filter(kind="imports.check").count() == 1


def test_another_office_or_kind_is_another_table(handed_in):
    assert len({handed_in(*table).pk for table in (("villages", GOOD), ("pairings", GOOD))}) == 2


def test_once_taken_back_it_may_be_handed_in_again(handed_in, worked):
    first = handed_in("villages", GOOD)
    worked(deeds.enter, first)
    worked(deeds.take_back, first)
    again = handed_in("villages", GOOD)
    assert (again.pk != first.pk, again.counts) == (True, {"changed": 1})


@pytest.mark.parametrize("office", ["province", "prefecture", "township", "unit", "leadership", "clerk"])
def test_a_kind_is_handed_in_by_its_offices_only(cast, office):
    with pytest.raises(NotAllowed):
        deeds.hand_in("villages", upload(GOOD), **by(cast, office))


def test_no_such_kind(cast):
    with pytest.raises(Refused):
        deeds.hand_in("cars", upload(GOOD), **by(cast))


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("表.xlsx", GOOD[:-300], "损坏"),
        ("表.xlsx", "姓名,1".encode(), "名称像表格"),
        ("表.xlsx", b"%PDF-1.4", "不接受"),
        ("表.xlsx", b"", "空"),
    ],
)
def test_what_a_first_look_tells_is_told_at_once(cast, name, content, word):
    with pytest.raises(Refused, match=word):
        deeds.hand_in("villages", upload(content, name), **by(cast))


def test_an_unreadable_table_says_why_and_may_be_handed_in_again(handed_in):
    sheet = handed_in("villages", xlsx(("甲", "乙"), ("1", "2")))
    assert (sheet.state, "表头" in sheet.error, sheet.rows.count()) == ("failed", True, 0)
    assert sheet.job.state == "failed"


def test_entering_twice_is_a_conflict(handed_in, cast):
    sheet = handed_in("villages", GOOD)
    deeds.enter(sheet, **by(cast))
    with pytest.raises(Conflict):
        deeds.enter(sheet, **by(cast))
    do_work()
    with pytest.raises(Conflict):
        deeds.enter(sheet, **by(cast))


def test_nothing_good_is_nothing_to_enter(handed_in, cast):
    with pytest.raises(Refused):
        deeds.enter(handed_in("villages", xlsx(VILLAGES, (EMPTY, None, None, "产业", None))), **by(cast))


def test_good_rows_are_entered_and_bad_ones_stay(handed_in, worked, cast):
    sheet = worked(deeds.enter, handed_in("villages", MIXED))
    assert sheet.state == "applied"
    assert Village.objects.get(area=FULL).needs == ["party_building"]


def test_when_the_world_has_changed_nothing_is_entered_and_the_rows_are_judged_anew(handed_in, worked):
    sheet = handed_in("villages", MIXED)
    Village.objects.filter(area=FULL).update(needs=["governance"])
    sheet = worked(deeds.enter, sheet)
    assert (sheet.state, "3" in sheet.error) == ("checked", True)
    assert Village.objects.get(area=FULL).needs == ["governance"]
    assert sheet.rows.get(number=3).changes == {"needs": [["governance"], ["party_building"]]}


def test_a_row_that_is_refused_while_entering_undoes_all_before_it(handed_in, worked, monkeypatch):
    sheet = handed_in("villages", xlsx(VILLAGES, (FULL, None, None, "党建", None), (EMPTY, None, None, "党建", None)))
    plain = deeds.KINDS["villages"].enter

    def enter(sheet, row, values, by, on):
        if row.number == 4:
            raise Refused("不行")
        return plain(sheet, row, values, by, on)

    monkeypatch.setitem(deeds.KINDS, "villages", _with(deeds.KINDS["villages"], enter=enter))
    sheet = worked(deeds.enter, sheet)
    assert (sheet.state, sheet.error) == ("checked", "第 4 行:不行")
    assert Village.objects.get(area=FULL).needs == ["economy"]


def _with(kind, **more):
    from dataclasses import replace

    return replace(kind, **more)


def test_the_corrected_table_finds_what_is_entered_unchanged(handed_in, worked):
    first = worked(deeds.enter, handed_in("villages", MIXED))
    mended = xlsx(VILLAGES, (FULL, None, None, "党建", None), (EMPTY, None, None, "党建", None))
    second = handed_in("villages", mended, corrects=first)
    assert (second.counts, second.corrects) == ({"same": 1, "changed": 1}, first)


def test_a_table_corrects_one_of_its_own_kind_only(handed_in, cast):
    with pytest.raises(Refused, match="另一类"):
        deeds.hand_in("pairings", upload(GOOD), corrects=handed_in("villages", GOOD), **by(cast))


def test_the_file_comes_back_with_the_bad_cell_marked(handed_in):
    page = openpyxl.load_workbook(io.BytesIO(files.content(handed_in("villages", MIXED).marked)))["Sheet"]
    assert "养老" in page.cell(4, 4).comment.text
    assert page.cell(3, 4).comment is None


def test_a_table_without_faults_is_not_marked(handed_in):
    assert handed_in("villages", GOOD).marked is None


def test_the_file_lies_sealed(handed_in):
    stored = handed_in("villages", GOOD).file
    assert GOOD[:40] not in files.path_of(stored).read_bytes()


def test_checked_again_it_is_judged_by_what_is_known_now(handed_in, worked):
    sheet = handed_in("villages", GOOD)
    Village.objects.filter(area=FULL).update(needs=["party_building"])
    assert worked(deeds.check_again, sheet).counts == {"same": 1}


def test_personal_numbers_are_sealed_and_shown_masked(cast):
    sheet = SheetImport(pk=7)
    row = SheetRow(sheet=sheet, number=3, values={"name": "甲", "id": "6302**********1120"})
    row.put_secrets({"id": "630222198507011120"})
    assert "630222198507011120" not in row.secrets
    assert row.opened == {"name": "甲", "id": "630222198507011120"}


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_are_one_table(fresh_cast):
    made, ready = [], threading.Barrier(2)

    def click():
        try:
            ready.wait()
            made.append(deeds.hand_in("villages", upload(GOOD), **by(fresh_cast)).pk)
        finally:
            connection.close()

    clicks = [threading.Thread(target=click) for _ in range(2)]
    for one in clicks:
        one.start()
    for one in clicks:
        one.join()
    assert len(set(made)) == SheetImport.objects.count() == OutboxMessage.objects.filter(task="core.job").count() == 1
    assert len(made) == 2
    assert StoredFile.objects.count() == 1


def test_what_an_undone_transaction_left_on_disk_is_swept_after_a_day(cast, settings, tmp_path):
    import os
    import time

    from core.tidying import put_away

    settings.MEDIA_ROOT = tmp_path
    kept = files.keep_bytes(b"x", name="x.csv", kind="csv", by=cast.actors["county"])
    left = files.keep_bytes(b"y", name="y.csv", kind="csv", by=cast.actors["county"])
    fresh = files.keep_bytes(b"z", name="z.csv", kind="csv", by=cast.actors["county"])
    StoredFile.objects.filter(pk__in=(left.pk, fresh.pk)).delete()
    long_ago = time.time() - 2 * 86400
    for one in (kept, left):
        os.utime(files.path_of(one), (long_ago, long_ago))
    assert put_away()["files"] == 1
    assert [files.path_of(one).exists() for one in (kept, left, fresh)] == [True, False, True]


def test_keys_are_rotated_for_files_and_tables_too(cast, settings, tmp_path):
    from django.core.management import call_command

    settings.MEDIA_ROOT = tmp_path
    kept = files.keep_bytes(b"x", name="x.csv", kind="csv", by=cast.actors["county"])
    settings.FIELD_KEYS = {9: bytes(range(32)), **settings.FIELD_KEYS}
    call_command("rotate_keys", verbosity=0)
    assert files.path_of(kept).read_bytes()[1] == 9
    assert files.content(kept) == b"x"
