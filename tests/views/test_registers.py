"""The registers in the shapes offices use, as of any day: page, Excel and machine interface say the same."""

import io
import json
from datetime import date

import pytest
from openpyxl import load_workbook

from core.models import Record
from overview.statistics.registers import REGISTERS, heads_of
from teams.models import Posting

NATIONAL = [
    "姓名",
    "单位名称",
    "职务",
    "单位隶属关系",
    "联系电话",
    "驻村时间",
    "政治面貌",
    "证件号码",
    "是否队长",
    "是否第一书记",
    "驻村开始时间",
    "驻村结束时间",
]


def told(client, query):
    answer = json.loads(client.get(f"/api/v1/statistics/register/{query}").content)
    return [row["cells"] for row in answer["results"]]


def sheet(client, query):
    return [
        list(line)
        for line in load_workbook(io.BytesIO(client.get(f"/statistics/register.xlsx{query}").content)).active.values
    ]


@pytest.mark.parametrize("register", REGISTERS)
def test_page_file_and_machine_interface_agree(client_of, register):
    county, query = client_of("county"), f"?register={register}"
    lines, page = sheet(county, query), county.get(f"/statistics/register/{query}").context["lines"]
    machine, heads = told(county, query), list(heads_of(register))
    at = lines.index(heads)
    assert [list(map(str, line)) for line in page] == [[row[head] for head in heads] for row in machine]
    assert [[str("" if cell is None else cell).lstrip("'") for cell in line] for line in lines[at + 1 :]] == [
        list(map(str, line)) for line in page
    ]


def test_the_national_table_has_the_heads_of_the_form(client_of):
    (first, *_others) = told(client_of("county"), "?register=national")
    assert list(first) == NATIONAL
    assert (first["姓名"], first["单位隶属关系"], first["驻村时间"]) == ("队长甲", "03 市", "10")
    assert (first["是否队长"], first["是否第一书记"], first["驻村结束时间"]) == ("是", "是", "")


def test_numbers_of_people_stay_masked(client_of):
    (first, *_others) = told(client_of("county"), "?register=national")
    assert "*" in first["联系电话"]
    assert "*" in first["证件号码"]


@pytest.mark.parametrize(
    ("on", "names"),
    [("2025-08-31", []), ("2025-09-01", ["队长甲", "乡员丙", "队员乙"]), ("2026-02-01", ["队长甲", "队员乙"])],
)
def test_a_register_holds_those_who_served_on_its_day(client_of, cast, on, names):
    Posting.objects.filter(pk=cast.postings["town"].pk).update(ends_on=date(2026, 1, 31), end_kind="term")
    assert [row["姓名"] for row in told(client_of("county"), f"?register=serving&on={on}")] == names


def test_before_the_first_posting_the_answer_is_clear(client_of):
    page = client_of("county").get("/statistics/register/?register=sent&on=2019-01-01").content.decode()
    assert '此处有记录的最早驻村任职始于<time datetime="2025-09-01">' in page


@pytest.mark.parametrize(
    ("level", "names"), [("prefecture", ["队长甲", "队员乙"]), ("township", ["乡员丙"]), ("central", [])]
)
def test_a_roster_may_be_of_one_level_of_units(client_of, level, names):
    assert [row["姓名"] for row in told(client_of("county"), f"?register=sent&level={level}")] == names


def test_a_roster_taken_away_leaves_a_line_and_counts_against_the_limit(client_of, monkeypatch):
    county = client_of("county")
    county.get("/statistics/register.xlsx?register=national")
    assert Record.objects.filter(verb="export_roster", details={"form": "national", "rows": 3}).count() == 1
    monkeypatch.setitem(__import__("teams.actions.cadres", fromlist=["PER_HOUR"]).PER_HOUR, "export_roster", 0)
    assert county.get("/statistics/register.xlsx?register=national").status_code == 429


def test_statistics_alone_leave_none(client_of):
    client_of("county").get("/statistics/register.xlsx")
    assert not Record.objects.filter(verb="export_roster").exists()


@pytest.mark.parametrize(
    "query", ["?register=x", "?on=2027-01-01", "?level=x", "?area=630202", "?register=sent&on=0001-01-01"]
)
def test_nonsense_is_a_clear_error(client_of, query):
    for path in ("/statistics/register/", "/statistics/register.xlsx", "/api/v1/statistics/register/"):
        assert client_of("county").get(path + query).status_code == 422, path


def test_the_conditions_stand_above_the_head(client_of):
    lines = sheet(client_of("county"), "?register=sent&level=prefecture&on=2026-01-01")
    assert "截至: 2026-01-01" in [line[0] for line in lines]


def test_the_statements_of_a_roster_do_not_grow_with_it(client_of, django_assert_max_num_queries):
    for who in ("province", "county"):
        client = client_of(who)
        client.get("/statistics/register/?register=serving")
        with django_assert_max_num_queries(10):
            client.get("/statistics/register/?register=serving")


def test_where_nobody_serves_the_statistics_have_a_line_of_zeros(client_of):
    (total,) = told(client_of("prefecture2"), "?register=first_secretaries")
    assert set(total.values()) == {"合计", "0"}
