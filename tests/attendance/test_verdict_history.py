"""What was said of a posting and when: the database keeps every verdict."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from attendance.actions import check_thresholds
from attendance.models import Standing, VerdictChange
from tests.attendance.writing import confirmed
from tests.cast import TODAY


def told(posting, kind="attendance"):
    rows = VerdictChange.objects.filter(posting=posting, kind=kind).order_by("pk")
    return list(rows.values_list("before", "after"))


def test_the_first_verdict_is_kept(cast):
    check_thresholds(on=TODAY)
    assert told(cast.postings["first"]) == [("", "impossible")]


def test_a_change_is_kept_with_what_was_said_before(cast):
    check_thresholds(on=date(2026, 6, 14))
    check_thresholds(on=date(2026, 6, 15))
    assert told(cast.postings["first"]) == [("", "at_risk"), ("at_risk", "impossible")]


def test_a_night_without_a_change_adds_nothing(cast):
    check_thresholds(on=date(2026, 7, 18))
    check_thresholds(on=date(2026, 7, 19))
    assert told(cast.postings["first"]) == [("", "impossible")]


def test_a_change_keeps_the_numbers_of_its_day(cast):
    confirmed(cast, cast.postings["first"], date(2026, 1, 1), date(2026, 7, 19))
    check_thresholds(on=TODAY)
    last = VerdictChange.objects.filter(posting=cast.postings["first"], kind="attendance").latest("pk")
    assert (last.on, last.done, last.required, last.after) == (TODAY, 200, 200, "met")


def test_a_standing_written_by_anyone_leaves_its_verdict(cast):
    check_thresholds(on=TODAY)
    Standing.objects.filter(posting=cast.postings["first"], kind="attendance").update(verdict="met")
    assert told(cast.postings["first"])[-1] == ("impossible", "met")


@pytest.mark.parametrize("write", ["update", "delete"])
def test_what_was_said_cannot_be_unsaid(cast, write):
    check_thresholds(on=TODAY)
    rows = VerdictChange.objects.filter(posting=cast.postings["first"])
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(after="met") if write == "update" else rows.delete()
