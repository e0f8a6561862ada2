"""The round page and the list of short teams: page = machine interface = Excel, for everybody who may see them."""

import io
import json
import re

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from core.models import Notice
from selection.models import Round
from teams.models import Team
from tests.selection.test_rounds import FACTS, nominated, opened, prepared

READERS = ("province", "prefecture", "county", "leadership", "township", "unit")


@pytest.fixture
def running(cast):
    return opened(cast)


def at(name, case, **query):
    return reverse(name, args=[case.pk], query=query or None)


def grid_of(answer):
    text = re.search(r'<script id="grid-data" type="application/json">(.*?)</script>', answer.content.decode())[1]
    return json.loads(text)


def cells(answer):
    book = load_workbook(io.BytesIO(answer.content))
    return [[cell.value for cell in row] for row in book.active.iter_rows()]


@pytest.mark.parametrize("who", READERS)
def test_page_grid_excel_and_machine_interface_show_the_same_villages(cast, client_of, running, who):
    client = client_of(who)
    page = client.get(at("round", running))
    listed = {int(number) for number in re.findall(r'href="/teams/(\d+)/"', page.content.decode())}
    drawn = {row[0] for row in grid_of(page)["rows"]}
    machine = {row["team"] for row in client.get(at("api-round-places", running)).json()["results"]}
    codes = {row[3] for row in cells(client.get(at("round-file", running)))[3:]}
    assert listed == drawn == machine == set(running.places.values_list("team", flat=True))
    assert codes == {"630222100200", "630222100201"}


def test_grid_and_machine_interface_agree_on_every_seat(cast, client_of, running):
    nominated(cast)
    grid = grid_of(client_of("county").get(at("round", running)))
    drawn = {
        (row[0], at): (grid["states"][seat[0]][0], seat[1]) for row in grid["rows"] for at, seat in enumerate(row[8])
    }
    machine = client_of("county").get(at("api-round-places", running)).json()["results"]
    assert drawn == {
        (row["team"], at): (seat["state"], seat["name"]) for row in machine for at, seat in enumerate(row["seats"])
    }


def test_the_states_stand_on_the_page(cast, client_of, running):
    nominated(cast)
    page = client_of("county").get(at("round", running))
    counts = {str(state): count for state, count in page.context["total"].items()}
    assert counts == {"filled": 3, "approved": 0, "review": 1, "nominated": 0, "short": 2, "open": 0}
    assert "人选丁" in page.content.decode()


def test_a_unit_and_a_township_see_their_own_villages_only(cast, client_of):
    case = opened(cast, "prefecture")
    seen = {who: {row[7] for row in grid_of(client_of(who).get(at("round", case)))["rows"]} for who in READERS[1:]}
    ours = {"630222100200", "630222100201"}
    assert seen.pop("prefecture") == {*ours, "630202101200"}
    assert all(areas == ours for areas in seen.values())


@pytest.mark.parametrize("who", ["county2", "prefecture2", "unit2", "township2", "leadership2"])
def test_strangers_do_not_find_it(cast, client_of, running, who):
    for name in (
        "round",
        "round-grid",
        "round-file",
        "api-round",
        "api-round-places",
        "api-round-seats",
        "api-round-summary",
    ):
        assert client_of(who).get(at(name, running)).status_code == 404


def test_the_policy_it_goes_by_is_shown_as_frozen_with_its_source(cast, client_of, running):
    page = client_of("unit").get(at("round", running, policy=1)).content.decode()
    assert "关于加强第一书记和驻村工作队选派管理工作的实施意见" in page
    assert "二(一)" in page
    assert "45 周岁" in page or "45 岁" in page


def test_a_draft_is_not_found_by_others(cast, client_of):
    case = prepared(cast)
    assert client_of("county").get(at("round", case)).status_code == 200
    assert client_of("unit").get(at("round", case)).status_code == 404
    assert client_of("province").get(at("api-round", case)).status_code == 404


