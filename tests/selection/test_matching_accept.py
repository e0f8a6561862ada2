"""A matching is accepted as a whole through the same steps, or not at all."""

from dataclasses import replace

import pytest

from core.models import Notice, Record
from core.refusals import Conflict, NotAllowed
from selection import actions
from selection.actions import accepting
from selection.actions import matching as deeds
from selection.facts import DECLARED, said_in
from selection.models import Nomination
from selection.plans import Hand
from teams.models import Cadre, Pairing, Posting
from tests.selection.matchings import another, matched, open_round, pair, placed, put_forward, put_in, work_done

EMPTY, SHARED = "630222100200", "630222100202"
FIRST, MEMBER, TOWN = "first_secretary", "unit_member", "township_member"


@pytest.fixture
def case(cast):
    return open_round(cast, EMPTY, "630222100201")


@pytest.fixture
def pool(cast, case):
    return [
        put_forward(cast, case, "pool", FIRST, MEMBER),
        put_forward(cast, case, "pool2", MEMBER),
        put_forward(cast, case, "town_pool", TOWN),
    ]


def accept(cast, matching, who="county"):
    return accepting.accept(matching, by=cast.actors[who], on=cast.today)


def test_the_pool_fills_the_team_and_waits_for_review(cast, case, pool):
    matching = matched(cast, case)
    assert placed(matching) == {
        cast.cadres["pool"].pk: (EMPTY, FIRST),
        cast.cadres["pool2"].pk: (EMPTY, MEMBER),
        cast.cadres["town_pool"].pk: (EMPTY, TOWN),
    }
    assert accept(cast, matching) == {"nominated": 3, "moved": 0, "paired": 0}
    cases = Nomination.objects.all()
    assert {one.state for one in cases} == {"submitted"}
    assert all(one.matching == matching and one.round == case and one.findings for one in cases)


def test_who_accepted_does_not_review_the_same_cases_but_a_colleague_does(cast, case, pool):
    accept(cast, matched(cast, case))
    one = Nomination.objects.get(seat=FIRST)
    with pytest.raises(NotAllowed):
        actions.review(one, by=cast.actors["county"], on=cast.today)
    assert actions.review(one, by=cast.actors["county_b"], on=cast.today).state == "reviewed"


def test_whoever_lent_the_office_does_not_review_either(cast, case, pool):
    lent = replace(cast.actors["county"], giver_id=cast.users["county_b"].pk)
    matching = deeds.ask_to_accept(matched(cast, case), by=lent, on=cast.today)
    assert work_done() == []
    matching.refresh_from_db()
    with pytest.raises(NotAllowed):
        actions.review(Nomination.objects.get(seat=FIRST), by=cast.actors["county_b"], on=cast.today)


def test_all_at_once_is_the_same_as_one_by_one(cast, case, pool):
    accept(cast, matched(cast, case))
    at_once = {one.cadre_id: facts(one) for one in Nomination.objects.all()}
    Nomination.objects.all().delete()
    for member, seat, who in zip(pool, (FIRST, MEMBER, TOWN), ("unit", "unit", "township"), strict=True):
        actions.nominate(proposal(cast, case, member, seat), by=cast.actors[who], on=cast.today)
    assert {one.cadre_id: facts(one) for one in Nomination.objects.all()} == at_once


def proposal(cast, case, member, seat):
    return actions.Proposal(
        team=cast.teams[EMPTY],
        seat=seat,
        cadre=member.cadre,
        starts_on=case.starts_on,
        term_ends_on=case.term_ends_on,
        decision_number=member.decision_number,
        decided_on=member.decided_on,
        said=said_in(member),
        order=member.order,
        round=case,
    )


def facts(one):
    own = ("id", "matching", "created_at", "changed_at")
    return {field.name: getattr(one, field.attname) for field in one._meta.concrete_fields if field.name not in own}


def test_one_notice_per_county_and_sender(cast, case, pool):
    accept(cast, matched(cast, case))
    told = Notice.objects.filter(key__startswith="matching:").values_list("office", "kind", "params__count")
    assert sorted(told) == [
        ("county", "matching_to_review", 3),
        ("township", "matching_placed", 1),
        ("unit", "matching_placed", 2),
    ]


def test_accepting_twice_has_one_effect(cast, case, pool):
    matching = matched(cast, case)
    accept(cast, matching)
    with pytest.raises(Conflict):
        accept(cast, matching)
    assert Nomination.objects.count() == 3
    assert Record.objects.filter(verb="accept_matching").count() == 1


def test_while_a_worker_accepts_nobody_asks_again(cast, case, pool):
    matching = matched(cast, case)
    deeds.ask_to_accept(matching, by=cast.actors["county"], on=cast.today)
    with pytest.raises(Conflict):
        deeds.ask_to_accept(matching, by=cast.actors["county_b"], on=cast.today)


def withdrawn(cast, case, pool):
    pool[1].withdrawn_at = pool[1].created_at
    pool[1].save()


