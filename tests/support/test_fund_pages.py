"""Work funds on pages, in files and through the machine interface."""

import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from support.models import Fund, FundEntry
from tests.support.funding import allot, closed, funded, funded_last_year, spend, team_of

SPENT = {
    "year": "2026",
    "number": "记-12",
    "day": "2026-04-01",
    "amount": "120.50",
    "item": "travel",
    "payee": "加油站",
}


def test_a_team_without_funds_shows_the_clause(client_of):
    page = client_of("county").get("/funds/").content.decode()
    assert "未安排" in page
    assert "二(五)" in page


def test_the_county_allots_to_all_ticked_teams(cast, client_of):
    said = {"year": "2026", "amount": "10000", "number": "3号", "day": "2026-03-01"}
    picked = [cast.teams["630222100200"].pk, cast.teams["630222100201"].pk]
    answer = client_of("county").post("/funds/allot/", {**said, "team": picked}, follow=True)
    assert "2支工作队已安排" in answer.content.decode()
    assert Fund.objects.count() == 2


def test_a_team_of_another_county_is_not_allotted_to(cast, client_of):
    said = {"year": "2026", "amount": "10000", "number": "3号", "day": "2026-03-01"}
    client_of("county").post("/funds/allot/", {**said, "team": [cast.teams["630202101200"].pk]})
    assert not FundEntry.objects.exists()


def test_a_township_books_an_expense_with_its_scan(cast, client_of):
    funded(cast)
    scan = SimpleUploadedFile("票.pdf", b"%PDF-1.4 x")
    client = client_of("township")
    answer = client.post(f"/funds/{team_of(cast).pk}/spend/", {**SPENT, "paper": scan}, follow=True)
    assert "9879.50" in answer.content.decode()
    entry = FundEntry.objects.get(kind="expense")
    assert client.get(f"/funds/entries/{entry.pk}/paper/").content == b"%PDF-1.4 x"


@pytest.mark.parametrize("amount", ["1.005", "0", "-1", "abc", ""])
def test_a_wrong_amount_is_told_and_what_was_typed_stays(amount, cast, client_of):
    funded(cast)
    answer = client_of("township").post(f"/funds/{team_of(cast).pk}/spend/", {**SPENT, "amount": amount})
    assert answer.status_code == 422
    assert "加油站" in answer.content.decode()


def test_a_voucher_used_twice_names_the_booking_that_holds_it(cast, client_of):
    funded(cast)
    spend(cast)
    answer = client_of("township").post(f"/funds/{team_of(cast).pk}/spend/", SPENT)
    assert answer.status_code == 409
    assert "享堂村委会" in answer.content.decode()


def test_an_entry_is_reversed_on_the_page(cast, client_of):
    funded(cast)
    entry = spend(cast)
    client_of("township").post(f"/funds/entries/{entry.pk}/reverse/", {"why": "重复"})
    assert FundEntry.objects.get(reverses=entry).note == "重复"


def test_the_county_closes_all_books_of_a_year_and_opens_one_again(cast, client_of):
    funded_last_year(cast)
    client = client_of("county")
    client.post("/funds/close/", {"year": "2025", "how": "carried"})
    assert Fund.objects.get(year=2025).closed_on
    client.post(f"/funds/{team_of(cast).pk}/reopen/", {"year": "2025", "why": "漏记"})
    assert Fund.objects.get(year=2025).closed_on is None


def test_the_county_closes_one_book_from_its_page(cast, client_of):
    team = funded_last_year(cast).team
    client = client_of("county")
    assert "结清本年度账" in client.get(f"/funds/{team.pk}/?year=2025").content.decode()
    client.post("/funds/close/", {"year": "2025", "how": "returned", "number": "退1号", "team": team.pk})
    assert Fund.objects.get(year=2025).closed_on == cast.today


def test_nobody_books_into_a_closed_year(cast, client_of):
    funded_last_year(cast)
    closed(cast, year=2025, on=cast.today)
    said = {**SPENT, "year": "2025", "day": "2025-11-01"}
    answer = client_of("township").post(f"/funds/{team_of(cast).pk}/spend/", said)
    assert answer.status_code == 409
    assert "已结账" in answer.content.decode()