@pytest.mark.parametrize(
    ("asked", "villages"),
    [
        ({"state": "short"}, {"红卫村委会"}),
        ({"state": "filled"}, {"享堂村委会"}),
        ({"state": "approved"}, set()),
        ({"q": "乡员丙"}, {"享堂村委会"}),
        ({"q": "红卫"}, {"红卫村委会"}),
        ({"q": "水务"}, {"红卫村委会", "享堂村委会"}),
        ({"need": "economy"}, {"红卫村委会", "享堂村委会"}),
        ({"need": "governance"}, set()),
        ({"category": "weak_organization"}, set()),
        ({"area": "630222100201"}, {"享堂村委会"}),
    ],
)
def test_filters_narrow_page_excel_and_machine_interface_alike(cast, client_of, running, asked, villages):
    client = client_of("county")
    page = client.get(at("round", running, **asked))
    machine = client.get(at("api-round-places", running, **asked)).json()["results"]
    sheet = cells(client.get(at("round-file", running, **asked)))
    assert {line.village for line in page.context["page"]} == villages
    assert {row["village"] for row in machine} == villages
    assert {row[2] for row in sheet if row[3] and str(row[3]).startswith("63")} == villages


def test_excel_prints_the_conditions_it_was_asked_for_by(cast, client_of, running):
    sheet = cells(client_of("county").get(at("round-file", running, state="short", q="红卫")))
    above = [row[0] for row in sheet[:4]]
    assert above[0] == FACTS["name"]
    assert "席位状态: 缺员" in above
    assert any("红卫" in line for line in above)


@pytest.mark.parametrize("sort", ["village", "-village", "unit", "-open", "since", "nonsense"])
def test_any_order_shows_every_village(cast, client_of, running, sort):
    assert len(client_of("county").get(at("round", running, sort=sort)).context["page"].object_list) == 2


def test_the_fullest_sorting_puts_open_seats_first(cast, client_of, running):
    lines = client_of("county").get(at("round", running, sort="-open")).context["page"].object_list
    assert [line.to_fill for line in lines] == [3, 0]


def test_a_round_of_many_villages_shows_places_first_and_draws_the_rest_when_asked(cast, client_of, monkeypatch):
    monkeypatch.setattr("selection.views.rounds.EMBEDDED", 1)
    case = opened(cast, "prefecture")
    client = client_of("prefecture")
    page = client.get(at("round", case))
    assert page.context["rows"] is None
    assert [(code, counts["short"]) for code, _name, counts in page.context["parts"]] == [("630202", 2), ("630222", 3)]
    whole = client.get(at("round", case, all=1))
    assert b"grid-data" not in whole.content
    assert "data-src" in whole.content.decode()
    assert len(client.get(at("round-grid", case)).json()["rows"]) == 3


def test_the_summary_for_machines_counts_what_the_page_counts(cast, client_of, running):
    page = client_of("county").get(at("round", running))
    summary = client_of("county").get(at("api-round-summary", running)).json()
    assert summary["counts"] == {str(state): count for state, count in page.context["total"].items()}
    assert [place["code"] for place in summary["places"]] == ["630222100"]


def test_seats_for_machines_one_by_one(cast, client_of, running):
    short = client_of("county").get(at("api-round-seats", running, state="short")).json()["results"]
    assert {(row["village"], row["seat"]) for row in short} == {
        ("红卫村委会", "first_secretary"),
        ("红卫村委会", "unit_member"),
        ("红卫村委会", "township_member"),
    }


def typed(**changed):
    return {name: str(value) for name, value in (FACTS | changed).items()}


def test_a_county_prepares_opens_extends_closes_and_reopens_on_the_page(cast, client_of):
    client = client_of("county")
    made = client.post(reverse("round-new"), typed())
    case = Round.objects.get()
    assert (made.status_code, made["Location"]) == (302, at("round", case))
    assert client.post(at("round-open", case)).status_code == 302
    assert client.post(at("round-edit", case), typed(nominate_until="2026-08-20")).status_code == 302
    assert client.post(at("round-close", case)).status_code == 302
    again = client.post(at("round-reopen", case), {"nominate_until": "2026-08-31", "reason": "人选未定"})
    assert again.status_code == 302
    case.refresh_from_db()
    assert (case.state, str(case.nominate_until)) == ("open", "2026-08-31")


