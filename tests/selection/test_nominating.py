"""One page for all villages of a unit; the single seat; scans that stay; what a round or a held seat refuses."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.models import Division, StoredFile
from selection.models import Nomination, Round, Volunteer
from teams.models import Cadre, Pairing, Posting, Team, Village
from tests.selection.test_pool import running  # noqa: F401 – the fixture
from tests.selection.test_thread import proposal

DECLARED = ("political", "style", "ability", "health", "cultivation")
PAGE = "nominate"


@pytest.fixture
def team(cast):
    return cast.teams["630222100200"]


def shared(**more):
    return {"decision_number": "海水党〔2026〕3号", "decided_on": "2026-07-01", **dict.fromkeys(DECLARED, "on"), **more}


def line(team, seat, person="", **more):
    days = {"starts_on": "2026-08-01", "term_ends_on": "2028-07-31", "order": "1"}
    return {f"{team.pk}-{seat}-{name}": value for name, value in {"person": person, **days, **more}.items()}


def entered(team, seat, **more):
    facts = {"name": "新人癸", "id_number": "630104199003071234", "party": "full_member", "rank": "division", **more}
    return {f"{team.pk}-{seat}-new-{name}": value for name, value in facts.items()}


def scan(name="决定.pdf"):
    return SimpleUploadedFile(name, b"%PDF-1.4 decided", "application/pdf")


def send(client, *parts, **more):
    data = {key: value for part in parts for key, value in part.items()}
    return client.post(reverse(PAGE), {**data, **more})


def test_two_seats_are_filled_in_one_action(team, client_of):
    answer = send(
        client_of("unit"), shared(), line(team, "first_secretary", "人选丁"), line(team, "unit_member", "人选戊")
    )
    assert answer.status_code == 302
    assert set(Nomination.objects.values_list("seat", "state", "decision_number")) == {
        ("first_secretary", "submitted", "海水党〔2026〕3号"),
        ("unit_member", "submitted", "海水党〔2026〕3号"),
    }


def test_a_refused_line_stays_filled_in_and_the_good_one_goes(team, client_of):
    answer = send(
        client_of("unit"), shared(), line(team, "first_secretary", "人选戊"), line(team, "unit_member", "人选丁")
    )
    page = answer.content.decode()
    assert (answer.status_code, Nomination.objects.get().seat) == (422, "unit_member")
    assert 'value="人选戊"' in page
    assert "二(一)" in page


def test_drafts_are_saved_without_being_sent(team, client_of):
    send(client_of("unit"), shared(), line(team, "first_secretary", "人选戊"), draft="1")
    assert Nomination.objects.get().state == "draft"


def test_judging_stores_nothing(team, client_of):
    answer = send(client_of("unit"), shared(decision_number=""), line(team, "first_secretary", "年长己"), judge="1")
    assert (answer.status_code, Nomination.objects.count()) == (200, 0)
    assert "一般不超过45周岁" in answer.content.decode()


def test_a_person_is_entered_beside_the_seat_and_nominated(team, client_of):
    data = [shared(), line(team, "first_secretary"), entered(team, "first_secretary")]
    assert send(client_of("unit"), *data).status_code == 302
    cadre = Cadre.objects.get(name="新人癸")
    assert (cadre.born_on, Nomination.objects.get().cadre) == (date(1990, 3, 7), cadre)


def test_a_person_whose_line_is_refused_is_not_registered_but_stays_written(team, client_of):
    data = [shared(), line(team, "first_secretary"), entered(team, "first_secretary", party="none")]
    answer = send(client_of("unit"), *data)
    assert (answer.status_code, Cadre.objects.filter(name="新人癸").exists()) == (422, False)
    assert "新人癸" in answer.content.decode()


def test_the_button_opens_the_fields_of_a_new_person_and_keeps_the_rest(team, client_of):
    lines = [line(team, "first_secretary"), line(team, "unit_member", "人选戊")]
    page = send(client_of("unit"), shared(), *lines, add=f"{team.pk}-first_secretary").content.decode()
    assert f'name="{team.pk}-first_secretary-new-id_number"' in page
    assert 'value="人选戊"' in page


def test_who_is_not_in_the_list_is_asked_for_again(team, client_of):
    answer = send(client_of("unit"), shared(), line(team, "first_secretary", "外县辛"))
    assert (answer.status_code, Nomination.objects.count()) == (422, 0)


def test_an_empty_page_says_so(team, client_of):
    assert send(client_of("unit"), shared(), line(team, "first_secretary")).status_code == 422


def test_the_same_person_on_two_lines_goes_once(team, client_of):
    send(client_of("unit"), shared(), line(team, "first_secretary", "人选丁"), line(team, "unit_member", "人选丁"))
    assert Nomination.objects.get().seat == "first_secretary"


def test_a_township_fills_its_own_seat(team, client_of):
    answer = send(client_of("township"), shared(), line(team, "township_member", "乡选庚"))
    assert (answer.status_code, Nomination.objects.get().approving_office) == (302, "county")


def test_another_unit_finds_no_line_for_this_village(team, client_of):
    assert send(client_of("unit2"), shared(), line(team, "first_secretary", "外县辛")).status_code == 422
    assert Nomination.objects.count() == 0


def test_the_line_is_judged_while_it_is_written(team, client_of):
    data = shared() | line(team, "first_secretary", "年长己") | {"line": f"{team.pk}-first_secretary"}
    fragment = client_of("unit").post(reverse("line-judge"), data).content.decode()
    assert "一般不超过45周岁" in fragment


def test_a_newcomer_is_judged_before_being_entered(team, client_of):
    data = shared() | line(team, "first_secretary") | entered(team, "first_secretary", party="none")
    fragment = client_of("unit").post(reverse("line-judge"), data | {"line": f"{team.pk}-first_secretary"})
    assert "必须是中共正式党员" in fragment.content.decode()
    assert "1990-03-07" in fragment.content.decode()


@pytest.mark.parametrize("key", ["", "0-first_secretary", "x"])
def test_a_line_of_nobody_is_not_judged(cast, client_of, key):
    assert client_of("unit").post(reverse("line-judge"), {"line": key}).status_code == 422


def test_the_days_come_from_the_round(cast, client_of, running):  # noqa: F811
    page = client_of("unit").get(reverse(PAGE)).content.decode()
    assert 'value="2026-09-01"' in page
    assert running.name in page


def test_a_nomination_for_a_team_in_a_round_belongs_to_it(team, client_of, running):  # noqa: F811
    send(client_of("unit"), shared(), line(team, "first_secretary", "人选丁"))
    assert Nomination.objects.get().round == running


def test_outside_the_nomination_days_it_is_refused_with_the_dates(team, client_of, running):  # noqa: F811
    Round.objects.filter(pk=running.pk).update(nominate_from=date(2026, 7, 21))
    answer = send(client_of("unit"), shared(), line(team, "first_secretary", "人选丁"))
    assert (answer.status_code, Nomination.objects.count()) == (422, 0)
    assert "2026-07-21" in answer.content.decode()


def test_a_draft_is_not_sent_after_its_round_has_closed(team, cast, client_of, running):  # noqa: F811
    send(client_of("unit"), shared(), line(team, "first_secretary", "人选丁"), draft="1")
    Round.objects.filter(pk=running.pk).update(state=Round.State.CLOSED)
    case = Nomination.objects.get()
    answer = client_of("unit").post(reverse("nomination-mend", args=[case.pk]), proposal(cast))
    assert (answer.status_code, Nomination.objects.get().state) == (422, "draft")


def test_a_held_seat_is_refused_with_the_clause(cast, client_of):
    held = cast.teams["630222100201"]
    answer = client_of("unit").post(reverse("nomination-new"), proposal(cast, team=held.pk))
    assert answer.status_code == 422
    assert "不得自行调整轮换" in answer.content.decode()


def test_a_volunteer_stands_first_and_filled_in(cast, client_of):
    Posting.objects.filter(pk=cast.postings["first"].pk).update(term_ends_on=date(2026, 7, 31))
    Volunteer.objects.create(posting=cast.postings["first"], area="630222100201", said_on=cast.today)
    page = client_of("unit").get(reverse(PAGE)).content.decode()
    assert page.index("享堂村") < page.index("红卫村")
    assert 'value="队长甲' in page


def test_a_volunteer_continues_from_the_day_after_the_term(cast, client_of):
    seat = cast.teams["630222100201"]
    Posting.objects.filter(pk=cast.postings["first"].pk).update(term_ends_on=date(2026, 7, 31))
    send(client_of("unit"), shared(), line(seat, "first_secretary", "队长甲", volunteers_to_continue="on"))
    assert Nomination.objects.get().renews == cast.postings["first"]


def test_the_scan_stays_when_the_form_comes_back(cast, client_of):
    client = client_of("unit")
    page = client.post(reverse("nomination-new"), {**proposal(cast, cadre="pool2"), "decision_file": scan()})
    kept = StoredFile.objects.get()
    assert (page.status_code, f'value="{kept.pk}"' in page.content.decode()) == (422, True)
    client.post(reverse("nomination-new"), {**proposal(cast), "decision_kept": kept.pk})
    assert Nomination.objects.get().decision_file == kept


def test_the_scan_is_given_once_for_all_lines(team, client_of):
    lines = [line(team, "first_secretary", "人选丁"), line(team, "unit_member", "人选戊")]
    send(client_of("unit"), shared(), *lines, decision_file=scan())
    assert set(Nomination.objects.values_list("decision_file", flat=True)) == {StoredFile.objects.get().pk}


def test_a_file_of_another_kind_is_refused(cast, client_of):
    text = SimpleUploadedFile("x.pdf", b"just words", "application/pdf")
    answer = client_of("unit").post(reverse("nomination-new"), {**proposal(cast), "decision_file": text})
    assert (answer.status_code, StoredFile.objects.count(), Nomination.objects.count()) == (422, 0, 0)


def test_somebody_elses_file_is_no_scan_of_mine(cast, client_of):
    client_of("township").post(reverse("nomination-new"), {"decision_file": scan()})
    theirs = StoredFile.objects.get()
    answer = client_of("unit").post(reverse("nomination-new"), {**proposal(cast), "decision_kept": theirs.pk})
    assert (answer.status_code, Nomination.objects.count()) == (422, 0)


@pytest.mark.parametrize(("who", "status"), [("county", 200), ("prefecture", 200), ("county2", 404), ("unit2", 404)])
def test_whoever_sees_the_case_reads_the_decision(cast, client_of, who, status):
    client_of("unit").post(reverse("nomination-new"), {**proposal(cast), "decision_file": scan()})
    address = reverse("nomination-decision", args=[Nomination.objects.get().pk])
    assert client_of(who).get(address).status_code == status


def test_the_page_needs_few_queries(cast, client_of, running, django_assert_max_num_queries):  # noqa: F811
    client = client_of("unit")
    client.get(reverse(PAGE))
    with django_assert_max_num_queries(15):
        client.get(reverse(PAGE))


def many(*lines, **more):
    days = {"starts_on": "2026-08-01", "term_ends_on": "2028-07-31", **dict.fromkeys(DECLARED, True)}
    return {"decision_number": "3号", "decided_on": "2026-07-01", "lines": [{**days, **one} for one in lines], **more}


def test_machines_send_many_and_are_answered_line_by_line(team, cast, client_of):
    person = {"name": "新人癸", "id_number": "630104199003071234", "party": "full_member", "rank": "division"}
    lines = [
        {"team": team.pk, "seat": "first_secretary", "cadre": cast.cadres["pool2"].pk},
        {"team": team.pk, "seat": "first_secretary", "person": person},
        {"team": team.pk, "seat": "unit_member"},
    ]
    answer = client_of("unit").post(reverse("api-nominate-many"), many(*lines), content_type="application/json").json()
    assert [one["state"] for one in answer] == ["", "submitted", ""]
    assert answer[0]["clause"].startswith("二(一)")
    assert "cadre" in answer[2]["fields"]


def test_machines_read_which_seats_are_open(team, client_of):
    seats = client_of("unit").get(reverse("api-own-seats")).json()
    assert {one["seat"] for one in seats if one["team"] == team.pk and one["open"]} == {
        "first_secretary",
        "unit_member",
    }


def test_page_form_and_machine_find_the_same(cast, team, client_of):
    client, said = client_of("unit"), proposal(cast, cadre="older", waiver_reason="经验丰富")
    found = client.post(reverse("api-judge"), said, content_type="application/json").json()["findings"]
    fragment = client.get(reverse("nomination-judge"), said).content.decode()
    client.post(reverse("nomination-new"), said)
    kept = Nomination.objects.get().findings
    assert [(one["rule"], one["answer"]) for one in found] == [(one["rule"], one["answer"]) for one in kept]
    assert all(one["provisions"][0]["quote"][:8] in fragment for one in kept)


def test_a_machine_names_a_file_it_handed_in(cast, client_of):
    client = client_of("unit")
    number = client.post(reverse("api-file-new"), {"file": scan()}).json()["id"]
    body = proposal(cast, decision_file=number) | dict.fromkeys(DECLARED, True)
    made = client.post(reverse("api-nominations"), body, content_type="application/json")
    assert (made.status_code, made.json()["decision_file"]) == (201, number)
    address = reverse("api-nomination-decision", args=[made.json()["id"]])
    assert client_of("county").get(address).content == b"%PDF-1.4 decided"


def test_a_machine_mends_what_came_back(cast, client_of):
    client_of("unit").post(reverse("nomination-new"), proposal(cast))
    case = Nomination.objects.get()
    client_of("county").post(reverse("nomination-step", args=[case.pk]), {"verb": "return", "note": "日期有误"})
    said = {
        key: value
        for key, value in proposal(cast, starts_on="2026-09-01").items()
        if key not in ("team", "seat", "cadre")
    }
    address = reverse("api-nomination-mend", args=[case.pk])
    answer = (
        client_of("unit").post(address, said | dict.fromkeys(DECLARED, True), content_type="application/json").json()
    )
    assert (answer["state"], answer["starts_on"]) == ("submitted", "2026-09-01")


def test_either_somebody_of_the_list_or_a_new_person(team, client_of):
    data = [shared(), line(team, "first_secretary", "人选丁"), entered(team, "first_secretary")]
    assert send(client_of("unit"), *data).status_code == 422
    assert Nomination.objects.count() == 0


@pytest.fixture
def forty(cast):
    """Forty villages of one township paired with the unit, each with an empty team."""
    codes = [f"630222100{number}" for number in range(300, 340)]
    town = {"level": "village", "parent_code": "630222100", "initials": "x"}
    Division.objects.bulk_create(Division(code=code, name=f"村{code}", full_name=f"村{code}", **town) for code in codes)
    places = {one.code: one for one in Division.objects.filter(code__in=codes)}
    villages = Village.objects.bulk_create(Village(division=places[code], area=code) for code in codes)
    unit = cast.units["海东市水务局"]
    Pairing.objects.bulk_create(Pairing(unit=unit, village=one, starts_on=date(2025, 8, 1)) for one in villages)
    Team.objects.bulk_create(Team(village=one, area=one.area, formed_on=date(2025, 9, 1)) for one in villages)


def test_forty_villages_are_paged_light_and_asked_in_few_statements(forty, client_of, django_assert_max_num_queries):
    client = client_of("unit")
    client.get(reverse(PAGE))
    with django_assert_max_num_queries(15):
        page = client.get(reverse(PAGE))
    assert page.content.count(b'<fieldset class="line"') == 24
    assert len(page.content) < 200_000
