"""One posting's year: the arithmetic, the months, what must be done, what was said before."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation

from attendance.actions import check_thresholds
from attendance.person import year_of
from attendance.todo import to_do
from tests.attendance.writing import COUNTED, confirmed, rule, trained
from tests.cast import TODAY


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def year(cast, who="first", on=TODAY, of=2026):
    return year_of(cast.postings[who], of, on=on)


def test_the_share_of_a_year_is_reckoned_before_ones_eyes(cast):
    found = year(cast, on=date(2025, 12, 31), of=2025)["parts"][0]
    assert found.required_sum == "200 × 122 ÷ 365 = 66.85, rounded up to 67"


def test_a_whole_year_needs_no_arithmetic(cast):
    assert year(cast)["parts"][0].required_sum == ""


def test_what_is_not_prorated_owes_all(cast):
    assert year(cast, on=date(2025, 12, 31), of=2025)["parts"][1].whole_though_part


def test_the_forecast_shows_its_pace(cast):
    confirmed(cast, cast.postings["first"], date(2026, 6, 1), date(2026, 7, 10))
    found = year(cast)["parts"][0]
    assert found.forecast_sum == "40 + 40 ÷ 201 × 164, rounded down to 72"


def test_seventeen_of_the_next_twenty_one_days(cast):
    confirmed(cast, cast.postings["first"], date(2026, 1, 1), date(2026, 7, 2))
    found = year(cast, on=date(2026, 12, 10))["parts"][0]
    assert found.to_do == "In the village on 17 of the next 21 days, until 2026-12-31."


def test_whoever_is_late_is_told_by_how_much(cast):
    assert year(cast)["parts"][0].to_do == "Even if every day until 2026-12-31 counts, 36 days will be missing."


def test_training_says_days_and_day(cast):
    trained(cast, cast.postings["first"], date(2026, 3, 2), date(2026, 3, 2), "0.5")
    assert year(cast)["parts"][1].to_do == "3.5 more days of training by 2026-12-31."


def test_what_must_be_done_ends_with_the_posting(cast):
    posting = cast.postings["first"]
    confirmed(cast, posting, date(2026, 1, 1), date(2026, 3, 31))
    posting.ends_on, posting.end_kind = date(2026, 8, 31), "adjustment"
    posting.save()
    assert year(cast)["parts"][0].to_do.endswith("until 2026-08-31 counts, 2 days will be missing.")


def test_months_add_up_to_the_year(cast):
    confirmed(cast, cast.postings["first"], date(2026, 3, 20), date(2026, 5, 2))
    confirmed(cast, cast.postings["first"], date(2026, 6, 1), date(2026, 6, 3), "leave")
    found = year(cast)
    assert sum(row.counted for row in found["months"]) == found["parts"][0].standing.done == 44
    assert found["sum"]["days"] - found["sum"]["unconfirmed"] == 47


def test_a_month_in_which_the_rule_changed_counts_both_halves(cast):
    rule(cast, COUNTED, ["in_village"], date(2026, 6, 16))
    confirmed(cast, cast.postings["first"], date(2026, 6, 1), date(2026, 6, 30), "report_out")
    june = next(row for row in year(cast)["months"] if row.first.month == 6)
    assert (june.said["report_out"], june.counted) == (30, 15)


def test_a_month_shows_the_countys_minimum(cast):
    rule(cast, "attendance.days_per_month", 20, date(2026, 1, 1))
    found = year(cast)["months"]
    assert [row.judgement.standing.required for row in found] == [20] * 7


def test_the_page_of_a_year_that_has_not_come_is_that_of_this_year(cast):
    assert year(cast, of=2099)["year"] == 2026


def test_the_page_of_a_year_before_the_posting_is_that_of_its_first(cast):
    assert year(cast, of=2001)["year"] == 2025


def test_the_page_quotes_the_text(cast, client_of):
    check_thresholds(on=TODAY)
    page = client_of("county").get(reverse("posting-standing", args=[cast.postings["first"].pk]))
    assert "不少于200天" in page.content.decode()


def test_the_page_takes_few_queries(cast, client_of, django_assert_max_num_queries):
    client, address = client_of("county"), reverse("posting-standing", args=[cast.postings["first"].pk])
    client.get(address)
    with django_assert_max_num_queries(14):
        client.get(address)


def test_a_posting_that_has_not_begun_has_no_year_yet(cast, client_of):
    posting = cast.postings["first"]
    posting.starts_on = date(2027, 3, 1)
    posting.save()
    assert client_of("county").get(reverse("posting-standing", args=[posting.pk])).status_code == 200


def test_a_cadre_reads_ones_own_year_and_no_other(cast, client_of):
    client = client_of("cadre")
    found = [
        client.get(reverse("posting-standing", args=[cast.postings[who].pk])).status_code for who in ("first", "member")
    ]
    assert found == [200, 404]


def test_machines_read_the_year_as_the_page_shows_it(cast, client_of):
    confirmed(cast, cast.postings["first"], date(2026, 6, 1), date(2026, 6, 10))
    check_thresholds(on=TODAY)
    told = client_of("county").get(reverse("api-posting-standing", args=[cast.postings["first"].pk])).json()
    assert (told["standings"][0]["done"], told["months"][5]["counted"], told["history"][0]["kind"]) == (
        10,
        10,
        "training",
    )


@pytest.mark.parametrize("year", ["abc", "20261", "", "0026"])
def test_nonsense_for_a_year_is_this_year(cast, client_of, year):
    page = client_of("county").get(reverse("posting-standing", args=[cast.postings["first"].pk]), {"year": year})
    assert page.context["year"] in (2025, 2026)


def test_every_day_left_is_needed(cast):
    confirmed(cast, cast.postings["first"], date(2026, 1, 1), date(2026, 2, 5))
    one = year(cast)["parts"][0]
    assert to_do("attendance", one.standing, date(2026, 12, 31)) == (
        "In the village on every one of the next 164 days, until 2026-12-31."
    )
