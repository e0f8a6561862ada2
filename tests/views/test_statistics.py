"""Cross-tables: any two of a closed list, as of a day or over years; each number leads to exactly its people."""

import io
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from core.models import Record
from overview.statistics import cube
from overview.statistics.dimensions import BANDS, DIMENSIONS, NARROWED
from overview.statistics.forms import CrossForm
from teams.actions.cadres import PER_HOUR
from teams.models import Cadre, Posting

PAIRS = [(key, other) for key, other in zip(DIMENSIONS, [*list(DIMENSIONS)[5:], *list(DIMENSIONS)[:5]], strict=True)]


def table(client, query=""):
    answer = client.get(f"/api/v1/statistics/{query}")
    assert answer.status_code == 200, answer.content
    return json.loads(answer.content)


def cells(told):
    """{(row, column): people}"""
    return {
        (row["value"], column["value"]): n
        for row, line in zip(told["rows"], told["cells"], strict=True)
        for column, n in zip(told["columns"], line, strict=True)
        if n
    }


def behind(client, query):
    return json.loads(client.get(f"/api/v1/statistics/people/{query}").content)


def test_seats_by_place_of_sending(client_of):
    told = table(client_of("county"), "?rows=seat&columns=source")
    expected = {
        ("first_secretary", "prefecture"): 1,
        ("unit_member", "prefecture"): 1,
        ("township_member", "township"): 1,
    }
    assert cells(told) == expected


@pytest.mark.parametrize(
    ("who", "places"), [("province", ["6302"]), ("prefecture", ["630202", "630222"]), ("county", ["630222100"])]
)
def test_where_nothing_is_said_the_places_below_are_counted(client_of, who, places):
    assert [row["value"] for row in table(client_of(who))["rows"]] == places


@pytest.mark.parametrize(("rows", "columns"), PAIRS)
def test_any_two_dimensions_count_everybody_once(cast, rows, columns):
    form = CrossForm({"rows": rows, "columns": columns, "since": "2026"}, actor=cast.actors["province"], on=cast.today)
    assert form.is_valid(), form.errors
    assert cube.table_of(cast.actors["province"], form.cleaned_data).all == 4


@pytest.mark.parametrize(("rows", "columns"), [("seat", "source"), ("county", "age"), ("rank", ""), ("year", "sex")])
def test_the_people_behind_a_cell_are_as_many_as_it_says(client_of, rows, columns):
    province = client_of("province")
    for (row, column), number in cells(table(province, f"?rows={rows}&columns={columns}&since=2025")).items():
        query = f"?rows={rows}&columns={columns}&since=2025&row={row}&column={column}"
        assert behind(province, query)["count"] == number, (row, column)


@pytest.mark.parametrize("key", NARROWED)
def test_narrowing_to_a_value_leaves_what_its_row_says(client_of, key):
    province = client_of("province")
    for (row, _column), number in cells(table(province, f"?rows={key}")).items():
        assert table(province, f"?rows=county&only_{key}={row}")["total"] == number


def test_years_are_counted_at_their_ends_and_the_last_on_the_day(client_of, cast):
    Posting.objects.filter(pk=cast.postings["town"].pk).update(ends_on=date(2026, 1, 31), end_kind="term")
    told = table(client_of("county"), "?rows=year&since=2024")
    assert [(row["value"], line) for row, line in zip(told["rows"], told["cells"], strict=True)] == [
        ("2024", [0]),
        ("2025", [3]),
        ("2026", [2]),
    ]


def test_what_has_begun_and_ended_in_a_year(client_of, cast):
    Posting.objects.filter(pk=cast.postings["town"].pk).update(ends_on=date(2026, 1, 31), end_kind="term")
    begun = table(client_of("county"), "?rows=year&count=begun&since=2025")
    ended = table(client_of("county"), "?rows=year&columns=end&count=ended&since=2025")
    assert begun["cells"] == [[3], [0]]
    assert cells(ended) == {("2026", "term"): 1}


@given(years=st.integers(18, 65), days=st.integers(0, 366))
def test_everybody_is_in_the_band_of_their_full_years(years, days):
    from overview.statistics.dimensions import _bands
    from teams.statistics import years_before

    on = date(2026, 7, 20)
    born = years_before(on, years).replace(year=on.year - years)
    band = sum(not born > years_before(on, bound) for bound in BANDS)
    words = dict(_bands())[str(band)]
    low = int(words.strip("<≥").split("–")[0])
    assert (words.startswith("<") and years < low) or (
        years >= low and (words.startswith("≥") or years <= int(words.split("–")[1]))
    )


@pytest.mark.parametrize(
    ("born", "band"),
    [
        (date(1996, 7, 21), "0"),
        (date(1996, 7, 20), "1"),
        (date(1991, 7, 20), "2"),
        (date(1980, 7, 21), "3"),
        (date(1980, 7, 20), "4"),
        (date(1975, 7, 20), "5"),
    ],
)
def test_age_by_full_years_on_the_day(client_of, cast, born, band):
    Cadre.objects.filter(pk=cast.cadres["first"].pk).update(born_on=born)
    told = table(client_of("county"), "?rows=age&only_seat=first_secretary")
    assert [row["value"] for row in told["rows"]] == [band]


