"""One page per cadre, the list of everybody, entries for many at once, a month of allowances."""

import io
from datetime import date

import pytest
from openpyxl import load_workbook

from core.models import Record
from support.models import Allowance, Checkup, Insurance, Visit
from tests.support.caring import checkup, insure, pay, some, visit

POLICY = {"insurer": "中国人寿", "policy_number": "P1", "starts_on": "2026-01-01", "ends_on": "2026-12-31"}
SEEN = {"kind": "talk", "day": "2026-07-01", "leader": "张三", "leader_title": "部长"}
PAGES = ["/care/", "/insurances/", "/checkups/", "/visits/", "/allowances/", "/allowances/paid/", "/injuries/"]


@pytest.mark.parametrize("path", [*PAGES, "/difficulties/", "/insurances/new/", "/checkups/new/", "/visits/new/"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_pages_stand_in_both_languages(path, language, cast, client_of):
    insure(cast)
    checkup(cast)
    visit(cast)
    pay(cast)
    client = client_of("county", HTTP_ACCEPT_LANGUAGE=language)
    assert client.get(path).status_code == 200


def test_a_cadres_page_says_what_they_get_have_and_lack(cast, client_of):
    insure(cast, "first")
    pay(cast, "first")
    page = client_of("cadre").get(f"/care/{cast.postings['first'].pk}/").content.decode()
    for words in ("艰苦边远地区工资水平补差", "海东市", "1800.00", "未发放", "P2026-001"):
        assert words in page


def test_a_cadre_sees_only_themselves(cast, client_of):
    client = client_of("cadre")
    assert "队员乙" not in client.get("/care/").content.decode()
    assert client.get(f"/care/{cast.postings['member'].pk}/").status_code == 404


def test_whoever_opens_a_cadres_page_leaves_a_line(cast, client_of):
    client_of("county").get(f"/care/{cast.postings['first'].pk}/")
    client_of("cadre").get(f"/care/{cast.postings['first'].pk}/")
    assert Record.objects.filter(verb="open_care").count() == 1


def test_gaps_in_cover_are_shown(cast, client_of):
    page = client_of("county").get(f"/care/{cast.postings['first'].pk}/").content.decode()
    assert "2026-12-31</time>未投保" in page


@pytest.mark.parametrize("lack", ["insurance", "checkup", "visit", "talk", "allowance"])
def test_the_list_is_narrowed_to_those_who_lack_something(lack, cast, client_of):
    insure(cast)
    checkup(cast, done_on=date(2026, 5, 10))
    visit(cast)
    pay(cast)
    names = {row["name"] for row in client_of("county").get(f"/api/v1/care/?lacks={lack}").json()["results"]}
    assert names == ({"队长甲", "队员乙", "乡员丙"} if lack == "talk" else {"乡员丙"})


def test_a_unit_enters_one_policy_for_all_ticked(cast, client_of):
    picked = [posting.pk for posting in some(cast)]
    client_of("unit").post("/insurances/new/", {**POLICY, "picked": picked})
    assert Insurance.objects.count() == 2


def test_a_wrong_entry_keeps_what_was_typed_and_ticked(cast, client_of):
    said = {**POLICY, "ends_on": "2025-01-01", "picked": [some(cast)[0].pk]}
    answer = client_of("unit").post("/insurances/new/", said)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count("checked") == 1
    assert "中国人寿" in page


def test_a_province_enters_a_talk_with_several(cast, client_of):
    picked = [posting.pk for posting in some(cast, "first", "elsewhere")]
    client_of("province").post("/visits/new/", {**SEEN, "picked": picked})
    assert Visit.objects.count() == 2


def test_somebody_elses_people_are_not_entered_for(cast, client_of):
    answer = client_of("unit").post("/visits/new/", {**SEEN, "picked": [cast.postings["elsewhere"].pk]})
    assert answer.status_code == 422
    assert not Visit.objects.exists()


def test_ticked_checkups_are_done(cast, client_of):
    checkup(cast)
    picked = list(Checkup.objects.values_list("pk", flat=True))
    client_of("unit").post("/checkups/done/", {"done_on": "2026-05-11", "picked": picked})
    assert set(Checkup.objects.values_list("done_on", flat=True)) == {date(2026, 5, 11)}


def test_a_line_is_struck_on_the_page(cast, client_of):
    insure(cast, "first")
    client_of("unit").post(f"/insurances/{Insurance.objects.get().pk}/strike/", {"why": "写错"})
    assert Insurance.objects.get().struck_why == "写错"


def paid(cast, *names, amount="1800", **said):
    keys = [f"{cast.postings[name].pk}-meals" for name in names]
    return {
        "month": "2026-06",
        "paid_on": "2026-06-25",
        "pay": keys,
        **{f"amount-{key}": amount for key in keys},
        **said,
    }


def test_ticked_allowances_of_a_month_are_entered(cast, client_of):
    client_of("unit").post("/allowances/", paid(cast, "first", "member"))
    assert {str(row.amount) for row in Allowance.objects.all()} == {"1800.00"}


@pytest.mark.parametrize("amount", ["1.005", "0", "-3", "abc", ""])
def test_a_wrong_amount_is_marked_at_its_cadre(amount, cast, client_of):
    answer = client_of("unit").post("/allowances/", paid(cast, "first", amount=amount))
    assert answer.status_code == 422
    assert "is-invalid" in answer.content.decode()
    assert not Allowance.objects.exists()


def test_the_amount_of_the_last_month_is_there_to_be_ticked(cast, client_of):
    pay(cast, "first")
    page = client_of("unit").get("/allowances/?month=2026-07").content.decode()
    assert 'value="1800.00"' in page


def test_only_unpaid_ones_are_listed_when_asked(cast, client_of):
    for kind in ("meals", "remote_area", "township_post"):
        pay(cast, "first", kind=kind)
    page = client_of("unit").get("/allowances/?month=2026-06&unpaid=on").content.decode()
    main = page[page.index("<main") :]
    assert "队员乙" in main
    assert "队长甲" not in main


def test_the_lists_as_excel(cast, client_of):
    insure(cast)
    book = load_workbook(io.BytesIO(client_of("unit").get("/insurances.xlsx").content))
    assert {row[0].value for row in book.active.iter_rows(min_row=2)} == {"队长甲", "队员乙"}
    book = load_workbook(io.BytesIO(client_of("unit").get("/care.xlsx").content))
    assert {row[4].value for row in book.active.iter_rows(min_row=2)} == {"2026-12-31"}


@pytest.mark.parametrize("path", PAGES)
def test_a_page_takes_as_many_statements_for_three_as_for_one(path, cast, client_of, django_assert_max_num_queries):
    for names in (("first",), ("member", "town")):
        for enter in (insure, checkup, visit, pay):
            enter(cast, *names, by="county")
        client = client_of("county")
        client.get(path)
        with django_assert_max_num_queries(12):
            client.get(path)


def test_machines_enter_and_strike_lines(cast, client_of):
    client, numbers = client_of("unit"), [posting.pk for posting in some(cast)]
    send = {"content_type": "application/json"}
    assert client.post("/api/v1/insurances/", {**POLICY, "postings": numbers}, **send).json() == {"count": 2}
    assert client.post("/api/v1/insurances/", {**POLICY, "postings": numbers}, **send).status_code == 409
    number = client.get("/api/v1/insurances/").json()["results"][0]["id"]
    assert client.post(f"/api/v1/insurances/{number}/strike/", {"why": "错"}, **send).json()["struck_why"] == "错"
    body = {"month": "2026-06-01", "paid_on": "2026-06-25"}
    item = {"posting": numbers[0], "kind": "meals", "amount": "1800.00"}
    assert client.post("/api/v1/allowances/", {**body, "paid": [item]}, **send).json() == {"count": 1}
    whole = client.get(f"/api/v1/care/{numbers[0]}/").json()
    assert whole["rights"][2]["unpaid"] == [f"2026-0{month}-01" for month in range(1, 6)]
