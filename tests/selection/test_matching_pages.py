"""Matching in the browser's own requests and for machines: asked for, read, changed by hand, given up."""

import io

import openpyxl
import pytest
from django.urls import reverse

from core.models import Job
from selection.models import Matching, Nomination
from tests.selection.matchings import another, matched, open_round, pair, placed, put_forward, put_in, work_done

EMPTY, SECOND = "630222100200", "630222100202"
FIRST, MEMBER, TOWN = "first_secretary", "unit_member", "township_member"


@pytest.fixture
def case(cast):
    pair(cast, SECOND, "海东市水务局")
    found = open_round(cast, EMPTY, "630222100201", SECOND)
    cast.villages[EMPTY].needs = ["governance"]
    cast.villages[EMPTY].save()
    cast.cadres["pool"].skills = ["economy"]
    cast.cadres["pool"].save()
    another(cast, "人选二", unit="海东市水务局", skills=["social_work"])
    another(cast, "人选三", unit="海东市水务局", party="none")
    put_forward(cast, found, "pool", FIRST, order=1)
    put_forward(cast, found, "人选二", FIRST, order=2)
    put_forward(cast, found, "人选三", FIRST)
    put_forward(cast, found, "town_pool", TOWN)
    return found


@pytest.fixture
def matching(cast, case):
    return matched(cast, case)


def page(client, name, matching, **query):
    return client.get(reverse(name, args=[matching.pk]), query)


def test_a_department_asks_and_a_worker_answers(cast, case, client_of):
    county = client_of("county")
    asked = {"round": case.pk, "area": "630222", "wanted": ["pool", "nominated"]}
    answer = county.post(reverse("matching-new"), asked)
    made = Matching.objects.get()
    assert answer["Location"] == reverse("matching", args=[made.pk])
    assert "等待" in page(county, "matching", made).content.decode()
    assert work_done() == []
    made.refresh_from_db()
    assert (made.state, made.totals["gap"], made.totals["score"]) == ("ready", 0, 20)


def test_the_result_says_who_where_why_and_against_what(matching, client_of):
    text = page(client_of("county"), "matching", matching).content.decode()
    for words in ("人选丁", "人选二", "满足需求:产业和集体经济 +10", "先报先派", "青海省"):
        assert words in text
    assert matching.baseline["score"] < matching.totals["score"]


def test_everybody_is_told_why_not(matching, client_of):
    text = page(client_of("county"), "matching", matching, view="people").content.decode()
    assert "人选三" in text
    assert "必须是中共正式党员" in text


def test_an_empty_seat_names_who_could_take_it_but_for_the_rule(matching, client_of):
    rows = client_of("county").get(reverse("api-matching-villages", args=[matching.pk]), {"state": "empty"}).json()
    seats = [seat for line in rows["results"] for seat in line["seats"] if seat["state"] == "empty"]
    assert {seat["seat"] for seat in seats} == {MEMBER, TOWN}
    assert all(seat["why"] for seat in seats)


def test_the_same_question_has_the_same_answer(cast, case, matching):
    again = matched(cast, case)
    assert (again.digest, again.placed) == (matching.digest, matching.placed)


def test_the_next_best_says_what_it_costs(matching, client_of):
    said = client_of("county").get(
        reverse("api-matching-next-best", args=[matching.pk]), {"village": EMPTY, "seat": FIRST}
    )
    assert said.json()["score"] == -20
    assert {row["name"] for row in said.json()["moves"]} == {"人选丁", "人选二"}
    shown = page(client_of("county"), "matching-next-best", matching, village=EMPTY, seat=FIRST)
    assert "-20" in shown.content.decode()


@pytest.mark.parametrize("village", ["999999999999", "630222100201", "six"])
def test_a_seat_the_matching_did_not_fill_has_no_next_best(matching, client_of, village):
    county, asked = client_of("county"), {"village": village, "seat": FIRST}
    assert county.get(reverse("api-matching-next-best", args=[matching.pk]), asked).status_code == 422
    assert page(county, "matching-next-best", matching, **asked).status_code in (200, 422)


def by_hand(cast, how, code=SECOND, seat=FIRST, who="人选二"):
    return {"cadre": cast.cadres[who].pk, "how": how, "to": f"{code}:{seat}"}


@pytest.mark.parametrize(
    ("how", "code", "score"),
    [("swap", SECOND, 0), ("move", SECOND, 0), ("out", "", 10), ("ban", EMPTY, 0), ("pin", SECOND, 0)],
)
def test_a_change_by_hand_is_seen_before_it_is_saved_and_saved_beside(cast, matching, client_of, how, code, score):
    county = client_of("county")
    seen = county.get(reverse("matching-hand", args=[matching.pk]), by_hand(cast, how, code or EMPTY)).content.decode()
    assert f'id="score-change">{score - 20}<' in seen
    assert Matching.objects.count() == 1
    county.post(reverse("matching-hand", args=[matching.pk]), by_hand(cast, how, code or EMPTY))
    after = Matching.objects.latest("pk")
    assert (after.after, after.state, after.totals["score"]) == (matching, "ready", score)
    before = Matching.objects.get(pk=matching.pk)
    assert (before.state, before.placed) == ("ready", matching.placed)


def test_taking_pins_and_bans_back_brings_the_best_again(cast, matching, client_of):
    county = client_of("county")
    county.post(reverse("matching-hand", args=[matching.pk]), by_hand(cast, "ban", EMPTY))
    banned = Matching.objects.latest("pk")
    county.post(reverse("matching-hand", args=[banned.pk]), by_hand(cast, "free"))
    assert placed(Matching.objects.latest("pk")) == placed(matching)


