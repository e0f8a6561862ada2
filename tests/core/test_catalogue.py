"""The catalogue of forms: the house's own with their clause, what offices ask for, red without a basis; typed fields counted."""

import io
from datetime import date, timedelta

import pytest
from openpyxl import load_workbook

from core import catalogue, typed
from core.models import AskedForm, Record, TypedFields
from core.policy import policy_in_force
from tests.cast import TODAY

ASKED = {
    "name": "走访台账",
    "basis": "民组发〔2026〕5号",
    "cadence": "monthly",
    "filled_by": ["township", "unit", "cadre"],
    "lines": "姓名 | 干部信息\n走访户数",
}
BODY = {**ASKED, "fields_asked": [{"name": "姓名", "known": "干部信息"}, {"name": "走访户数"}]}
BODY.pop("lines")


@pytest.fixture(autouse=True)
def _nothing_counted():
    store = typed._store()
    for key in store.scan_iter("typed:*"):
        store.delete(key)


def listed(client_of, who="county", **more):
    return client_of(who).post("/catalogue/new/", {**ASKED, **more})


@pytest.mark.parametrize("one", catalogue.built_in(), ids=lambda one: one.key)
def test_a_form_of_the_house_rests_on_a_provision_and_leads_somewhere(one):
    assert one.basis in policy_in_force("63", TODAY)
    assert not one.page or one.url.startswith("/")
    assert one.fields
    assert one.get_cadence_display()


def test_an_office_lists_a_form_and_changes_it(cast, client_of):
    assert listed(client_of).status_code == 302
    row = AskedForm.objects.get()
    assert row.fields == [{"name": "姓名", "known": "干部信息"}, {"name": "走访户数", "known": ""}]
    client_of("county").post(f"/catalogue/{row.pk}/edit/", {**ASKED, "cadence": "yearly"})
    row.refresh_from_db()
    assert row.cadence == "yearly"
    assert Record.objects.filter(verb__in=["ask_form", "change_form"]).count() == 2


def test_one_without_a_basis_stands_red_for_the_levels_above(cast, client_of):
    listed(client_of, basis="")
    assert '<span class="mark mark-bad">无依据</span>' in client_of("province").get("/catalogue/").content.decode()


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("province", True),
        ("prefecture", True),
        ("county", True),
        ("leadership", True),
        ("township", True),
        ("unit", True),
        ("unit2", True),
        ("cadre", False),
        ("clerk", False),
        ("county2", False),
        ("prefecture2", False),
    ],
)
def test_who_sees_a_form_of_the_county(cast, client_of, who, sees):
    listed(client_of)
    assert client_of(who).get("/api/v1/catalogue/").json()["count"] == int(sees)


def test_a_form_of_the_province_is_seen_by_whom_it_concerns(cast, client_of):
    listed(client_of, "province")
    assert client_of("cadre").get("/api/v1/catalogue/").json()["count"] == 1
    assert client_of("clerk").get("/api/v1/catalogue/").json()["count"] == 0


def test_only_the_office_that_asks_changes_or_ends_it(cast, client_of):
    listed(client_of)
    url = f"/catalogue/{AskedForm.objects.get().pk}/end/"
    assert [client_of(who).post(url).status_code for who in ("province", "county2", "county")] == [403, 404, 302]
    assert AskedForm.objects.get().ended_on == TODAY


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"filled_by": []}, {"cadence": "hourly"}, {"lines": "| x"}, {"lines": ""}]
)
def test_nonsense_is_named_and_nothing_kept(cast, client_of, wrong):
    assert listed(client_of, **wrong).status_code == 422
    assert not AskedForm.objects.exists()


def test_machines_list_change_and_end_a_form(cast, client_of):
    client = client_of("leadership")
    made = client.post("/api/v1/catalogue/", BODY, content_type="application/json")
    assert made.status_code == 201, made.content
    url = f"/api/v1/catalogue/{made.json()['id']}/"
    changed = client.put(url, {**BODY, "name": "新表"}, content_type="application/json")
    assert changed.json()["name"] == "新表"
    assert client.post(f"{url}end/").json()["ended_on"] == TODAY.isoformat()


