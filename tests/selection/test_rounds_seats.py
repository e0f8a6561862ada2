"""Seat states against an obvious reference, village by village, whatever was held, ended, approved or nominated."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.models import Division
from selection.ledger import boards
from selection.ledger.seats import seats_of
from selection.models import Nomination
from teams.ledger import must_act, seat_states, short_since
from teams.models import Pairing, Posting, Seat, Team, Village
from tests.cast import TODAY, _cadre

DAY = date(2026, 9, 1)
MOMENTS = st.integers(-400, 200).map(lambda n: TODAY + timedelta(days=n))
SPAN = st.tuples(MOMENTS, st.none() | st.integers(0, 300), st.none() | st.integers(1, 400))
HELD = st.lists(SPAN, max_size=3)
STATES = st.sampled_from([None, "draft", "submitted", "reviewed", "returned", "withdrawn", "declined"])


def in_turn(spans):
    """Postings of one seat as the database allows them: one after the other, only the last without an end."""
    rows, free_from = [], None
    for starts_on, length, term in sorted(spans, key=lambda span: span[0]):
        if free_from and starts_on < free_from:
            continue
        ends_on = None if length is None else starts_on + timedelta(days=length)
        rows.append((starts_on, ends_on, None if term is None else starts_on + timedelta(days=term)))
        if ends_on is None:
            break
        free_from = ends_on + timedelta(days=1)
    return rows


def reference(postings, nomination, formed_on, day, on, sees_drafts):
    """(state, since) of a seat, said slowly."""
    state, since = None, None
    for starts_on, ends_on, term_ends_on in sorted(postings):
        last = ends_on or term_ends_on or date.max
        if last >= day and state is None:
            state = "filled" if starts_on <= on else "approved"
    if state is None and nomination in ("submitted", "reviewed"):
        state = "review"
    if state is None and (nomination == "returned" or (nomination == "draft" and sees_drafts)):
        state = "nominated"
    held_today = any(starts_on <= on and (ends_on is None or ends_on >= on) for starts_on, ends_on, _ in postings)
    if not held_today and formed_on <= on:
        left = [ends_on + timedelta(days=1) for _, ends_on, _ in postings if ends_on and ends_on < on]
        since = max([formed_on, *left])
    return state or ("short" if since else "open"), since


def put(cast, seat, postings, nomination):
    """The postings and the nomination of 史纳's seat, all through the database's own guards."""
    team = cast.team
    source = {"township": "630222100"} if seat == Seat.TOWNSHIP_MEMBER else {"unit": "海东市水务局"}
    pairing = None if seat == Seat.TOWNSHIP_MEMBER else cast.pairing
    for starts_on, ends_on, term_ends_on in postings:
        cadre = _cadre(cast, f"任{seat}{starts_on}", **source)
        Posting.objects.create(
            team=team,
            area=team.area,
            seat=seat,
            cadre=cadre,
            pairing=pairing,
            starts_on=starts_on,
            ends_on=ends_on,
            end_kind="term" if ends_on else "",
            term_ends_on=term_ends_on,
        )
    if nomination:
        cadre = _cadre(cast, f"荐{seat}", **source)
        facts = {"starts_on": DAY, "term_ends_on": date(2028, 8, 31), "decision_number": "1", "decided_on": TODAY}
        route = {"approving_office": "county", "approving_area": "630222", "sender_area": cadre.area}
        Nomination.objects.create(
            team=team, area=team.area, seat=seat, cadre=cadre, unit=cadre.unit, state=nomination, **facts, **route
        )


@pytest.fixture
def bare(cast):
    """A paired village's fresh team beside the cast's."""
    cast.pairing = Pairing.objects.create(
        unit=cast.units["海东市水务局"], village=cast.villages["630222100202"], starts_on=date(2024, 1, 1)
    )
    cast.team = None
    return cast


SLOW = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@settings(max_examples=60, deadline=None, suppress_health_check=SLOW)
@given(
    held=st.fixed_dictionaries(dict.fromkeys(Seat.values, HELD)),
    on_the_way=st.fixed_dictionaries(dict.fromkeys(Seat.values, STATES)),
    formed=st.integers(-500, 60),
    day=st.sampled_from([TODAY, DAY, TODAY + timedelta(days=200)]),
    who=st.sampled_from(["county", "unit", "township"]),
)
def test_every_seat_stands_where_the_reference_says(bare, held, on_the_way, formed, day, who):
    with transaction.atomic():
        formed_on = TODAY + timedelta(days=formed)
        village = bare.villages["630222100202"]
        bare.team = Team.objects.create(village=village, area=village.area, formed_on=formed_on)
        rows = {seat: in_turn(spans) for seat, spans in held.items()}
        for seat in Seat.values:
            put(bare, seat, rows[seat], on_the_way[seat])
        found = seats_of([bare.team.pk], day=day, on=TODAY, actor=bare.actors[who])[bare.team.pk]
        for one in found:
            writes = who == ("township" if one.seat == Seat.TOWNSHIP_MEMBER else "unit")
            wanted = reference(rows[one.seat], on_the_way[one.seat], formed_on, day, TODAY, writes)
            assert (one.state, one.since) == wanted, one
        states = seat_states(formed_on, list(bare.team.postings.all()), TODAY)
        if formed_on <= TODAY:
            assert min((one.since for one in found if one.since), default=None) == short_since(states)
        transaction.set_rollback(True)


def test_the_three_seats_come_in_their_order(cast):
    teams = [team.pk for team in cast.teams.values()]
    found = seats_of(teams, day=DAY, on=TODAY, actor=cast.actors["province"])
    assert all([one.seat for one in seats] == Seat.values for seats in found.values())
    assert set(found) == set(teams)


def test_counting_in_the_database_is_counting_the_lines(cast):
    teams = Team.objects.visible_to(cast.actors["province"]).order_by()
    lines = boards.lines(teams, day=DAY, on=TODAY, actor=cast.actors["province"])
    counted = boards.counted([t.pk for t in teams], day=DAY, on=TODAY, actor=cast.actors["province"], length=6)
    assert counted == {code: dict(states) for code, states in boards.counts(lines, 6).items()}


def test_a_holder_whose_term_ends_before_the_posting_day_makes_way(cast):
    Posting.objects.filter(pk=cast.postings["first"].pk).update(term_ends_on=date(2026, 8, 31))
    team = cast.teams["630222100201"]
    first = seats_of([team.pk], day=DAY, on=TODAY, actor=cast.actors["county"])[team.pk][0]
    assert (first.state, first.since) == ("open", None)


def test_a_posting_that_has_been_approved_for_a_later_day_stands_as_approved(cast):
    team = cast.teams["630222100200"]
    put_in = {"team": team, "area": team.area, "pairing": cast.pairings[team.area], "starts_on": DAY}
    Posting.objects.create(seat="first_secretary", cadre=cast.cadres["pool"], **put_in)
    first = seats_of([team.pk], day=DAY, on=TODAY, actor=cast.actors["county"])[team.pk][0]
    assert (first.state, first.name, first.since) == ("approved", "人选丁", date(2025, 9, 1))


def test_a_township_knows_that_a_seat_is_under_review_but_not_by_whom(cast):
    team, cadre = cast.teams["630222100200"], cast.cadres["town_pool"]
    facts = {"starts_on": DAY, "term_ends_on": date(2028, 8, 31), "decision_number": "1", "decided_on": TODAY}
    route = {"approving_office": "county", "approving_area": "630222", "sender_area": cadre.area}
    Nomination.objects.create(
        team=team, area=team.area, seat="township_member", cadre=cadre, state="submitted", **facts, **route
    )
    seen = seats_of([team.pk], day=DAY, on=TODAY, actor=cast.actors["unit"])[team.pk][2]
    assert (seen.state, seen.name, seen.nomination_id) == ("review", "", None)


@pytest.mark.parametrize("villages", [1, 30])
def test_statements_do_not_grow_with_the_villages(cast, villages, django_assert_num_queries):
    for number in range(villages - 1):
        _village(cast, number)
    teams = (
        Team.objects.filter(area__startswith="630222101") if villages > 1 else Team.objects.filter(area="630222100200")
    )
    assert len(teams) >= villages - 1
    with django_assert_num_queries(3):
        boards.lines(teams, day=DAY, on=TODAY, actor=cast.actors["county"])


def _village(cast, number):
    code = f"6302221019{number:02d}"
    path = f"青海省 / 海东市 / 民和回族土族自治县 / 古鄯镇 / 村{number}"
    place = Division.objects.create(
        code=code, name=f"村{number}", level="village", parent_code=code[:9], full_name=path, initials="c"
    )
    Team.objects.create(
        village=Village.objects.create(division=place, area=code), area=code, formed_on=date(2025, 9, 1)
    )


def test_who_must_act_agrees_with_the_team_page(cast):
    team = cast.teams["630202101200"]
    states = seat_states(team.formed_on, list(team.postings.all()), TODAY)
    seats = seats_of([team.pk], day=TODAY, on=TODAY, actor=cast.actors["province"])[team.pk]
    assert must_act(states) == sorted({seat.source for seat in seats if seat.state == "short"}, reverse=True)