def test_what_may_not_be_is_refused_with_the_reason_and_nothing_is_lost(cast, matching, client_of):
    answer = client_of("county").post(
        reverse("matching-hand", args=[matching.pk]), by_hand(cast, "move", "630222100201")
    )
    assert answer.status_code == 422
    assert f'value="{cast.cadres["人选二"].pk}"' in answer.content.decode()
    assert Matching.objects.count() == 1


def test_a_change_shows_against_the_one_before_and_among_the_variants(cast, matching, client_of):
    county = client_of("county")
    county.post(reverse("matching-hand", args=[matching.pk]), by_hand(cast, "swap"))
    after = Matching.objects.latest("pk")
    assert "2人的安排有变化" in page(county, "matching", after).content.decode()
    assert reverse("matching", args=[matching.pk]) in page(county, "matching", after, view="variants").content.decode()


def test_accepted_through_the_page_and_waiting_for_review(matching, client_of):
    county = client_of("county")
    assert county.post(reverse("matching-accept", args=[matching.pk])).status_code == 302
    assert county.post(reverse("matching-accept", args=[matching.pk])).status_code == 409
    assert work_done() == []
    assert Nomination.objects.filter(matching=matching, state="submitted").count() == 3
    assert county.post(reverse("matching-discard", args=[matching.pk])).status_code == 409


def test_a_failed_acceptance_says_what_has_changed(case, matching, client_of):
    county = client_of("county")
    county.post(reverse("matching-accept", args=[matching.pk]))
    case.pool.filter(cadre__name="人选丁").update(withdrawn_at="2026-07-20T00:00:00Z")
    assert len(work_done()) == 1
    text = page(county, "matching", matching).content.decode()
    assert "人选丁" in text
    assert Nomination.objects.count() == 0
    assert county.post(reverse("matching-discard", args=[matching.pk])).status_code == 302


def test_a_matching_that_cannot_be_posed_fails_in_words_and_is_discarded(cast, case, client_of):
    asked = {"round": case.pk, "area": "630222101", "wanted": ["pool"]}
    county = client_of("county")
    county.post(reverse("matching-new"), asked)
    assert work_done() == [Job.objects.get().error]
    made = Matching.objects.get()
    assert made.state == "failed"
    assert county.post(reverse("matching-discard", args=[made.pk])).status_code == 302


def test_excel_holds_every_seat_of_the_page(matching, client_of):
    answer = page(client_of("county"), "matching-table", matching)
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert sheet.max_row == 1 + 6
    every = page(client_of("county"), "matching-table", matching, state="every")
    assert openpyxl.load_workbook(io.BytesIO(every.content)).active.max_row == 1 + 9
    assert "人选二" in {row[5] for row in sheet.iter_rows(values_only=True)}


def test_machines_do_all_of_it(cast, case, client_of):
    county = client_of("county")
    asked = {"round": case.pk, "area": "630222", "wanted": ["pool"]}
    made = county.post(reverse("api-matchings"), asked, content_type="application/json")
    assert made.status_code == 202
    number = made.json()["id"]
    assert work_done() == []
    one = county.get(reverse("api-matching", args=[number])).json()
    assert (one["state"], one["totals"]["gap"]) == ("ready", 0)
    hand = {"cadre": cast.cadres["人选二"].pk, "how": "swap", "village": SECOND, "seat": FIRST}
    tried = county.post(reverse("api-matching-try", args=[number]), hand, content_type="application/json")
    assert tried.json()["score"] == -20
    assert Matching.objects.count() == 1
    changed = county.post(reverse("api-matching-change", args=[number]), hand, content_type="application/json")
    assert (changed.status_code, changed.json()["after"]) == (201, number)
    assert len(county.get(reverse("api-matching-variants", args=[number])).json()) == 2
    assert len(county.get(reverse("api-matching-people", args=[number])).json()["results"]) == 4
    assert county.post(reverse("api-matching-discard", args=[changed.json()["id"]])).json()["state"] == "discarded"
    assert county.post(reverse("api-matching-accept", args=[number])).status_code == 202


@pytest.mark.parametrize("who", ["county2", "prefecture2"])
def test_neighbours_neither_see_nor_touch(matching, client_of, who):
    client = client_of(who)
    assert page(client, "matching", matching).status_code == 404
    assert client.post(reverse("matching-accept", args=[matching.pk])).status_code == 404
    assert "第三批" not in client.get(reverse("matchings")).content.decode()


def test_nobody_matches_beyond_their_area(case, client_of):
    asked = {"round": case.pk, "area": "630202", "wanted": ["pool"]}
    assert client_of("county").post(reverse("matching-new"), asked).status_code == 422
    assert client_of("county").post(reverse("api-matchings"), asked, content_type="application/json").status_code == 422


def test_the_prefecture_matches_a_part_of_its_area(cast, case):
    found = matched(cast, case, area="6302", who="prefecture")
    assert found.totals["seats"] == 3


@pytest.mark.parametrize("view", ["villages", "people", "variants"])
def test_pages_need_few_queries(matching, client_of, django_assert_max_num_queries, view):
    client = client_of("county")
    page(client, "matching", matching)
    with django_assert_max_num_queries(15):
        page(client, "matching", matching, view=view)


def test_statements_do_not_grow_with_the_villages(cast, case, django_assert_max_num_queries):
    with django_assert_max_num_queries(40):
        few = matched(cast, case)
    put_in(cast, case, "630222101200")
    with django_assert_max_num_queries(40):
        assert len(matched(cast, case).problem["villages"]) == len(few.problem["villages"]) + 1
