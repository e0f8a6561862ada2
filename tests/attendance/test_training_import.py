"""Attendance lists from Excel: a dry run first, faults at their cells, entered as a whole, taken back as a whole."""

from datetime import date

import pytest

from attendance import actions
from attendance.models import Training
from core.imports import deeds
from core.models import Record
from core.refusals import NotAllowed
from teams.models import Cadre
from tests.attendance.training import PAST, came, enrolled, held, mark
from tests.cast import TODAY
from tests.imports.conftest import handed_in, upload, worked, xlsx  # noqa: F401 – fixtures

HEADS = ("姓名", "所驻村", "身份证号", "参训天数")


@pytest.fixture
def listed(cast, handed_in):  # noqa: F811
    """`listed(session, rows…)` is a list of the county, checked."""

    def hand_in(session, *rows):
        return handed_in("attendees", xlsx(HEADS, *rows), asked={"session": session.pk})

    return hand_in


def problems(sheet):
    return {row.number: [one["key"] for one in row.problems] for row in sheet.rows.all() if row.problems}


def test_a_list_is_told_apart_before_anything_is_entered(cast, listed):
    made = enrolled(cast, "first", starts_on=PAST)
    sheet = listed(made, ("队长甲", "享堂", None, None), ("队员乙", None, None, None))
    assert sheet.counts == {"changed": 1, "new": 1}
    assert came(made) == {cast.postings["first"].pk: (None, ())}


def test_entering_marks_and_adds(cast, listed, worked):  # noqa: F811
    made = enrolled(cast, "first", starts_on=PAST)
    worked(deeds.enter, listed(made, ("队长甲", None, None, 1.5), ("队员乙", None, None, None)))
    assert came(made) == {cast.postings["first"].pk: (True, (3,)), cast.postings["member"].pk: (True, ())}


def test_no_days_is_somebody_who_did_not_come(cast, listed, worked):  # noqa: F811
    made = enrolled(cast, "first", starts_on=PAST)
    worked(deeds.enter, listed(made, ("队长甲", None, None, 0)))
    assert came(made) == {cast.postings["first"].pk: (False, ())}


def test_faults_stand_at_their_cells(cast, listed):
    made = enrolled(cast, "first", starts_on=PAST)
    rows = [
        ("外县壬", None, None, None),
        ("队长甲", "红卫", None, None),
        ("队员乙", None, None, 3),
        ("乡员丙", None, None, 0.3),
    ]
    sheet = listed(made, *rows)
    assert list(problems(sheet).values()) == [["name"], ["name"], ["days"], ["days"]]


def test_somebody_named_twice_is_a_fault(cast, listed):
    sheet = listed(enrolled(cast, "first", starts_on=PAST), ("队长甲", None, None, None), ("队长甲", None, None, None))
    assert list(problems(sheet).values()) == [["name"]]


def test_namesakes_are_told_apart_by_village_or_number(cast, listed):
    Cadre.objects.filter(pk=cast.cadres["member"].pk).update(name="队长甲")
    made = enrolled(cast, "first", starts_on=PAST)
    sheet = listed(made, ("队长甲", None, None, None))
    assert list(problems(sheet).values()) == [["name"]]


def test_taking_back_leaves_what_stood_there(cast, listed, worked):  # noqa: F811
    made = enrolled(cast, "first", starts_on=PAST)
    before = came(made)
    sheet = worked(deeds.enter, listed(made, ("队长甲", None, None, None), ("队员乙", None, None, None)))
    worked(deeds.take_back, sheet)
    assert came(made) == before


def test_a_list_of_a_held_session_is_a_correction_with_the_file_as_reason(cast, listed, worked):  # noqa: F811
    made = held(cast, {"first": False}, starts_on=PAST)
    worked(deeds.enter, listed(made, ("队长甲", None, None, None)))
    assert Record.objects.about(made).filter(verb="correct_attendance", note="表.xlsx").count() == 1


def test_what_was_corrected_since_is_not_taken_back(cast, listed, worked):  # noqa: F811
    made = held(cast, {"first": False}, starts_on=PAST)
    sheet = worked(deeds.enter, listed(made, ("队长甲", None, None, None)))
    actions.correct_attendance(made, [mark(cast, "first", True, 0)], "核对", by=cast.actors["county"], on=TODAY)
    worked(deeds.take_back, sheet)
    assert came(made) == {cast.postings["first"].pk: (True, (0,))}


@pytest.mark.parametrize("who", ["township", "unit", "clerk"])
def test_only_departments_hand_a_list_in(cast, who):
    with pytest.raises(NotAllowed):
        deeds.hand_in("attendees", upload(b"x"), asked={}, by=cast.actors[who], on=TODAY)


def test_the_form_offers_ones_own_sessions_that_are_over(cast, client_of):
    over = enrolled(cast, "first", starts_on=PAST)
    enrolled(cast, "first", starts_on=date(2026, 8, 3))
    Training.objects.create(
        area="630202",
        kind="exchange",
        title="他县",
        starts_on=PAST,
        ends_on=PAST,
        days=1,
        created_by=cast.users["county2"],
    )
    page = client_of("county").get("/imports/new/?kind=attendees").content.decode()
    assert [page.count(f'<option value="{row.pk}"') for row in Training.objects.all()].count(1) == 1
    assert f'<option value="{over.pk}"' in page
