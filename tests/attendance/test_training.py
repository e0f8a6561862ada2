"""A session's way: planned by its organiser, opened, moved, cancelled – and what the sheets say of it."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from attendance import actions
from attendance.models import Attendee, Day, Training
from core.models import Notice, Record
from core.refusals import Conflict, NotAllowed, Refused
from tests.attendance.training import PAST, SOON, enrolled, held, many, planned
from tests.cast import TODAY


def statuses(cast, name):
    return dict(Day.objects.filter(posting=cast.postings[name]).values_list("day", "status"))


@pytest.mark.parametrize("who", ["township", "clerk", "unit", "cadre", "leadership"])
def test_only_departments_organise_training(cast, who):
    with pytest.raises(NotAllowed) as refused:
        planned(cast, who=who)
    assert refused.value.provision.clause == "二(三)"


@pytest.mark.parametrize("who", ["province", "prefecture", "county"])
def test_each_level_organises_its_own(cast, who):
    assert planned(cast, who=who).area == cast.actors[who].area


def test_a_session_entered_without_timetable_is_laid_on_its_earliest_halves(cast):
    facts = {"area": "630222", "kind": "exchange", "title": "x", "created_by": cast.users["county"]}
    made = Training.objects.create(starts_on=PAST, ends_on=PAST, days=Decimal("0.5"), **facts)
    made.refresh_from_db()
    assert made.halves == [0]


def test_days_and_halves_never_disagree(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        Training.objects.filter(pk=planned(cast).pk).update(days=3)


def test_enrolled_people_have_it_in_their_sheets_on_the_days_that_have_a_half(cast):
    enrolled(cast, "first", starts_on=SOON, days=1, halves=[0, 4], ends_on=date(2026, 8, 5), kind="rotation")
    assert statuses(cast, "first") == {date(2026, 8, 3): "training", date(2026, 8, 5): "training"}


def test_enrolled_people_are_told_once(cast):
    enrolled(cast, "first", "member", starts_on=SOON)
    told = Notice.objects.filter(kind="training_enrolled")
    assert [notice.account_id for notice in told] == [cast.users["cadre"].pk]


def test_moving_a_session_moves_the_days_in_the_sheets_and_tells(cast):
    made = enrolled(cast, "first", starts_on=SOON, days=1)
    later = date(2026, 8, 6)
    actions.change_session(
        made, {"starts_on": later, "ends_on": later, "days": 1, "halves": [0, 1]}, by=cast.actors["county"], on=TODAY
    )
    assert statuses(cast, "first") == {SOON: "in_village", later: "training"}
    assert Notice.objects.filter(kind="training_moved").count() == 1


def test_a_changed_title_tells_nobody(cast):
    made = enrolled(cast, "first", starts_on=SOON)
    actions.change_session(made, {"title": "新"}, by=cast.actors["county"], on=TODAY)
    assert not Notice.objects.filter(kind="training_moved").exists()


def test_who_no_longer_serves_on_the_new_days_is_taken_off(cast):
    made = enrolled(cast, "first", "member", starts_on=SOON, days=1)
    cast.postings["member"].ends_on, cast.postings["member"].end_kind = date(2026, 8, 10), "term"
    cast.postings["member"].save()
    later = date(2026, 8, 20)
    facts = {"starts_on": later, "ends_on": later}
    actions.change_session(made, facts, by=cast.actors["county"], on=TODAY)
    assert list(made.attendees.values_list("posting", flat=True)) == [cast.postings["first"].pk]


def test_a_cancelled_session_is_taken_back_from_the_sheets_with_its_reason(cast):
    made = enrolled(cast, "first", starts_on=SOON, days=1)
    actions.cancel_session(made, "大雪封路", by=cast.actors["county"], on=TODAY)
    day = Day.objects.get(posting=cast.postings["first"])
    assert (day.status, day.confirmed_at, day.reason) == ("in_village", None, "大雪封路")
    assert Notice.objects.get(kind="training_cancelled").params["why"] == "大雪封路"


@pytest.mark.parametrize("reason", ["", "   ", "长" * 201])
def test_cancelling_says_why(cast, reason):
    with pytest.raises(Refused):
        actions.cancel_session(planned(cast), reason, by=cast.actors["county"], on=TODAY)


def test_a_held_session_is_neither_moved_nor_cancelled(cast):
    made = held(cast, {"first": True})
    for deed in (
        lambda: actions.change_session(made, {"title": "x"}, by=cast.actors["county"], on=TODAY),
        lambda: actions.cancel_session(made, "x", by=cast.actors["county"], on=TODAY),
    ):
        with pytest.raises(Conflict):
            deed()


@pytest.mark.parametrize("who", ["county2", "prefecture", "province", "unit", "township"])
def test_nobody_else_keeps_a_session(cast, who):
    with pytest.raises(NotAllowed):
        actions.cancel_session(planned(cast), "x", by=cast.actors[who], on=TODAY)


def test_the_record_keeps_what_changed(cast):
    made = planned(cast)
    actions.change_session(made, {"title": "新题"}, by=cast.actors["county"], on=TODAY)
    line = Record.objects.about(made).get(verb="change_session")
    assert line.details == {"title": ["政策业务培训班", "新题"]}


def test_five_hundred_people_are_enrolled_in_one_statement(cast):
    made, people = planned(cast, starts_on=SOON), many(cast, 500)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert actions.enrol(made, people, by=cast.actors["county"], on=TODAY) == 500
    inserts = [q["sql"] for q in seen if q["sql"].lstrip().startswith("INSERT INTO attendance_attendee (")]
    assert len(inserts) == 1
    assert len(seen) <= 24
    assert Attendee.objects.filter(training=made, attended=None).count() == 500
