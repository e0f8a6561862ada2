"""The home page of every office."""

import pytest
from django.urls import reverse

from assessment import actions
from assessment.models import Assessment
from tests.access.resulting import graded
from tests.cast import OFFICES

EVERYBODY = [*OFFICES, "cadre"]


@pytest.mark.parametrize("name", EVERYBODY)
def test_every_office_has_a_home(name, client_of):
    assert client_of(name).get(reverse("home")).status_code == 200


@pytest.mark.parametrize("name", EVERYBODY)
def test_home_takes_at_most_fifteen_queries(name, client_of, django_assert_max_num_queries):
    client = client_of(name)
    client.get(reverse("home"))  # the first page of a session also writes the session
    with django_assert_max_num_queries(15):
        client.get(reverse("home"))


def test_a_county_sees_its_places_with_their_teams(client_of):
    page = client_of("county").get(reverse("home"))
    row = next(row for row in page.context["places"] if row["code"] == "630222100")
    assert (row["name"], row["teams"], row["complete"], row["people"], row["unconfirmed"]) == ("川口镇", 2, 1, 3, 3)


def test_a_prefecture_drills_down(client_of):
    page = client_of("prefecture").get(reverse("home"), {"area": "630222"})
    assert [row["code"] for row in page.context["places"]] == ["630222100"]


@pytest.mark.parametrize("area", ["630202", "63", "x", "6302220000000", "' OR 1=1"])
def test_nobody_drills_into_a_place_outside_their_own(area, client_of):
    assert client_of("county").get(reverse("home"), {"area": area}).status_code == 404


def test_a_clerk_sees_the_days_not_confirmed(cast, client_of):
    days = client_of("clerk").get(reverse("home")).context["open_days"]
    assert days[0] == (cast.today, 3)
    assert len(days) == 14


def test_a_unit_sees_which_teams_lack_somebody(client_of):
    short = client_of("unit").get(reverse("home")).context["short"]
    assert [(str(team), team.held) for team in short] == [("红卫村委会", 0)]


def test_the_neighbour_sees_nothing_of_ours(client_of):
    page = client_of("county2").get(reverse("home")).content.decode()
    assert "川口镇" not in page
    assert "队长甲" not in page


def test_home_without_log_in_leads_to_the_log_in(client):
    assert client.get(reverse("home")).status_code == 302


def test_an_account_without_an_office_is_refused(cast, client_of):
    assert client_of("nobody").get(reverse("home")).status_code == 403


def test_what_waits_stands_on_the_home_page_of_its_office_only(cast, client_of):
    actions.open_year(2026, by=cast.actors["county"], on=cast.today)
    waiting = {q.key: q.total for q in client_of("township").get(reverse("home")).context["queues"]}
    assert {kind: total for kind, total in waiting.items() if total} == {"assessments": 5}
    assert not any(q.total for q in client_of("township2").get(reverse("home")).context["queues"])


def test_a_unit_finds_its_results_on_the_home_page(cast, client_of):
    actions.open_year(2026, by=cast.actors["county"], on=cast.today)
    case = Assessment.objects.get(posting=cast.postings["first"])
    said = {"grade": "competent", "by": cast.actors["township"], "on": cast.today, "opinion": "好"}
    done = actions.set_grade(actions.propose(case, **said), grade="competent", by=cast.actors["county"], on=cast.today)
    actions.finish(done, by=cast.actors["county"], on=cast.today)
    assert client_of("unit").get(reverse("home")).context["results"] == [case]
    assert client_of("unit2").get(reverse("home")).context["results"] == []


@pytest.mark.parametrize("name", ["unit", "cadre"])
def test_home_costs_no_more_with_more_results(cast, name, client_of, django_assert_max_num_queries):
    client = client_of(name)
    for years in ((2023,), (2021, 2022)):
        for year in years:
            graded(cast, cast.postings["first"], "county", year=year, state="final", final_on=cast.today)
        client.get(reverse("home"))
        with django_assert_max_num_queries(HOME_WITH_RESULTS[name]):
            page = client.get(reverse("home"))
    assert len(page.context["results"]) == 3


HOME_WITH_RESULTS = {"unit": 11, "cadre": 10}
