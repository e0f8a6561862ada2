"""Matters raised at meetings: owned by an office, followed up, ended in words, opened again."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.models import Notice, Record
from core.refusals import Conflict, NotAllowed, Refused
from duties.actions import matters as deeds
from duties.models import Matter
from duties.periods import period_of
from tests.duties.duties import closed, held, planned, raised


def who(cast, name):
    return {"by": cast.actors[name], "on": cast.today}


def test_the_owner_of_a_matter_is_told_once(cast):
    raised(cast)
    told = Notice.objects.get(kind="matter_given")
    assert (told.office, told.area, told.params["until"]) == ("township", "630222100", "2026-08-20")


def test_a_matter_may_belong_to_a_unit(cast):
    matter = raised(cast, owner=f"unit:{cast.units['海东市水务局'].pk}")
    assert matter.owned_by(cast.actors["unit"])
    assert not matter.owned_by(cast.actors["unit2"])


def test_a_matter_is_raised_once_the_meeting_has_taken_place(cast):
    with pytest.raises(Conflict):
        raised(cast, planned(cast))


def test_a_matter_of_a_closed_meeting_says_why_it_comes_late(cast):
    meeting = closed(cast)
    with pytest.raises(Refused):
        raised(cast, meeting)
    assert raised(cast, meeting, reason="会上漏记").pk


def test_a_matter_is_not_due_before_it_was_raised(cast):
    with pytest.raises(Refused):
        raised(cast, due_on=date(2026, 7, 1))


def test_the_owner_ends_a_matter_and_the_group_is_told(cast):
    matter = deeds.end_matter(raised(cast), "settled", "已修通", **who(cast, "township"))
    assert (matter.outcome, matter.ended_on) == ("settled", cast.today)
    assert Notice.objects.get(kind="matter_ended").office == "leadership"


def test_who_neither_owns_nor_keeps_a_matter_does_not_end_it(cast):
    matter = raised(cast)
    for name in ("township2", "unit", "prefecture", "leadership2"):
        with pytest.raises(NotAllowed):
            deeds.end_matter(matter, "settled", "好", **who(cast, name))


def test_an_outcome_without_words_is_refused(cast):
    with pytest.raises(Refused):
        deeds.end_matter(raised(cast), "not_possible", "  ", **who(cast, "township"))


def test_a_matter_is_ended_once(cast):
    matter = raised(cast)
    deeds.end_matter(matter, "handed_on", "转交通局", **who(cast, "township"))
    with pytest.raises(Conflict):
        deeds.end_matter(matter, "settled", "好", **who(cast, "leadership"))


def test_progress_stands_in_the_history(cast):
    matter = raised(cast)
    deeds.note_progress(matter, "已报项目", **who(cast, "township"))
    assert Record.objects.about(matter).get(verb="note_progress").note == "已报项目"


def test_a_matter_opened_again_keeps_what_was_said(cast):
    matter = deeds.end_matter(raised(cast), "settled", "已修通", **who(cast, "township"))
    deeds.reopen_matter(matter, "又塌方", date(2026, 9, 1), **who(cast, "leadership"))
    assert Matter.objects.get().outcome == ""
    assert Record.objects.get(verb="reopen_matter").details["before"]["answer"] == "已修通"


def test_a_matter_given_to_another_office_tells_the_new_one(cast):
    matter = raised(cast)
    facts = {"team": matter.team, "words": "修路", "owner": "county:630222", "person": "", "due_on": date(2026, 8, 30)}
    deeds.change_matter(matter, facts | {"reason": "县级项目"}, **who(cast, "leadership"))
    assert Notice.objects.filter(kind="matter_given", office="county").count() == 1


def test_the_group_is_not_told_of_its_own_words(cast):
    deeds.end_matter(raised(cast, held(cast), owner="leadership:630222"), "settled", "好", **who(cast, "leadership"))
    assert not Notice.objects.filter(kind__in=("matter_given", "matter_ended")).exists()


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)), st.integers(1, 12))
def test_every_day_lies_in_exactly_one_span_of_its_year(day, times):
    first, last, number = period_of(day, times)
    assert first <= day <= last
    assert first.year == last.year == day.year
    assert 1 <= number <= times
    assert period_of(first, times) == period_of(last, times) == (first, last, number)
