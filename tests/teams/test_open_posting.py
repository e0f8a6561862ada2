"""A cadre takes a seat: the right source, a free seat, a free cadre; the term's end makes way."""

from datetime import date
from threading import Barrier, Thread

import pytest

from core.models import Notice, Record
from core.refusals import Conflict, Refused
from teams.actions import open_posting
from teams.models import Posting

START = date(2026, 8, 1)
EMPTY, FULL = "630222100200", "630222100201"


def take_seat(cast, who="pool", seat="first_secretary", team=EMPTY, starts_on=START, by="county", **more):
    facts = {"term_ends_on": date(2028, 7, 31), **more}
    return open_posting(
        cast.teams[team],
        seat=seat,
        cadre=cast.cadres[who],
        starts_on=starts_on,
        by=cast.actors[by],
        on=cast.today,
        **facts,
    )


def test_the_first_secretary_comes_from_the_paired_unit(cast):
    posting = take_seat(cast)
    assert posting.pairing == cast.pairings[EMPTY]
    assert posting.area == EMPTY
    assert posting.ends_on is None


def test_the_township_member_comes_from_the_township(cast):
    assert take_seat(cast, "town_pool", "township_member").pairing is None


def test_a_unit_cadre_does_not_take_the_township_seat(cast):
    with pytest.raises(Refused) as refusal:
        take_seat(cast, "pool", "township_member")
    assert refusal.value.provision.key == "team.seats"


def test_a_township_cadre_does_not_lead_the_team(cast):
    with pytest.raises(Refused) as refusal:
        take_seat(cast, "town_pool", "first_secretary")
    assert "1名第一书记" in refusal.value.provision.quote


def test_a_cadre_of_an_unpaired_unit_is_refused(cast):
    with pytest.raises(Refused):
        take_seat(cast, "elsewhere")


def test_a_held_seat_is_refused_with_the_clause(cast):
    with pytest.raises(Conflict) as refusal:
        take_seat(cast, team=FULL)
    assert refusal.value.provision.key == "selection.no_private_adjustment"


def test_a_serving_cadre_is_refused(cast):
    with pytest.raises(Conflict) as refusal:
        take_seat(cast, "first")
    assert refusal.value.provision.key == "selection.no_private_adjustment"


def test_a_term_that_is_over_makes_way(cast):
    take_seat(cast, team=FULL, starts_on=date(2027, 10, 1), term_ends_on=None)
    cast.postings["first"].refresh_from_db()
    assert cast.postings["first"].ends_on == date(2027, 9, 30)


def test_a_term_that_runs_makes_no_way(cast):
    with pytest.raises(Conflict):
        take_seat(cast, team=FULL, starts_on=date(2027, 8, 31), term_ends_on=None)


def test_nobody_starts_before_the_team(cast):
    with pytest.raises(Refused):
        take_seat(cast, starts_on=date(2025, 8, 31))


def test_a_term_does_not_end_before_it_begins(cast):
    with pytest.raises(Refused):
        take_seat(cast, term_ends_on=date(2026, 7, 31))


def test_it_is_recorded_once(cast):
    posting = take_seat(cast)
    assert [line.verb for line in Record.objects.about(posting)] == ["open_posting"]


def test_unit_township_county_and_cadre_are_told(cast):
    cast.cadres["pool"].account = cast.users["nobody"]
    cast.cadres["pool"].save()
    posting = take_seat(cast)
    told = Notice.objects.filter(key__startswith=f"posting:{posting.pk}:").values_list("office", flat=True)
    assert sorted(told) == ["cadre", "county", "township", "unit"]


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_takes_the_seat(fresh_cast):
    ready, outcome = Barrier(2), []

    def run(who):
        from django.db import connection

        ready.wait()
        try:
            outcome.append(take_seat(fresh_cast, who).cadre.name)
        except Conflict:
            outcome.append("conflict")
        connection.close()

    threads = [Thread(target=run, args=(who,)) for who in ("pool", "pool2")]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert outcome.count("conflict") == 1
    assert Posting.objects.filter(team=fresh_cast.teams[EMPTY]).count() == 1
