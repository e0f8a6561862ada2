"""Counts of many villages from one table: each village right or wrong as a whole."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from assessment.actions import balloting as counting
from assessment.models import BallotBatch
from core.imports import deeds
from tests.assessment.balloting import FULL, ITEMS, cycle_of, entered
from tests.imports.conftest import EMPTY, handed_in, worked, xlsx  # noqa: F401

MEETING = ("2026-07-20", "村委会", 40, 38, 36, 30)


@pytest.fixture
def table(cast, opened, client_of):
    """The table to fill in, as the county takes it: (heads, rows)."""
    at = {"cycle": cycle_of(cast).pk, "kind": "villagers"}
    book = load_workbook(io.BytesIO(client_of("county").get(reverse("ballots-table"), at).content))
    heads, *rows = [[cell.value for cell in line] for line in book.active.iter_rows()]
    return heads, rows


@pytest.fixture
def checked(cast, table, handed_in):  # noqa: F811
    """`checked(fill)` is the table with each row filled by `fill(row)`, handed in and checked."""

    def hand_in(fill):
        heads, rows = table
        asked = {"cycle": cycle_of(cast).pk, "kind": "villagers"}
        return handed_in("ballots", xlsx(heads, *map(fill, rows)), asked=asked)

    return hand_in


def fill(row, votes=(24, 3, 1, 2), meeting=MEETING):
    """A row filled in, if it is of the full team; the other village is left empty."""
    return [*row[:2], *meeting, *row[8:10], *votes] if row[0] == FULL else row


def verdicts(sheet):
    return {
        number: list(sheet.rows.filter(values__code=number).values_list("verdict", flat=True))
        for number in (EMPTY, FULL)
    }


def test_the_table_asks_what_the_ballot_papers_ask(table):
    heads, rows = table
    assert heads[-4:] == ["第1档（满意）", "第2档（基本满意）", "第3档（不满意）", "第4档（不了解）"]
    assert [row[0] for row in rows] == [EMPTY] * 6 + [FULL] * ITEMS


def test_a_filled_village_is_entered_and_waits_an_empty_one_stays(checked, worked):  # noqa: F811
    sheet = checked(fill)
    assert (set(verdicts(sheet)[EMPTY]), set(verdicts(sheet)[FULL])) == ({"same"}, {"new"})
    worked(deeds.enter, sheet)
    batch = BallotBatch.objects.get()
    assert (batch.area, batch.state, batch.valid, batch.lines.count()) == (FULL, "entered", 30, ITEMS)


def test_the_meeting_is_said_once(checked):
    told = []
    sheet = checked(
        lambda row: fill(row, meeting=MEETING if not told and row[0] == FULL and not told.append(1) else [None] * 6)
    )
    assert set(verdicts(sheet)[FULL]) == {"new"}


@pytest.mark.parametrize(
    ("more", "key"),
    [
        ({"votes": (24, 3, 1, 1)}, "grade_0"),
        ({"meeting": ("2026-07-21", *MEETING[1:])}, "held_on"),
        ({"meeting": (*MEETING[:3], 41, 36, 30)}, "issued"),
        ({"meeting": (None, *MEETING[1:])}, "held_on"),
        ({"votes": (-1, 3, 1, 2)}, "grade_0"),
    ],
)
def test_a_village_that_does_not_add_up_is_told_where(checked, more, key):
    sheet = checked(lambda row: fill(row, **more))
    keys = {one["key"] for row in sheet.rows.filter(verdict="bad") for one in row.problems}
    assert key in keys
    assert set(verdicts(sheet)[FULL]) == {"bad"}


def test_one_wrong_row_keeps_its_whole_village_out(checked):
    sheet = checked(lambda row: fill(row, votes=(23, 3, 1, 2) if row[9] == "驻村在岗" else (24, 3, 1, 2)))
    assert set(verdicts(sheet)[FULL]) == {"bad"}
    assert sheet.good == 0


def test_a_village_that_is_counted_already_is_not_overwritten(cast, table, handed_in):  # noqa: F811
    entered(cast)
    heads, rows = table
    asked = {"cycle": cycle_of(cast).pk, "kind": "villagers"}
    sheet = handed_in("ballots", xlsx(heads, *map(fill, rows)), asked=asked)
    assert set(verdicts(sheet)[FULL]) == {"bad"}


def test_a_table_is_taken_back_until_somebody_has_confirmed(cast, checked, worked):  # noqa: F811
    sheet = worked(deeds.enter, checked(fill))
    batch = BallotBatch.objects.get()
    counting.confirm(batch, version=1, by=cast.actors["leadership"], on=cast.today)
    assert worked(deeds.take_back, sheet).state == "applied"
    counting.reopen(batch, note="重录", by=cast.actors["leadership"], on=cast.today)
    assert worked(deeds.take_back, sheet).state == "applied"  # somebody has had it in hand since
    assert BallotBatch.objects.exists()


def test_an_untouched_table_is_taken_back_whole(checked, worked):  # noqa: F811
    sheet = worked(deeds.enter, checked(fill))
    assert worked(deeds.take_back, sheet).state == "undone"
    assert not BallotBatch.objects.exists()
