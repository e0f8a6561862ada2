"""The pool of a round: put forward, changed, taken back; who may, and what stops."""

import io
from datetime import date

import openpyxl
import pytest
from django.urls import reverse

from core.refusals import Conflict, NotAllowed, Refused
from selection import actions
from selection.actions import pool
from selection.models import PoolMember, Round
from tests.selection.test_thread import proposal

DECLARED = dict.fromkeys(("political", "style", "ability", "health", "cultivation"), True)


@pytest.fixture
def running(cast):
    """A round of the county over the empty team of 红卫."""
    team = cast.teams["630222100200"]
    made = Round.objects.create(
        name="2026年选派",
        area="630222",
        office="county",
        nominate_from=date(2026, 7, 1),
        nominate_until=date(2026, 7, 31),
        starts_on=date(2026, 9, 1),
        term_ends_on=date(2028, 8, 31),
        state=Round.State.OPEN,
    )
    made.places.create(team=team, area=team.area)
    return made


def offer(cast, running, cadre="pool", seats=("first_secretary",), **changed):
    known = {"decision_number": "3号", "decided_on": date(2026, 7, 1), "said": DECLARED}
    return actions.Offer(round=running, cadre=cast.cadres[cadre], seats=seats, **{**known, **changed})


def put(cast, running, by="unit", **changed):
    return actions.put_forward(offer(cast, running, **changed), by=cast.actors[by], on=cast.today)


def test_a_unit_puts_its_cadre_forward_for_several_seats(cast, running):
    member = put(cast, running, seats=("first_secretary", "unit_member"))
    assert (member.sender_area, member.seats) == ("6302", ["first_secretary", "unit_member"])


def test_nobody_is_twice_in_a_pool(cast, running):
    put(cast, running)
    with pytest.raises(Conflict):
        put(cast, running)


def test_a_rank_too_low_for_a_seat_is_refused_with_the_clause(cast, running):
    with pytest.raises(Refused) as refusal:
        put(cast, running, cadre="pool2")
    assert refusal.value.provision.key == "selection.first_secretary_rank"


def test_an_older_cadre_needs_a_reason_only(cast, running):
    with pytest.raises(Refused) as refusal:
        put(cast, running, cadre="older")
    assert "waiver_reason" in refusal.value.fields
    assert put(cast, running, cadre="older", waiver_reason="经验丰富").pk


@pytest.mark.parametrize("by", ["unit2", "township", "county"])
def test_only_the_own_unit_puts_a_cadre_forward(cast, running, by):
    with pytest.raises(Refused):
        put(cast, running, by=by)


def test_a_seat_of_the_township_is_not_the_units(cast, running):
    with pytest.raises(Refused):
        put(cast, running, seats=("township_member",))


def test_after_the_last_day_nobody_is_put_forward(cast, running):
    with pytest.raises(Refused, match="2026-07-31"):
        actions.put_forward(offer(cast, running), by=cast.actors["unit"], on=date(2026, 8, 1))


def test_a_member_is_changed_and_history_keeps_the_old(cast, running):
    member = put(cast, running)
    pool.change(member, offer(cast, running, order=3), by=cast.actors["unit"], on=cast.today)
    assert list(member.events.order_by("pgh_id").values_list("order", flat=True)) == [1, 3]


def test_a_member_is_taken_back_once_and_may_come_again(cast, running):
    member = put(cast, running)
    pool.take_back(member, by=cast.actors["unit"], on=cast.today)
    with pytest.raises(Conflict):
        pool.take_back(member, by=cast.actors["unit"], on=cast.today)
    put(cast, running)
    assert PoolMember.objects.count() == 2


def test_another_unit_changes_nothing(cast, running):
    with pytest.raises(NotAllowed):
        pool.take_back(put(cast, running), by=cast.actors["unit2"], on=cast.today)


def lines(*people, **more):
    known = {"decision_number": "3号", "decided_on": "2026-07-01", **dict.fromkeys(DECLARED, "on"), "lines": "5"}
    for at, (person, seats) in enumerate(people):
        known |= {f"p{at}-person": person, f"p{at}-seats": seats, f"p{at}-order": at + 1}
    return {**known, **more}


def test_several_are_put_forward_with_one_decision(cast, running, client_of):
    people = [("人选丁", ["first_secretary", "unit_member"]), ("人选戊", ["unit_member"])]
    answer = client_of("unit").post(reverse("pool-new"), lines(*people, round=running.pk))
    assert answer.status_code == 302
    assert list(PoolMember.objects.values_list("cadre__name", "order")) == [("人选丁", 1), ("人选戊", 2)]


