"""Ballots of a running cycle and terms that have ended are the county's duty until they are dealt with."""

from datetime import date, timedelta

from assessment.models import Assessment, Cycle
from core.dues import SOURCES
from teams.models import Posting
from tests.assessment.balloting import confirmed, entered


def found(kind, on):
    return list(SOURCES[kind].find(on))


def test_ballots_are_due_on_the_day_of_the_cycle(cast, opened):
    day = Cycle.objects.get().ballots_by
    (one,) = found("ballots", cast.today)
    assert (one.office, one.area, one.due_on) == ("county", "630222", day)
    assert one.params["count"] == 2 * Assessment.objects.teams().count()


def test_a_count_no_second_person_has_confirmed_is_missing_still(cast, opened):
    (before,) = found("ballots", cast.today)
    entered(cast)
    assert found("ballots", cast.today)[0].params == before.params


def test_a_confirmed_count_is_missing_no_more(cast, opened):
    (before,) = found("ballots", cast.today)
    confirmed(cast)
    assert found("ballots", cast.today)[0].params["count"] == before.params["count"] - 1


def test_a_closed_cycle_asks_for_no_ballots(cast, opened):
    Cycle.objects.update(state=Cycle.State.CLOSED)
    assert not found("ballots", cast.today)


def ended(cast, day):
    Posting.objects.filter(pk=cast.postings["first"].pk).update(ends_on=day, end_kind="term")


def test_a_term_that_has_ended_is_to_be_assessed(cast):
    ended(cast, date(2026, 6, 30))
    (one,) = found("term_to_open", cast.today)
    assert (one.area, one.due_on, one.params["count"]) == ("630222", date(2026, 7, 10), 1)


def test_a_term_still_to_come_is_nobodys_duty_yet(cast):
    ended(cast, cast.today + timedelta(days=1))
    assert not found("term_to_open", cast.today)


def test_a_term_with_its_case_is_done(cast, opened):
    ended(cast, date(2026, 6, 30))
    Assessment.objects.filter(posting=cast.postings["first"]).update(kind="term")
    assert not found("term_to_open", cast.today)
