"""First secretaries by place (form 4): counted from the register, for one's own area only."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from teams.models import Cadre
from teams.statistics import HEADS

ADDRESS = "/teams/roster/statistics.xlsx"


def lines(client):
    rows = load_workbook(BytesIO(client.get(ADDRESS).content)).active.iter_rows(values_only=True)
    return [dict(zip(HEADS, row, strict=True)) for row in [*rows][1:]]


def test_the_heads_are_the_offices_own(client_of):
    book = load_workbook(BytesIO(client_of("county").get(ADDRESS).content))
    assert [cell.value for cell in book.active[1]] == [*HEADS]


@pytest.mark.parametrize(
    ("who", "places"),
    [
        ("province", ["海东市", "合计"]),
        ("prefecture", ["乐都区", "民和回族土族自治县", "合计"]),
        ("county", ["川口镇", "合计"]),
        ("county2", ["雨润镇", "合计"]),
        ("unit", ["民和回族土族自治县", "合计"]),
    ],
)
def test_each_office_counts_below_its_own_division(client_of, who, places):
    assert [line["地区"] for line in lines(client_of(who))] == places


def test_each_is_counted_once_under_every_head(client_of):
    line = lines(client_of("county"))[0]
    counted = {head for head, number in line.items() if number == 1}
    assert counted == {"总人数", "性别(男)", "来源(市直)", "级别(处级)", "年龄(35-45)"}


@pytest.mark.parametrize(
    ("born", "head"),
    [
        (date(1991, 7, 21), "年龄(<35)"),
        (date(1991, 7, 20), "年龄(35-45)"),
        (date(1980, 7, 21), "年龄(35-45)"),
        (date(1980, 7, 20), "年龄(45-60)"),
    ],
)
def test_age_by_full_years_today(client_of, cast, born, head):
    Cadre.objects.filter(pk=cast.cadres["first"].pk).update(born_on=born)
    line = lines(client_of("county"))[0]
    assert [known for known in HEADS if known.startswith("年龄") and line[known]] == [head]


def test_the_sum_is_that_of_the_lines(client_of):
    *places, total = lines(client_of("province"))
    assert total["总人数"] == sum(line["总人数"] for line in places) == 2


def test_two_statements_count_a_province(client_of, django_assert_max_num_queries):
    client = client_of("province")
    client.get(ADDRESS)
    with django_assert_max_num_queries(6):
        client.get(ADDRESS)


@pytest.mark.parametrize("who", ["clerk", "cadre", "auditor", "sysadmin"])
def test_not_every_office_counts(client_of, who):
    assert client_of(who).get(ADDRESS).status_code == 403
