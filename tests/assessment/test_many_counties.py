"""The yearly cycle for every county at once: one piece of work, repeated without harm, a county left out with its reason."""

from datetime import date

import pytest

from assessment import actions
from assessment.actions import many_counties
from assessment.models import Assessment, Cycle, OpeningFacts
from core import work
from core.models import Appointment, Job
from core.refusals import NotAllowed, Refused
from teams.models import Posting


@pytest.fixture
def asked(cast):
    return actions.ask_open_counties(2026, {}, by=cast.actors["prefecture"], on=cast.today)


def run(job):
    work.run({"job": job.pk})
    job.refresh_from_db()
    return job


def test_every_county_below_is_opened_and_the_one_that_lacks_an_officer_says_so(cast, asked):
    assert run(asked).counts == {"counties_opened": 1, "counties_refused": 1, "cases_opened": 5}
    why = {one["area"]: one["why"] for one in asked.payload["outcomes"]}
    assert why["630222"] == ""
    assert "1" in why["630202"]
    assert Cycle.objects.get().ballots_by == date(2027, 1, 10)


def test_every_case_keeps_the_facts_of_that_day(cast, asked):
    run(asked)
    assert OpeningFacts.objects.count() == Assessment.objects.count() == 5


def test_asked_again_it_adds_only_who_is_new(cast, asked):
    run(asked)
    again = run(actions.ask_open_counties(2026, {}, by=cast.actors["prefecture"], on=cast.today))
    assert again.counts["cases_opened"] == 0
    assert Assessment.objects.count() == 5


def test_a_worker_that_is_killed_leaves_nothing_and_the_next_one_does_it_all(cast, asked, monkeypatch):
    def killed(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(work, "report", killed)
        with pytest.raises(KeyboardInterrupt):
            work.run({"job": asked.pk})
    assert not Assessment.objects.exists()
    assert run(asked).counts["cases_opened"] == 5


def test_days_that_are_given_hold_for_every_county(cast):
    days = {"ballots_by": date(2026, 12, 1), "propose_by": date(2026, 12, 2), "review_by": date(2026, 12, 3)}
    run(actions.ask_open_counties(2026, days, by=cast.actors["province"], on=cast.today))
    assert Cycle.objects.get(area="630222").review_by == date(2026, 12, 3)


def test_an_office_that_has_ended_opens_nothing(cast, asked):
    Appointment.objects.filter(pk=asked.payload["appointment"]).update(until_on=date(2026, 7, 1))
    assert run(asked).state == Job.State.FAILED
    assert not Cycle.objects.exists()


@pytest.mark.parametrize("name", ["county", "township", "auditor"])
def test_only_those_above_the_counties_ask(name, cast):
    with pytest.raises(NotAllowed):
        actions.ask_open_counties(2026, {}, by=cast.actors[name], on=cast.today)


@pytest.mark.parametrize("year", [2017, 2027])
def test_a_year_that_cannot_be_is_not_asked_for(year, cast):
    with pytest.raises(Refused):
        actions.ask_open_counties(year, {}, by=cast.actors["province"], on=cast.today)


def test_somebody_who_moved_has_one_case_where_they_serve_last(cast):
    Appointment.objects.create(
        user=cast.users["nobody"], office="township", division=cast.places["630202101"], from_on=date(2026, 1, 1)
    )
    gone = cast.postings["elsewhere"]
    Posting.objects.filter(pk=gone.pk).update(ends_on=date(2026, 4, 30), end_kind="adjustment")
    run(actions.ask_open_counties(2026, {}, by=cast.actors["province"], on=cast.today))
    case = Assessment.objects.get(cadre=gone.cadre)
    assert (case.posting, case.cycle.area) == (gone, "630202")
    assert Job.objects.get().kind == many_counties.OPEN_COUNTIES
