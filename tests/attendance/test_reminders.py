"""Clerks are reminded of unconfirmed days once a spell."""

from datetime import date, timedelta

import pytest

from attendance.actions import confirm_span, remind_unconfirmed
from attendance.overdue import overdue
from core.models import CountyRule, Notice
from tests.cast import TODAY

A_DAY = timedelta(days=1)
TOWN = "630222100"


@pytest.fixture
def confirmed(cast):
    """`confirmed(day)`: the clerk has confirmed everything of the year up to that day."""

    def until(last, first=date(2026, 1, 1)):
        while first <= last:
            confirm_span(first, min(last, first + 30 * A_DAY), by=cast.actors["clerk"], on=last)
            first += 31 * A_DAY

    return until


def reminded():
    return Notice.objects.filter(kind="days_unconfirmed", area=TOWN).count()


def test_days_within_the_allowance_are_nobodys_fault(confirmed):
    confirmed(TODAY - 4 * A_DAY)
    assert TOWN not in overdue(TODAY)


def test_a_day_beyond_the_allowance_counts_for_each_person(confirmed):
    confirmed(TODAY - 5 * A_DAY)
    assert overdue(TODAY)[TOWN] == (3, 3)


def test_a_county_may_allow_more(confirmed, cast):
    confirmed(TODAY - 5 * A_DAY)
    CountyRule.objects.create(
        area="630222",
        key="attendance.unconfirmed_after_days",
        value=10,
        effective_from=date(2026, 1, 1),
        document_number="民组〔2026〕2号",
        entered_by=cast.users["county"],
    )
    assert TOWN not in overdue(TODAY)


def test_december_still_counts_in_january(cast):
    days = overdue(date(2027, 1, 10))[TOWN][0]
    assert days == 3 * (365 + 6)


def test_the_clerk_is_reminded_once_however_long_the_spell(cast):
    for night in range(20):
        remind_unconfirmed(on=TODAY + night * A_DAY)
    assert reminded() == 1


def test_a_clerk_who_stays_a_little_behind_is_not_reminded_every_day(confirmed):
    for night in range(5):
        confirmed(TODAY + (night - 6) * A_DAY)
        remind_unconfirmed(on=TODAY + night * A_DAY)
    assert reminded() == 1


def test_a_new_spell_is_a_new_reminder(confirmed):
    remind_unconfirmed(on=TODAY)
    confirmed(TODAY)
    remind_unconfirmed(on=TODAY)
    remind_unconfirmed(on=TODAY + 9 * A_DAY)
    assert reminded() == 2


def test_the_reminder_says_how_many_days_and_leads_to_the_sheet(confirmed):
    confirmed(TODAY - 5 * A_DAY)
    remind_unconfirmed(on=TODAY)
    notice = Notice.objects.get(kind="days_unconfirmed", area=TOWN)
    assert (notice.params, notice.link) == ({"days": 3, "allowed": 3}, "/attendance/sheet/")


def test_all_townships_are_looked_at_in_four_statements(cast, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        overdue(TODAY)
