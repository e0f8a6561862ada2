"""The overview of a place: its numbers, by place and in the order of the codes, down to the list; nothing of a neighbour's."""

import io
import json
from datetime import date, timedelta

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from assessment.models import Assessment
from attendance.models import Day, Standing
from overview.charts.building import NAMES
from tests.access.world import assessment_of
from tests.cast import TODAY
from tests.support.funding import funded, spend


def chart(client, key, query=""):
    charts = json.loads(client.get(f"/api/v1/overview/{query}").content)["charts"]
    return next((one for one in charts if one["key"] == key), None)


def rows(client, key, query=""):
    return {row["code"]: row["numbers"] for row in chart(client, key, query)["rows"]}


def standing(posting, verdict, kind="attendance"):
    facts = dict.fromkeys(("required", "done", "remaining", "possible", "forecast"), 1)
    made = {"year": 2026, "kind": kind, "as_of": TODAY, "verdict": verdict, "verdict_since": TODAY}
    Standing.objects.create(posting=posting, area=posting.area, **made, **facts)


def sheet(client, query):
    return [list(line) for line in load_workbook(io.BytesIO(client.get(query).content)).active.values]


def test_teams_are_complete_or_short_by_place(client_of):
    assert rows(client_of("prefecture"), "teams") == {"630202": [1, 0, 1], "630222": [2, 1, 1]}


def test_a_place_leads_down_to_its_people(client_of):
    page = client_of("county").get("/overview/").content.decode()
    assert 'href="/overview/?area=630222100&amp;day=2026-07-20"' in page
    below = client_of("county").get("/overview/?area=630222100").content.decode()
    assert "/attendance/on-post/?area=630222100201&amp;day=2026-07-20" in below


def test_only_confirmed_days_count_as_on_post(client_of, cast):
    for who, at in (("first", "2026-07-20T01:00Z"), ("member", None)):
        facts = {"status": "in_village", "changed_by": cast.users["clerk"], "confirmed_at": at}
        facts["confirmed_by"] = cast.users["clerk"] if at else None
        Day.objects.create(posting=cast.postings[who], day=TODAY, **facts)
    numbers = rows(client_of("county"), "on_post")["630222100"]
    assert (numbers[0], numbers[1], numbers[-1]) == (3, 1, 2)


def test_standings_of_both_kinds_are_counted_apart(client_of, cast):
    standing(cast.postings["first"], "at_risk")
    standing(cast.postings["first"], "met", kind="training")
    county = client_of("county")
    assert rows(county, "attendance") == {"630222100": [1, 0, 0, 1, 0]}
    assert rows(county, "training") == {"630222100": [1, 1, 0, 0, 0]}


def test_grades_stand_beside_those_without_one(client_of, cast):
    assessment_of(cast, cast.postings["first"])
    assert rows(client_of("county"), "grades") == {"630222100": [1, 0, 0, 0, 0, 1]}


def test_a_unit_sees_no_chart_of_grades(client_of, cast):
    assessment_of(cast, cast.postings["first"])
    assert chart(client_of("unit"), "grades") is None


@pytest.mark.parametrize(
    ("days", "numbers"), [(0, [1, 1, 0, 0, 0]), (4, [1, 0, 1, 0, 0]), (8, [1, 0, 0, 1, 0]), (15, [1, 0, 0, 0, 1])]
)
def test_cases_are_counted_by_the_days_they_wait(client_of, cast, days, numbers):
    case = assessment_of(cast, cast.postings["first"])
    Assessment.objects.filter(pk=case.pk).update(changed_at=timezone.now() - timedelta(days=days, minutes=1))
    names = [row["numbers"] for row in chart(client_of("county"), "cases")["rows"]]
    assert names == [numbers]


def test_a_neighbour_is_not_counted(client_of):
    assert set(rows(client_of("county2"), "teams")) == {"630202101"}


def test_a_unit_counts_those_it_has_sent(client_of):
    assert rows(client_of("unit"), "on_post")["6302"][0] == 2


