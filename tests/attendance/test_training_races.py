"""Many hands at once on one session: attendance entered once, no place given twice, nobody in two sessions at once."""

import pytest

from attendance import actions
from attendance.models import Attendee, Certificate, Training
from core.models import Record
from tests.attendance.training import PAST, SOON, enrolled, held, many, mark, planned
from tests.cast import TODAY
from tests.selection.test_races import at_once
from tests.selection.test_rounds_races import tried

pytestmark = pytest.mark.django_db(transaction=True)


def test_six_officers_enter_who_came_and_one_of_them_does(fresh_cast):
    cast, made = fresh_cast, enrolled(fresh_cast, "first", starts_on=PAST)

    def entered(number):
        marks = [mark(cast, "first", number % 2 == 0)]
        return actions.hold_session(made, marks, by=cast.actors["county"], on=TODAY, version=made.version)

    answers = at_once(6, lambda number: tried(lambda: entered(number)))
    assert sorted(answers) == ["Conflict"] * 5 + ["done"]
    assert Record.objects.filter(verb="hold_session").count() == 1


def test_the_last_place_is_given_once(fresh_cast):
    cast, people = fresh_cast, many(fresh_cast, 6)
    made = planned(cast, starts_on=SOON, capacity=1)
    enrol = actions.enrol
    answers = at_once(6, lambda n: tried(lambda: enrol(made, [people[n]], by=cast.actors["county"], on=TODAY)))
    assert sorted(answers) == ["Refused"] * 5 + ["done"]
    assert made.attendees.count() == 1


def test_nobody_gets_into_two_sessions_of_one_half_day_by_haste(fresh_cast):
    cast = fresh_cast
    made = [planned(cast, starts_on=SOON) for _ in range(4)]
    who = [cast.postings["first"].pk]
    answers = at_once(4, lambda n: tried(lambda: actions.enrol(made[n], who, by=cast.actors["county"], on=TODAY)))
    assert sorted(answers) == ["Refused"] * 3 + ["done"]
    assert Attendee.objects.count() == 1


def test_numbers_of_certificates_are_given_once(fresh_cast):
    cast = fresh_cast
    made = [held(cast, {name: True}, starts_on=PAST) for name in ("first", "member", "town")]
    deed = actions.issue_certificates
    at_once(6, lambda n: tried(lambda: deed(made[n % 3], by=cast.actors["county"], on=TODAY)))
    assert sorted(Certificate.objects.values_list("number", flat=True)) == [1, 2, 3]
    assert Training.objects.filter(state="held").count() == 3
