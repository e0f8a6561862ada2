"""A posting approved for a later day: everywhere "from that day", nowhere before, and told once when it begins."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.urls import reverse

from core.jobs import claim_day
from core.models import JobRun, Notice, User
from core.outbox import HANDLERS
from teams import tasks  # noqa: F401 – registers the job
from teams.actions import announce_beginnings, open_posting

AUGUST = date(2026, 8, 1)


@pytest.fixture
def today_is(settings):
    return lambda day: setattr(settings, "TODAY", day)


@pytest.fixture
def coming(cast):
    cast.cadres["pool"].account = cast.users["nobody"]
    cast.cadres["pool"].save()
    return open_posting(
        cast.teams["630222100200"],
        seat="first_secretary",
        cadre=cast.cadres["pool"],
        starts_on=AUGUST,
        term_ends_on=date(2028, 7, 31),
        by=cast.actors["prefecture"],
        on=cast.today,
    )


def told():
    return list(Notice.objects.filter(kind="postings_begin").order_by("office").values_list("office", flat=True))


def test_nobody_is_told_before_the_day(coming):
    announce_beginnings(on=AUGUST - timedelta(days=1))
    assert told() == []


def test_four_are_told_on_the_day(coming):
    announce_beginnings(on=AUGUST)
    assert told() == ["cadre", "county", "township", "unit"]


def test_a_second_run_tells_nothing_new(coming):
    announce_beginnings(on=AUGUST)
    announce_beginnings(on=AUGUST)
    assert len(told()) == 4


def test_a_day_without_a_run_is_made_up_for_once(coming):
    announce_beginnings(on=AUGUST + timedelta(days=3))
    announce_beginnings(on=AUGUST + timedelta(days=4))
    assert len(told()) == 4


def test_many_that_begin_together_are_one_notice_to_each_office(cast, coming):
    other = open_posting(
        cast.teams["630222100200"],
        seat="unit_member",
        cadre=cast.cadres["pool2"],
        starts_on=AUGUST,
        term_ends_on=None,
        by=cast.actors["prefecture"],
        on=cast.today,
    )
    announce_beginnings(on=AUGUST)
    notice = Notice.objects.get(kind="postings_begin", office="unit")
    assert notice.params["who"] == f"{coming.cadre.name}、{other.cadre.name}"


def test_the_daily_job_does_it(coming):
    assert "teams.announce_beginnings" in settings.DAILY_JOBS
    claim_day("teams.announce_beginnings", AUGUST)
    HANDLERS["teams.announce_beginnings"]({"on": AUGUST.isoformat()})
    assert JobRun.objects.get(job="teams.announce_beginnings").counts == {"told": 4}


def test_the_seat_is_empty_until_the_day_and_says_who_comes_when(coming, client_of):
    page = client_of("county").get(reverse("team", args=[coming.team_id])).content.decode()
    assert coming.cadre.name in page
    assert "2026-08-01" in page
    row = client_of("county").get(reverse("teams")).content.decode()
    assert f"{coming.cadre.name} (自" in row


@pytest.mark.parametrize(("day", "holders"), [("2026-07-31", 0), ("2026-08-01", 1)])
def test_lists_count_the_holder_from_the_day(coming, client_of, today_is, day, holders):
    today_is(day)
    query = {"team": coming.team_id, "current": "yes"}
    assert client_of("county").get(reverse("api-postings"), query).json()["count"] == holders
    serving = client_of("county").get(reverse("cadres"), {"serving": "yes"}).content.decode()
    assert (coming.cadre.name in serving) == bool(holders)


def test_a_successor_shows_beside_the_holder_until_the_day(cast, client_of, today_is):
    today_is("2027-08-20")
    User.objects.update(password_set_on=date(2027, 8, 1))
    team = cast.teams["630222100201"]
    open_posting(
        team,
        seat="first_secretary",
        cadre=cast.cadres["pool"],
        starts_on=date(2027, 9, 1),
        term_ends_on=date(2029, 8, 31),
        by=cast.actors["prefecture"],
        on=date(2027, 8, 20),
    )
    page = client_of("county").get(reverse("team", args=[team.pk])).content.decode()
    assert cast.cadres["first"].name in page
    assert f"{cast.cadres['pool'].name} · 自" in page