def test_a_place_outside_the_jurisdiction_is_a_clear_error(client_of):
    page = client_of("county").get("/overview/?area=630202")
    assert page.status_code == 422
    assert "CANARY" not in page.content.decode()


def test_a_day_to_come_is_refused_in_words(client_of):
    assert "这一天尚未到来" in client_of("county").get("/overview/?day=2026-07-21").content.decode()


def test_before_the_first_posting_nothing_is_recorded(client_of):
    assert "当日此处没有记录" in client_of("township").get("/overview/?day=2019-01-01").content.decode()


@pytest.mark.parametrize("part", ["teams", "on_post", "cases"])
def test_the_file_holds_the_numbers_of_the_page_and_its_conditions(client_of, cast, part):
    assessment_of(cast, cast.postings["first"])
    county = client_of("county")
    lines, shown = sheet(county, f"/overview/chart.xlsx?part={part}"), chart(county, part)
    head = next(at for at, line in enumerate(lines) if line[0] == "代码")
    assert [line[2:] for line in lines[head + 1 : -1]] == [row["numbers"] for row in shown["rows"]]
    assert lines[1][0] == shown["about"]


def test_funds_show_what_there_is_to_spend_and_what_is_left(client_of, cast):
    funded(cast)
    spend(cast, "120.50")
    assert rows(client_of("county"), "funds") == {"630222100": [10000, 120, 9880]}
    assert rows(client_of("county2"), "funds") == {}


def test_a_clerk_sees_no_money(client_of):
    assert chart(client_of("township"), "funds") is not None
    assert client_of("clerk").get("/overview/").status_code == 403


def test_each_chart_stands_on_the_page_with_its_table(client_of, cast):
    standing(cast.postings["first"], "met")
    standing(cast.postings["first"], "met", kind="training")
    assessment_of(cast, cast.postings["first"])
    funded(cast)
    page = client_of("county").get("/overview/").content.decode()
    assert [key for key in NAMES if f'id="{key}"' in page] == [key for key in NAMES if key != "quota"]


def test_the_same_few_statements_for_one_person_and_for_three(client_of, cast, django_assert_max_num_queries):
    province, township = client_of("province"), client_of("township")
    for client in (province, township):
        client.get("/overview/")
        with django_assert_max_num_queries(20):
            client.get("/overview/")


def test_the_calendar_shows_the_share_in_the_village_of_each_day(client_of, cast):
    facts = {"status": "in_village", "changed_by": cast.users["clerk"], "confirmed_by": cast.users["clerk"]}
    Day.objects.create(posting=cast.postings["first"], day=TODAY, confirmed_at="2026-07-20T01:00Z", **facts)
    page = client_of("county").get("/overview/calendar/")
    (today,) = [one for week in page.context["weeks"] for one in week if one and one["day"] == TODAY]
    assert today["share"] == 33
    assert len(page.context["weeks"][0]) == 7
    assert page.context["weeks"][0][2]["day"] == date(2026, 7, 1)


def test_the_calendar_is_fetched_as_a_fragment(client_of):
    answer = client_of("county").get("/overview/calendar/", headers={"HX-Request": "true"})
    assert "<html" not in answer.content.decode()


def test_divisions_stand_beside_each_other_by_code(client_of):
    page = client_of("prefecture").get("/overview/compare/?beside=630222&beside=630202")
    assert [code for code, _name in page.context["heads"]] == ["630202", "630222"]


def test_a_comparison_says_number_and_share(client_of):
    lines = json.loads(client_of("prefecture").get("/api/v1/overview/compare/").content)["lines"]
    complete = next(one for one in lines if one["column"] == "complete")
    assert (complete["numbers"], complete["shares"]) == ([0, 1], [0, 50])


def test_the_comparison_as_a_file_holds_the_same(client_of):
    lines = sheet(client_of("prefecture"), "/overview/compare.xlsx")
    assert ["工作队：满员与缺员", "满员", 0, 0, 1, 50] in lines


def test_a_division_of_somebody_else_cannot_be_set_beside(client_of):
    assert client_of("county").get("/overview/compare/?beside=630202101").status_code == 422