def test_machines_do_the_same(cast, client_of):
    client = client_of("county")

    def post(name, *args, body=None, how="post"):
        return getattr(client, how)(reverse(name, args=args), body or {}, content_type="application/json")

    case = post("api-rounds", body=typed()).json()
    assert post("api-round-places", case["id"], body={"needs": ["economy"]}, how="put").json() == {"count": 2}
    assert post("api-round-teams", case["id"]).json() == {"count": 1}
    assert post("api-round-open", case["id"]).json()["provisions"]
    longer = typed(nominate_until="2026-08-20")
    assert post("api-round", case["id"], body=longer, how="put").json()["nominate_until"] == "2026-08-20"
    seat = {"team": cast.teams["630222100200"].pk, "seat": "unit_member"}
    assert [post("api-round-remind", case["id"], body=seat).json()["told"] for _ in range(2)] == [True, False]
    assert post("api-round-close", case["id"]).json()["state"] == "closed"
    body = {"nominate_until": "2026-09-01", "reason": "x"}
    assert post("api-round-reopen", case["id"], body=body).json()["state"] == "open"


def test_a_refused_form_keeps_what_was_typed_and_says_why(cast, client_of):
    page = client_of("county").post(reverse("round-new"), typed(nominate_until="2026-06-01"))
    assert page.status_code == 422
    assert "民组字〔2026〕8号" in page.content.decode()


def test_a_refused_button_says_why_on_the_page(cast, client_of):
    case = prepared(cast, nominate_until=FACTS["nominate_from"])
    page = client_of("county").post(at("round-open", case))
    assert page.status_code == 422
    assert "推荐截止日期已过" in page.content.decode()


def test_the_draft_lists_villages_without_a_team_and_forms_them(cast, client_of):
    case, client = prepared(cast), client_of("county")
    page = client.get(at("round-villages", case))
    assert [village.area for village in page.context["bare"]] == ["630222100202", "630222101200"]
    client.post(at("round-teams", case))
    assert Team.objects.filter(area="630222101200", rounds__round=case).exists()


def test_choosing_anew_replaces_the_villages(cast, client_of):
    case = prepared(cast)
    client_of("county").post(at("round-villages", case), {"within": ["630222101"], "free": "on"})
    assert not case.places.exists()


def test_the_department_reminds_by_a_button(cast, client_of, running):
    seat = {"seat": f"{cast.teams['630222100200'].pk}:first_secretary"}
    assert "催办" in client_of("county").get(at("round", running)).content.decode()
    assert client_of("county").post(at("round-remind", running), seat).status_code == 302
    assert Notice.objects.filter(kind="seat_to_fill").count() == 1
    foreign = {"seat": f"{cast.teams['630202101200'].pk}:first_secretary"}
    assert client_of("county").post(at("round-remind", running), foreign).status_code == 404
    assert client_of("county").post(at("round-remind", running), {"seat": "x"}).status_code == 422


def test_a_unit_finds_the_way_to_nominate_at_its_own_seats_only(cast, client_of, running):
    page = client_of("unit").get(at("round", running)).content.decode()
    links = set(re.findall(r"nominations/new/\?team=\d+&amp;seat=(\w+)", page))
    assert links == {"first_secretary", "unit_member"}
    assert "催办" not in page


@pytest.mark.parametrize("who", READERS)
def test_pages_need_few_queries(cast, client_of, running, django_assert_max_num_queries, who):
    client = client_of(who)
    for address in (reverse("rounds"), at("round", running), reverse("short-teams")):
        client.get(address)
        with django_assert_max_num_queries(15):
            client.get(address)