def test_who_is_refused_stays_written_the_others_go(cast, running, client_of):
    people = [("人选丁", ["first_secretary"]), ("人选戊", ["first_secretary"])]
    answer = client_of("unit").post(reverse("pool-new"), lines(*people, round=running.pk))
    assert (answer.status_code, PoolMember.objects.get().cadre.name) == (422, "人选丁")
    assert 'value="人选戊"' in answer.content.decode()


def test_judging_shows_each_seat_and_stores_nothing(cast, running, client_of):
    people = [("人选戊", ["first_secretary", "unit_member"])]
    page = client_of("unit").post(reverse("pool-new"), lines(*people, round=running.pk, judge="1"))
    assert (page.status_code, PoolMember.objects.count()) == (200, 0)
    assert "finding-bad" in page.content.decode()


def test_a_closed_round_is_not_offered(cast, running, client_of):
    Round.objects.filter(pk=running.pk).update(state=Round.State.CLOSED)
    page = client_of("unit").get(reverse("pool-new")).content.decode()
    assert running.name not in page


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("unit", 200),
        ("county", 200),
        ("prefecture", 200),
        ("township", 200),
        ("unit2", 404),
        ("county2", 404),
        ("township2", 404),
    ],
)
def test_who_sees_a_member(cast, running, client_of, who, status):
    member = put(cast, running)
    assert client_of(who).get(reverse("pool-member", args=[member.pk])).status_code == status


def test_a_member_is_changed_on_its_page(cast, running, client_of):
    member = put(cast, running)
    address = reverse("pool-change", args=[member.pk])
    assert client_of("unit").get(address).status_code == 200
    facts = lines() | {"seats": ["unit_member"], "order": "4"}
    assert client_of("unit").post(address, facts).status_code == 302
    member.refresh_from_db()
    assert (member.seats, member.order) == (["unit_member"], 4)


def test_a_placed_member_is_shown_with_its_village_and_no_longer_changed(cast, running, client_of):
    member = put(cast, running)
    client_of("unit").post(reverse("nomination-new"), proposal(cast))
    page = client_of("county").get(reverse("pool"), {"stands": "placed"}).content.decode()
    assert "红卫村" in page
    assert client_of("unit").post(reverse("pool-take-back", args=[member.pk])).status_code == 409


def test_the_list_leaves_as_excel(cast, running, client_of):
    put(cast, running)
    answer = client_of("county").get(reverse("pool-export"))
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert [cell.value for cell in book.active[2]][:3] == ["2026年选派", "人选丁", "海东市水务局"]


@pytest.mark.parametrize("name", ["pool", "pool-new"])
def test_the_pages_need_few_queries(cast, running, client_of, django_assert_max_num_queries, name):
    put(cast, running)
    client = client_of("unit")
    client.get(reverse(name))
    with django_assert_max_num_queries(15):
        client.get(reverse(name))


def machine(client, name, body=None, *args, method="post"):
    return getattr(client, method)(reverse(name, args=args), body or {}, content_type="application/json")


def test_machines_put_forward_change_and_take_back(cast, running, client_of):
    client = client_of("unit")
    said = {"seats": ["first_secretary"], "decision_number": "3号", "decided_on": "2026-07-01", **DECLARED}
    made = machine(client, "api-pool", said | {"round": running.pk, "cadre": cast.cadres["pool"].pk})
    assert (made.status_code, made.json()["judged"][0]["verdict"]) == (201, "eligible")
    number = made.json()["id"]
    assert machine(client, "api-pool-member", said | {"order": 7}, number, method="put").json()["order"] == 7
    assert machine(client, "api-pool-take-back", None, number).json()["withdrawn_at"]
    assert client_of("county").get(reverse("api-pool"), {"stands": "withdrawn"}).json()["count"] == 1


def test_a_department_puts_nobody_forward(cast, running, client_of):
    said = {"seats": ["first_secretary"], "decision_number": "3号", "decided_on": "2026-07-01", **DECLARED}
    body = said | {"round": running.pk, "cadre": cast.cadres["pool"].pk}
    assert machine(client_of("county"), "api-pool", body).status_code == 422
    assert PoolMember.objects.count() == 0
