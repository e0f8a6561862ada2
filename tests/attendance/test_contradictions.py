"""Whether a check contradicts the sheet: the whole table, written down by hand."""

import pytest

from attendance.contradictions import AGREES, contradiction
from attendance.models import Discrepancy, SpotCheck, Status

RESULTS = ("in_village", "report_out", "training", "leave", "not_found", "not_reached")
CLAIMED, PRESENT, OTHER = "claimed_present", "present_after_all", "other_reason"
# what the confirmed sheet says → what each result of a check makes of it, in the order of RESULTS
TABLE = {
    "in_village": ("", CLAIMED, CLAIMED, CLAIMED, CLAIMED, ""),
    "report_out": (PRESENT, "", "", OTHER, "", ""),
    "training": (PRESENT, "", "", OTHER, "", ""),
    "leave": (PRESENT, OTHER, OTHER, "", "", ""),
    "rest": ("", OTHER, OTHER, "", "", ""),
    "absent": (PRESENT, OTHER, OTHER, OTHER, "", ""),
}
CELLS = [(status, result, TABLE[status][n]) for status in TABLE for n, result in enumerate(RESULTS)]


@pytest.mark.parametrize(("status", "result", "why"), CELLS)
def test_a_confirmed_day(status, result, why):
    assert contradiction(status, result, confirmed=True) == why


@pytest.mark.parametrize(("status", "result", "why"), CELLS)
def test_a_day_nobody_has_confirmed_says_nothing_yet(status, result, why):
    assert contradiction(status, result, confirmed=False) == ""


@pytest.mark.parametrize(("status", "result", "why"), [cell for cell in CELLS if cell[0] in ("leave", "training")])
def test_an_approved_leave_or_a_session_speaks_before_the_clerk_does(status, result, why):
    assert contradiction(status, result, confirmed=False, source=f"{status}:12") == why


def test_a_report_out_that_was_only_told_waits_for_the_clerk():
    assert contradiction("report_out", "in_village", confirmed=False, source="report_out:3") == ""


def test_what_the_clerk_made_of_a_known_leave_waits_for_the_confirmation():
    assert contradiction("in_village", "not_found", confirmed=False, source="leave:12") == ""


def test_the_table_knows_every_status_every_result_and_every_reason():
    assert set(TABLE) == set(AGREES) == set(Status.values)
    assert set(RESULTS) == set(SpotCheck.Result.values)
    assert {why for *_cell, why in CELLS} - {""} == set(Discrepancy.Why.values)