def test_the_book_as_excel_ends_with_the_balance(cast, client_of):
    funded(cast)
    spend(cast)
    book = load_workbook(io.BytesIO(client_of("unit").get(f"/funds/{team_of(cast).pk}/book.xlsx").content))
    assert [row[7].value for row in book.active.iter_rows(min_row=2)] == [0, 10000, 9879.5]


def test_the_list_as_excel_holds_the_teams_of_the_list(cast, client_of):
    funded(cast)
    book = load_workbook(io.BytesIO(client_of("county").get("/funds.xlsx").content))
    rows = {row[0].value: row[3].value for row in book.active.iter_rows(min_row=2)}
    assert rows == {"红卫村委会": 0, "享堂村委会": 10000}


def test_only_those_below_the_minimum_are_listed_when_asked(cast, client_of):
    funded(cast)
    rows = client_of("prefecture").get("/api/v1/funds/?short=on").json()["results"]
    assert {row["area"] for row in rows} == {"630222100200", "630202101200"}


def test_a_machine_allots_receives_spends_and_reverses(cast, client_of):
    client, team = client_of("county"), team_of(cast).pk

    def post(path, **data):
        return client.post(f"/api/v1/{path}/", json.dumps(data), content_type="application/json")

    allotted = {"year": 2026, "amount": "10000.00", "number": "3号", "day": "2026-03-01"}
    assert post("funds/allot", teams=[team], **allotted).json() == {"teams": 1}
    assert post(f"funds/{team}/receive", year=2026, amount="10000", day="2026-03-02").status_code == 201
    book = post(f"funds/{team}/spend", **SPENT).json()
    assert book["sums"]["held"] == "9879.50"
    entry = book["lines"][-1]["entry"]["id"]
    assert post(f"fund-entries/{entry}/reverse", why="错").json()["sums"]["held"] == "10000.00"


def test_money_with_three_decimals_is_refused_by_the_machine_interface(cast, client_of):
    funded(cast)
    body = json.dumps({**SPENT, "amount": "1.005"})
    answer = client_of("county").post(f"/api/v1/funds/{team_of(cast).pk}/spend/", body, content_type="application/json")
    assert answer.status_code in (400, 422)
    assert "amount" in answer.json()["errors"]


@pytest.mark.parametrize("teams", [1, 3])
def test_the_list_takes_the_same_statements_however_many_teams(teams, cast, client_of, django_assert_num_queries):
    for team in list(cast.teams.values())[:teams]:
        allot(cast, teams=[team], by="county" if team.area.startswith("630222") else "county2")
    client = client_of("prefecture")
    client.get("/funds/")
    with django_assert_num_queries(LIST_STATEMENTS):
        client.get("/funds/")


LIST_STATEMENTS = 9


@pytest.mark.parametrize("vouchers", [1, 3])
def test_the_book_takes_the_same_statements_however_long(vouchers, cast, client_of, django_assert_max_num_queries):
    funded(cast)
    for number in range(vouchers):
        spend(cast, number=f"{number}")
    client = client_of("township")
    client.get(f"/funds/{team_of(cast).pk}/")
    with django_assert_max_num_queries(12):
        client.get(f"/funds/{team_of(cast).pk}/")


def test_the_cadre_reads_the_book_and_books_nothing(cast, client_of):
    funded(cast)
    client = client_of("cadre")
    assert "10000.00" in client.get(f"/funds/{team_of(cast).pk}/").content.decode()
    assert client.post(f"/funds/{team_of(cast).pk}/spend/", SPENT).status_code == 403


def test_the_allotment_shows_the_year_that_is_asked_for(cast, client_of):
    funded_last_year(cast)
    page = client_of("county").get("/funds/allot/?year=2025")
    assert page.context["year"] == page.context["form"]["year"].value() == 2025
    allotted = {team.pk: team.allotted for team in page.context["teams"]}
    assert allotted[team_of(cast).pk] == 10000


@pytest.mark.parametrize("said", ["", "?year=", "?year=x", "?year=99999"])
def test_without_a_year_that_makes_sense_it_shows_this_one(client_of, said):
    page = client_of("county").get(f"/funds/allot/{said}")
    assert (page.status_code, page.context["year"]) == (200, 2026)


def test_a_refused_allotment_keeps_the_year_that_was_typed(client_of):
    page = client_of("county").post(
        "/funds/allot/", {"year": "2025", "amount": "0", "number": "1", "day": "2025-03-01"}
    )
    assert (page.status_code, page.context["year"]) == (422, 2025)