def test_a_township_lists_none(cast, client_of):
    assert client_of("township").post("/api/v1/catalogue/", BODY, content_type="application/json").status_code == 403


def test_the_file_holds_both_kinds(cast, client_of):
    listed(client_of, basis="")
    names = [
        row[:3] for row in load_workbook(io.BytesIO(client_of("county").get("/catalogue/file/").content)).active.values
    ]
    assert ("走访台账", "民和回族土族自治县 县（市、区）委组织部", "无依据") in names or names[-1][2] == "无依据"
    assert len(names) == 1 + len(catalogue.built_in()) + 1


# ── how much people type ─────────────────────────────────────────────────────────────────────────────────────────────


def counted():
    return typed._store().hgetall(f"typed:{TODAY}")


def test_what_differs_from_what_stood_there_is_counted(cast, client_of):
    listed(client_of)
    row = AskedForm.objects.get()
    client_of("county").post(f"/catalogue/{row.pk}/edit/", {**ASKED, "name": "走访登记"})
    assert counted() == {"county|630222|fields": "6", "county|630222|forms": "2"}


def test_a_refused_form_a_filter_and_a_machine_count_nothing(cast, client_of):
    listed(client_of, name="")
    client_of("county").get("/dues/?state=late")
    client_of("county").post("/api/v1/catalogue/", BODY, content_type="application/json")
    assert counted() == {}


def test_a_repeated_answer_is_counted_once(cast, client_of):
    for _ in range(2):
        listed(client_of, _once="abc")
    assert counted()["county|630222|forms"] == "1"


def test_units_are_counted_under_their_home_and_cadres_together(cast, django_capture_on_commit_callbacks):
    for who in ("unit", "cadre", "township"):
        typed.count(cast.actors[who], 3)
    with django_capture_on_commit_callbacks(execute=True):
        assert typed.write_down(on=TODAY + timedelta(days=1)) == {"written": 3}
    assert sorted(TypedFields.objects.values_list("office", "area", "fields")) == [
        ("cadre", "63", 3),
        ("township", "630222100", 3),
        ("unit", "6302", 3),
    ]
    assert counted() == {}


def test_today_is_written_down_tomorrow_and_twice_is_once(cast):
    typed.count(cast.actors["county"], 2)
    assert typed.write_down(on=TODAY) == {"written": 0}
    for _ in range(2):
        typed.write_down(on=TODAY + timedelta(days=1))
    assert TypedFields.objects.get().fields == 2


def test_a_cache_that_is_away_costs_only_the_count(cast, client_of, monkeypatch):
    import redis

    monkeypatch.setattr(typed, "_store", lambda: redis.Redis(port=9, socket_connect_timeout=0.1))
    assert listed(client_of).status_code == 302


@pytest.mark.parametrize(("who", "each"), [("county", 13.3), ("prefecture", 13.3), ("county2", None)])
def test_fields_a_person_and_year_are_shown_to_the_levels_above(cast, client_of, who, each):
    for day, fields in ((date(2026, 3, 1), 30), (date(2026, 3, 2), 10), (date(2025, 3, 1), 99)):
        TypedFields.objects.create(day=day, office="clerk", area="630222100", fields=fields, forms=1)
    offices = client_of(who).get("/api/v1/catalogue/typed/?year=2026").json()["offices"]
    assert [row["each"] for row in offices if row["office"] == "clerk"] == ([each] if each else [])


def test_a_township_is_not_shown_the_count(cast, client_of):
    assert client_of("township").get("/api/v1/catalogue/typed/").status_code == 403
    assert "typed" not in client_of("township").get("/catalogue/").context


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_however_many_forms(cast, client_of, django_assert_num_queries, count):
    for _ in range(count):
        listed(client_of)
    client = client_of("county")
    client.get("/catalogue/")
    with django_assert_num_queries(8):
        client.get("/catalogue/")