@pytest.mark.parametrize(
    "query",
    [
        "?rows=name",
        "?columns=cadre__id_sealed",
        "?rows=seat&columns=seat",
        "?only_seat=x",
        "?count=all",
        "?on=2030-01-01",
        "?since=1066",
        "?area=630202",
        "?on=never",
    ],
)
def test_what_is_on_no_list_is_refused(client_of, query):
    county = client_of("county")
    assert county.get(f"/api/v1/statistics/{query}").status_code == 422
    assert county.get(f"/statistics/{query}").status_code == 422
    assert county.get(f"/statistics/table.xlsx{query}").status_code == 422


def test_before_the_first_posting_the_page_says_since_when_anything_is_known(client_of):
    page = client_of("county").get("/statistics/?on=2019-01-01").content.decode()
    assert '此处有记录的最早驻村任职始于<time datetime="2025-09-01">' in page


def test_the_file_holds_the_table_and_the_conditions(client_of):
    county, query = client_of("county"), "?rows=seat&columns=source&only_sex=male"
    lines = [
        list(line)
        for line in load_workbook(io.BytesIO(county.get(f"/statistics/table.xlsx{query}").content)).active.values
    ]
    told = table(county, query)
    head = next(at for at, line in enumerate(lines) if line[-1] == "合计")
    assert [line[1:-1] for line in lines[head + 1 : -1]] == told["cells"]
    above = [line[0] for line in lines[:head]]
    assert {"截至: 2026-07-20", "性别: 男"} <= set(above)


def test_years_are_never_added_up_for_the_same_people_serve_in_several(client_of):
    county = client_of("county")
    across = county.get("/statistics/?rows=seat&columns=year&since=2025").context["table"]
    down = county.get("/statistics/?rows=year&columns=seat&since=2025").context["table"]
    assert (across.across, across.down, down.across, down.down) == (False, True, True, False)
    lines = list(
        load_workbook(io.BytesIO(county.get("/statistics/table.xlsx?rows=year&since=2025").content)).active.values
    )
    assert lines[-1] == ("2026", 3, 3)


def test_page_and_machine_interface_count_the_same(client_of):
    for who in ("province", "prefecture", "county", "county2", "leadership", "township", "unit"):
        client = client_of(who)
        page = client.get("/statistics/?rows=seat&columns=sex").context["table"]
        assert page.all == table(client, "?rows=seat&columns=sex")["total"], who


def test_a_number_of_the_page_leads_to_its_people(client_of):
    county = client_of("county")
    query = county.get("/statistics/?rows=seat").context["lines"][0][1][0][1]
    page = county.get(f"/statistics/people/?{query}").content.decode()
    assert "队长甲" in page
    assert "队员乙" not in page


def test_a_neighbours_people_stand_behind_no_number(client_of):
    names = [row["name"] for row in behind(client_of("county"), "?rows=seat")["results"]]
    assert sorted(names) == ["乡员丙", "队员乙", "队长甲"]


def test_ten_years_cost_as_many_statements_as_one_day(client_of, django_assert_max_num_queries):
    province = client_of("province")
    for query in ("?rows=county&columns=source", "?rows=county&columns=year&since=2016"):
        province.get(f"/statistics/{query}")
        with django_assert_max_num_queries(9):
            province.get(f"/statistics/{query}")


@pytest.mark.parametrize("who", ["clerk", "cadre", "auditor", "sysadmin"])
def test_not_every_office_counts(client_of, who):
    assert client_of(who).get("/statistics/").status_code == 403


def people_file(client, query):
    """The lines of the Excel of the people behind a cell."""
    book = load_workbook(io.BytesIO(client.get(f"/statistics/people.xlsx?{query}").content))
    return [[cell for cell in row if cell is not None] for row in book.active.iter_rows(values_only=True)]


def test_the_people_behind_a_number_leave_as_excel_with_the_conditions(client_of):
    lines = people_file(client_of("county"), "rows=seat&row=first_secretary")
    said = [line[0] for line in lines if len(line) == 1]
    assert any("第一书记" in words for words in said)
    assert [line[0] for line in lines if len(line) > 1][1:] == ["队长甲"]


@pytest.mark.parametrize("who", ["county", "county2", "unit", "unit2", "township2", "prefecture", "leadership"])
def test_the_file_holds_the_people_of_the_list_and_nobody_else(client_of, who):
    client = client_of(who)
    listed = [row["name"] for row in behind(client, "?rows=seat")["results"]]
    assert [line[0] for line in people_file(client, "rows=seat") if len(line) > 1][1:] == listed


def test_no_name_in_the_file_becomes_a_formula(cast, client_of):
    Cadre.objects.filter(pk=cast.cadres["first"].pk).update(name="=1+1")
    assert "'=1+1" in str(people_file(client_of("county"), "rows=seat&row=first_secretary"))


def test_taking_the_people_away_is_recorded_and_counted_by_the_hour(client_of, monkeypatch):
    people_file(client_of("county"), "rows=seat")
    assert Record.objects.filter(verb="export_roster", details={"form": "behind_a_number", "rows": 3}).count() == 1
    monkeypatch.setitem(PER_HOUR, "export_roster", 0)
    assert client_of("county").get("/statistics/people.xlsx?rows=seat").status_code == 429


def test_the_page_leads_to_its_file(client_of):
    page = client_of("county").get("/statistics/people/?rows=seat&row=first_secretary&page=1").content.decode()
    assert "/statistics/people.xlsx?rows=seat&amp;row=first_secretary" in page


def test_a_question_that_makes_no_sense_makes_no_file(client_of):
    assert client_of("county").get("/statistics/people.xlsx?rows=nonsense").status_code == 422