def taken(cast, case, pool):
    team, cadre = cast.teams[EMPTY], cast.cadres["town_pool"]
    other = Cadre.objects.get(pk=another(cast, "乡员二", township="630222100", rank="staff").pk)
    assert other != cadre
    known = {"starts_on": case.starts_on, "term_ends_on": case.term_ends_on}
    Posting.objects.create(team=team, area=team.area, seat=TOWN, cadre=other, **known)


def unfit(cast, case, pool):
    cast.cadres["pool"].party = "none"
    cast.cadres["pool"].save()


def unpaired(cast, case, pool):
    Pairing.objects.filter(village__area=EMPTY).update(ends_on=cast.today, end_reason="x")


def left(cast, case, pool):
    case.places.filter(area=EMPTY).delete()


def closed(cast, case, pool):
    case.state = "closed"
    case.save()


SAID = {
    withdrawn: "人选戊不再列为人选",
    taken: "红卫村委会的席位已被占用",
    unfit: "人选丁已不符合该席位条件",
    unpaired: "红卫村委会已移出批次或结对关系有变化",
    left: "红卫村委会已移出批次或结对关系有变化",
    closed: "该批次未开启",
}


@pytest.mark.parametrize("change", SAID)
def test_when_anything_has_changed_nothing_is_accepted_and_the_change_is_named(cast, case, pool, change):
    matching = matched(cast, case)
    change(cast, case, pool)
    with pytest.raises(Conflict, match=SAID[change]):
        accept(cast, matching)
    assert Nomination.objects.count() == 0
    matching.refresh_from_db()
    assert matching.state == "ready"


@pytest.fixture
def nominated(cast, case):
    """人选丁 is nominated for 红卫, the only member that brings what 史纳 needs."""
    pair(cast, SHARED, "海东市水务局")
    put_in(cast, case, SHARED)
    cast.villages[EMPTY].needs = []
    cast.villages[EMPTY].save()
    cast.cadres["pool"].skills = ["economy"]
    cast.cadres["pool"].save()
    another(cast, "人选二", unit="海东市水务局")
    put_forward(cast, case, "人选二", FIRST)
    member = put_forward(cast, case, "pool", FIRST)
    made = actions.nominate(proposal(cast, case, member, FIRST), by=cast.actors["unit"], on=cast.today)
    member.delete()
    return made


def test_a_nominee_is_moved_to_where_they_are_needed_and_the_old_case_says_so(cast, case, nominated):
    matching = matched(cast, case)
    assert placed(matching)[cast.cadres["pool"].pk] == (SHARED, FIRST)
    assert accept(cast, matching) == {"nominated": 2, "moved": 1, "paired": 0}
    nominated.refresh_from_db()
    assert nominated.state == "withdrawn"
    assert Nomination.objects.get(cadre=nominated.cadre, state="submitted").area == SHARED
    line = Record.objects.about(nominated).get(verb="redirect")
    assert (line.note != "", line.details["matching"]) == (True, matching.pk)
    assert Notice.objects.filter(kind="matching_moved", office="unit").count() == 1


def test_a_nominee_who_stays_keeps_the_case(cast, case, nominated):
    matching = matched(cast, case)
    back = deeds.change_by_hand(
        matching, Hand("swap", nominated.cadre_id, EMPTY, FIRST), by=cast.actors["county"], on=cast.today
    )
    assert accept(cast, back) == {"nominated": 1, "moved": 0, "paired": 0}
    nominated.refresh_from_db()
    assert nominated.state == "submitted"


def test_without_the_nominated_their_seats_are_not_touched(cast, case, nominated):
    matching = matched(cast, case, wanted=("pool",))
    assert [EMPTY, FIRST, "on_the_way"] in matching.problem["closed"]
    assert placed(matching) == {cast.cadres["人选二"].pk: (SHARED, FIRST)}


def test_open_pairings_are_made_first_and_given_ones_kept(cast, case, pool):
    put_in(cast, case, SHARED)
    for number in range(3):
        another(cast, f"新{number}", unit="海东市水务局", rank=("deputy_division", "staff", "staff")[number])
        put_forward(cast, case, f"新{number}", FIRST if number == 0 else MEMBER)
    kept = set(Pairing.objects.values_list("pk", "unit"))
    matching = matched(cast, case, open_pairings=True)
    assert accept(cast, matching)["paired"] == 1
    made = Pairing.objects.get(village__area=SHARED)
    assert (made.unit.name, made.starts_on) == ("海东市水务局", case.starts_on)
    assert kept < set(Pairing.objects.values_list("pk", "unit"))
    assert Nomination.objects.filter(area=SHARED).count() == 2


def test_the_declarations_go_along(cast, case, pool):
    accept(cast, matched(cast, case))
    one = Nomination.objects.get(seat=MEMBER)
    assert all(getattr(one, name) for name in DECLARED)
    assert (one.decision_number, one.term_ends_on) == ("党组〔2026〕5号", case.term_ends_on)
