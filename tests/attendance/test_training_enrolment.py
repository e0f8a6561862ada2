"""Enrolment 报名: by the organiser, by those a session is open to, within its places, never twice at once."""

from datetime import date
from decimal import Decimal

import pytest

from attendance import actions, training_rows
from attendance.models import Attendee, Standing, Training
from core.models import Notice
from core.refusals import Conflict, NotAllowed, Refused
from teams.models import Posting
from tests.attendance.training import PAST, SOON, enrolled, held, planned
from tests.cast import TODAY


def opened(cast, until=None, **more):
    made = planned(cast, starts_on=SOON, **more)
    return actions.open_enrolment(made, until, by=cast.actors["county"], on=TODAY)


def enrol(cast, made, who, *names, on=TODAY):
    return actions.enrol(made, [cast.postings[name].pk for name in names], by=cast.actors[who], on=on)


def names(cast, session, **wanted):
    return {row.cadre.name for row in training_rows.candidates(cast.actors["county"], session, wanted)}


def test_nobody_but_the_organiser_enrols_before_it_is_open(cast):
    with pytest.raises(NotAllowed):
        enrol(cast, planned(cast, starts_on=SOON), "unit", "first")


@pytest.mark.parametrize(("who", "name"), [("unit", "first"), ("township", "town"), ("clerk", "member")])
def test_once_open_units_and_townships_enrol_their_own(cast, who, name):
    assert enrol(cast, opened(cast), who, name) == 1


def test_a_unit_enrols_nobody_elses_people(cast):
    with pytest.raises(Refused):
        enrol(cast, opened(cast), "unit", "town")


def test_enrolment_ends_on_its_last_day(cast):
    made = opened(cast, until=date(2026, 7, 25))
    assert enrol(cast, made, "unit", "first", on=date(2026, 7, 25)) == 1
    with pytest.raises(NotAllowed):
        enrol(cast, made, "unit", "member", on=date(2026, 7, 26))


def test_opening_tells_the_units_and_townships_concerned_once(cast):
    made = opened(cast)
    actions.open_enrolment(made, None, by=cast.actors["county"], on=TODAY)
    told = Notice.objects.filter(kind="training_open")
    assert {(row.office, row.area or row.unit.name) for row in told} == {
        ("township", "630222100"),
        ("unit", "海东市水务局"),
    }


def test_an_open_session_is_seen_by_those_it_is_open_to_and_by_nobody_else(cast):
    made = opened(cast)
    seen = {who for who, actor in cast.actors.items() if Training.objects.visible_to(actor).filter(pk=made.pk).exists()}
    inside = {"province", "province_b", "prefecture", "county", "county_b", "leadership"}
    assert seen == inside | {"township", "clerk", "clerk_b", "unit"}


def test_a_session_that_has_ended_cannot_be_opened(cast):
    with pytest.raises(Refused):
        actions.open_enrolment(planned(cast, starts_on=PAST), None, by=cast.actors["county"], on=TODAY)


def test_no_more_people_than_places(cast):
    made = planned(cast, starts_on=SOON, capacity=2)
    with pytest.raises(Refused, match="2"):
        enrol(cast, made, "county", "first", "member", "town")
    assert not made.attendees.exists()
    assert enrol(cast, made, "county", "first", "member") == 2


def test_enrolling_twice_adds_nobody(cast):
    made = enrolled(cast, "first", starts_on=SOON)
    assert enrol(cast, made, "county", "first") == 0


def test_nobody_is_in_two_sessions_on_the_same_half_day(cast):
    enrolled(cast, "first", starts_on=SOON, days=Decimal("0.5"))
    with pytest.raises(Refused, match="队长甲"):
        enrolled(cast, "first", starts_on=SOON, days=1)


def test_morning_and_afternoon_of_one_day_are_two_sessions(cast):
    enrolled(cast, "first", starts_on=SOON, days=Decimal("0.5"))
    assert enrolled(cast, "first", starts_on=SOON, days=Decimal("0.5"), begins=1).attendees.count() == 1


def test_who_did_not_come_to_one_session_may_have_been_in_another(cast):
    held(cast, {"first": False}, starts_on=PAST)
    assert enrolled(cast, "first", starts_on=PAST).attendees.count() == 1


def test_somebody_of_another_county_is_refused(cast):
    with pytest.raises(Refused):
        enrolled(cast, "elsewhere", starts_on=SOON)


def test_pre_posting_training_takes_who_begins_later(cast):
    cast.postings["first"].starts_on = date(2026, 9, 1)
    cast.postings["first"].save()
    with pytest.raises(Refused):
        enrolled(cast, "first", starts_on=SOON)
    assert enrolled(cast, "first", starts_on=SOON, kind="pre_posting").attendees.count() == 1


def test_those_still_short_of_the_yearly_days_are_found_in_one_go(cast):
    made = planned(cast, starts_on=SOON)
    facts = {"area": "630222100201", "year": 2026, "kind": "training", "as_of": TODAY, "verdict_since": TODAY}
    enough = {"required": 4, "done": 4, "remaining": 0, "possible": 9, "forecast": 4, "verdict": "met"}
    Standing.objects.create(posting=cast.postings["first"], **facts, **enough)
    assert names(cast, made, short=True) == {"队员乙", "乡员丙"}


def test_people_are_found_by_place_seat_and_name(cast):
    made = enrolled(cast, "member", starts_on=SOON)
    assert names(cast, made) == {"队长甲", "乡员丙"}
    assert names(cast, made, seat="township_member") == {"乡员丙"}
    assert names(cast, made, area="630222101") == set()
    assert names(cast, made, q="队长") == {"队长甲"}


def test_a_unit_strikes_only_its_own(cast):
    made = opened(cast)
    enrol(cast, made, "county", "first", "town")
    everybody = list(Posting.objects.values_list("pk", flat=True))
    assert actions.strike(made, everybody, by=cast.actors["unit"], on=TODAY) == 1
    assert list(made.attendees.values_list("posting", flat=True)) == [cast.postings["town"].pk]


def test_the_list_of_a_held_session_takes_no_more_enrolment(cast):
    with pytest.raises(Conflict):
        enrol(cast, held(cast, {"first": True}), "county", "member")


def test_striking_somebody_tells_them_and_frees_their_day(cast):
    made = enrolled(cast, "first", starts_on=SOON)
    actions.strike(made, [cast.postings["first"].pk], by=cast.actors["county"], on=TODAY)
    assert not Attendee.objects.filter(training=made).exists()
    assert Notice.objects.filter(kind="training_struck").count() == 1
