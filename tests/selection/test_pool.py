"""The pool of a round: put forward, changed, taken back; who may, and what stops."""

from datetime import date

import pytest

from core.refusals import Conflict, NotAllowed, Refused
from selection import actions
from selection.actions import pool
from selection.models import PoolMember, Round

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
