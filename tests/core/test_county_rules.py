"""County rules: what the text leaves open, tightened but never loosened."""

from core.models import CountyRule, Record

ADDRESS = "/county-rules/new/?key=attendance.days_per_year"


def facts(value, **more):
    return {
        "value": value,
        "document_number": "民组发〔2026〕3号",
        "quote": "每年不少于220天",
        "effective_from": "2026-07-20",
        **more,
    }


def test_a_county_may_tighten(client_of):
    assert client_of("county").post(ADDRESS, facts(220)).status_code == 302
    assert CountyRule.objects.get().value == 220
    assert Record.objects.filter(verb="enter_county_rule").count() == 1


def test_the_rule_shows_on_the_policy_page_of_its_county_only(client_of):
    client_of("leadership").post(ADDRESS, facts(220))
    assert "民组发〔2026〕3号" in client_of("clerk").get("/policy/").content.decode()
    assert "民组发〔2026〕3号" not in client_of("county2").get("/policy/").content.decode()


def test_loosening_is_refused_with_the_words_of_the_text(client_of):
    answer = client_of("county").post(ADDRESS, facts(150))
    assert answer.status_code == 422
    assert "200天" in answer.context["form"].provision.quote
    assert CountyRule.objects.count() == 0


def test_what_the_text_does_not_leave_open_has_no_form(client_of):
    assert client_of("county").get("/county-rules/new/?key=team.size").status_code == 404


def test_the_same_day_twice_is_refused(client_of):
    client = client_of("county")
    client.post(ADDRESS, facts(220))
    assert client.post(ADDRESS, facts(230)).status_code == 422


def test_machines_enter_the_same_and_are_refused_with_the_clause(client_of):
    body = facts(150) | {"key": "attendance.days_per_year"}
    answer = client_of("county").post("/api/v1/county-rules/", body, content_type="application/json")
    assert answer.status_code == 422
    assert answer.json()["provision"]["clause"]
    good = client_of("county").post("/api/v1/county-rules/", body | {"value": 210}, content_type="application/json")
    assert good.status_code == 201
    assert good.json()["area"] == "630222"


def test_other_offices_enter_nothing_by_machine(client_of):
    body = facts(220) | {"key": "attendance.days_per_year"}
    answer = client_of("prefecture").post("/api/v1/county-rules/", body, content_type="application/json")
    assert answer.status_code == 403


def test_a_neighbour_cannot_end_a_rule_nor_the_past_be_changed(client_of):
    client_of("county").post(ADDRESS, facts(220, effective_from="2026-01-01"))
    end = f"/county-rules/{CountyRule.objects.get().pk}/end/"
    assert client_of("county2").post(end, {"effective_to": "2026-08-01"}).status_code == 404
    assert client_of("county").post(end, {"effective_to": "2026-03-01"}).status_code == 422
    assert client_of("county").post(end, {"effective_to": "2026-08-01"}).status_code == 302
