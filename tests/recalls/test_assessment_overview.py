"""The overview of assessment: every case in one column, places in the order of their codes, the quota by pool, years compared."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from assessment import actions
from assessment.models import Assessment, Cycle
from assessment.progress import STATES

PAGE, API = "assessment-overview", "api-assessment-overview"


@pytest.fixture
def opened(cast):
    """The three of the county, one of them proposed as excellent and set."""
    actions.open_year(2026, by=cast.actors["county"], on=cast.today)
    case = Assessment.objects.get(posting=cast.postings["first"])
    said = {"grade": "excellent", "opinion": "好", "by": cast.actors["township"], "on": cast.today}
    return actions.set_grade(actions.propose(case, **said), grade="excellent", by=cast.actors["county"], on=cast.today)


def asked(client, **query):
    return client.get(reverse(API), query).json()


def test_every_case_stands_in_one_column_of_the_progress(cast, opened, client_of):
    (place,) = asked(client_of("county"))["places"]
    assert (place["code"], place["total"], place["open"], place["set"], place["excellent"]) == ("630222100", 3, 2, 1, 1)
    assert sum(place[state] for state in STATES) + place["on_notice"] == place["total"]


@pytest.mark.parametrize(
    ("area", "below"), [("63", "6302"), ("6302", "630222"), ("630222", "630222100"), ("630222100", "630222100201")]
)
def test_from_the_province_down_to_the_village(opened, client_of, area, below):
    places = asked(client_of("province"), area=area)["places"]
    assert [place["code"] for place in places] == [below]


@pytest.mark.parametrize(("name", "n"), [("county", 3), ("township", 3), ("county2", 0), ("prefecture", 3)])
def test_each_counts_its_own_jurisdiction(opened, client_of, name, n):
    assert sum(place["total"] for place in asked(client_of(name), year=2026)["places"]) == n


def test_a_place_outside_is_refused_by_machine_and_passed_over_on_the_page(opened, client_of):
    county = client_of("county")
    assert county.get(reverse(API), {"area": "630202"}).status_code == 422
    page = county.get(reverse(PAGE), {"area": "630202"})
    assert (page.status_code, page.context["area"]) == (422, "630222")


def test_teams_are_counted_apart(opened, client_of):
    teams = asked(client_of("county"), whose="teams")["places"]
    assert (
        sum(place["total"] for place in teams) == Assessment.objects.teams().filter(area__startswith="630222").count()
    )


def test_a_grade_that_hangs_is_on_notice(cast, opened, client_of):
    from assessment.models import ResultNotice, ShownResult

    facts = {"cycle": opened.cycle, "area": "630222", "title": "公示", "telephone": "1", "address": "县委"}
    span = {"from_on": cast.today, "until_on": date(2026, 7, 27), "published_by": cast.users["county"]}
    notice = ResultNotice.objects.create(**facts, **span)
    ShownResult.objects.create(notice=notice, assessment=opened, area=opened.area, facts={})
    (place,) = asked(client_of("county"))["places"]
    assert (place["set"], place["on_notice"]) == (0, 1)


def test_the_quota_stands_by_pool(cast, opened, client_of):
    (pool,) = asked(client_of("county"))["quotas"]
    assert (pool["county"], pool["people"], pool["granted"]) == ("630222", 3, 1)


def test_years_stand_beside_each_other(cast, opened, client_of):
    days = {"from_on": date(2025, 1, 1), "until_on": date(2025, 12, 31), "opened_on": date(2025, 12, 1)}
    known = {"area": "630222", "kind": "yearly", "year": 2025, "opened_by": cast.users["county"]}
    cycle, posting = Cycle.objects.create(**known, **days), cast.postings["first"]
    Assessment.objects.create(cycle=cycle, posting=posting, cadre=posting.cadre, area=posting.area, year=2025)
    years = asked(client_of("county"), year=2026)["years"]
    assert [(row["year"], row["total"]) for row in years] == [(2025, 1), (2026, 3)]


def test_excel_page_and_machine_say_the_same(opened, client_of):
    county = client_of("county")
    book = load_workbook(BytesIO(county.get(reverse(PAGE + "-file")).content)).active
    (place,) = asked(county)["places"]
    (row,) = county.get(reverse(PAGE)).context["rows"]
    assert book.cell(3, 2).value == place["code"] == row["code"]
    assert book.cell(3, 3).value == place["total"] == row["total"]


def test_a_village_leads_to_its_list(opened, client_of):
    page = client_of("county").get(reverse(PAGE), {"area": "630222100"}).content.decode()
    assert "/assessments/?year=2026&amp;kind=yearly&amp;whose=people&amp;q=" in page


@pytest.mark.parametrize("name", ["unit", "cadre", "clerk", "sysadmin"])
def test_it_is_closed_to_those_who_assess_nobody(opened, client_of, name):
    assert client_of(name).get(reverse(PAGE)).status_code == 403


@pytest.mark.parametrize("area", ["63", "630222"])
def test_it_takes_few_statements_wherever_one_looks(opened, client_of, django_assert_max_num_queries, area):
    province = client_of("province")
    with django_assert_max_num_queries(15):
        province.get(reverse(PAGE), {"area": area})
