"""What leadership groups and owners of matters owe, and until when."""

from datetime import date

from core.models import CountyRule
from duties.actions import matters as matter_deeds
from duties.actions import meetings as deeds
from duties.meeting_dues import matters, meetings, minutes
from tests.duties.duties import closed, held, planned, raised

HERE = "630222"


def owed(source, cast, about=HERE):
    return sorted(due.due_on for due in source(cast.today) if due.about.startswith(about))


def test_a_quarter_without_a_meeting_is_owed_until_its_last_day_and_late_in_the_next(cast):
    assert owed(meetings, cast) == [date(2026, 6, 30), date(2026, 9, 30)]


def test_a_planned_meeting_is_not_yet_a_meeting(cast):
    planned(cast)
    assert date(2026, 9, 30) in owed(meetings, cast)


def test_a_meeting_held_is_owed_no_longer(cast):
    held(cast)
    assert owed(meetings, cast) == [date(2026, 6, 30)]
    held(cast, day=date(2026, 5, 4))
    assert owed(meetings, cast) == []


def test_a_county_that_asks_for_two_owes_the_second(cast):
    rule = {"area": HERE, "key": "meeting.per_quarter", "value": 2, "effective_from": date(2026, 7, 1)}
    CountyRule.objects.create(**rule, document_number="1号", quote="两次", entered_by=cast.users["county"])
    held(cast)
    assert date(2026, 9, 30) in owed(meetings, cast)


def test_a_county_without_first_secretaries_owes_nothing(cast):
    assert owed(meetings, cast, about="630121") == []


def test_minutes_are_owed_from_the_day_of_the_meeting_until_it_is_closed(cast):
    planned(cast)
    assert owed(minutes, cast) == []
    meeting = held(cast)
    assert owed(minutes, cast) == [date(2026, 7, 27)]
    deeds.cancel_meeting(planned(cast), "改期", by=cast.actors["county"], on=cast.today)
    words, by = {"chair": "组长", "minutes": "纪要"}, {"by": cast.actors["county"], "on": cast.today}
    deeds.write_minutes(meeting, words, version=meeting.version, **by)
    deeds.close_meeting(meeting, **by)
    assert owed(minutes, cast) == []


def test_an_open_matter_is_owed_by_its_owner(cast):
    matter = raised(cast)
    [due] = matters(cast.today)
    assert (due.office, due.area, due.due_on) == ("township", "630222100", matter.due_on)
    matter_deeds.end_matter(matter, "settled", "好", by=cast.actors["township"], on=cast.today)
    assert list(matters(cast.today)) == []


def test_what_every_county_owes_is_found_in_five_statements(cast, django_assert_num_queries):
    closed(cast)
    with django_assert_num_queries(5):
        assert {due.about for due in meetings(cast.today)} == {HERE, "630202"}
