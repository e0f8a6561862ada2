"""The handover: three lists, two people; one side alone never closes it, a change takes the signature back."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from core.models import Notice
from core.refusals import Conflict, NotAllowed, Refused
from duties.actions import handovers, signing
from duties.actions.handovers import Line, Lists
from duties.models import Handover
from tests.duties.handing import LINES, WEEK, begun, ending, follow, listed, signed
from tests.duties.promising import received


def successor(cast):
    """The successor acting in the own account."""
    return replace(cast.actors["cadre"], user_id=cast.users["nobody"].pk, name="nobody")


def test_a_handover_begins_with_place_team_and_open_promises(cast):
    received(cast)
    lines = list(begun(cast).lines.values_list("list", "kind", "what"))
    assert lines == [
        ("situation", "general", "驻村地点"),
        ("situation", "general", "工作队成员"),
        ("work", "commitment", "每月组织一次主题党日"),
        ("work", "commitment", "村集体经济破零"),
    ]


def test_a_handover_is_not_begun_long_before_the_end(cast):
    with pytest.raises(Refused) as refusal:
        handovers.begin(cast.postings["first"], by=cast.actors["cadre"], on=cast.today)
    assert refusal.value.provision.key == "handover.prepare_days"


@pytest.mark.parametrize("who", ["township", "clerk2", "county", "unit"])
def test_only_the_leaving_cadre_or_the_clerk_prepares(cast, who):
    with pytest.raises(NotAllowed):
        begun(cast, who)


def test_a_posting_is_handed_over_once(cast):
    begun(cast)
    with pytest.raises(Conflict):
        begun(cast, "clerk")


def test_an_empty_list_is_not_signed(cast):
    case = listed(cast, lines=LINES[:2])
    with pytest.raises(Refused):
        signing.hand_over(case, by=cast.actors["cadre"], on=cast.today)


def test_one_side_alone_never_closes_it(cast):
    case = signed(cast)
    assert (case.state, case.taken_by) == ("signed", None)
    with pytest.raises(NotAllowed):
        signing.accept(case, by=cast.actors["cadre"], on=cast.today)


def test_without_a_successor_the_township_keeps_it(cast):
    case = signing.accept(signed(cast), by=cast.actors["township"], on=cast.today)
    assert (case.state, case.given_by, case.taken_by) == ("taken", cast.users["cadre"], cast.users["township"])


def test_the_successor_signs_in_person_and_nobody_else(cast):
    follow(cast)
    case = signed(cast)
    with pytest.raises(NotAllowed):
        signing.accept(case, by=cast.actors["township"], on=cast.today)
    assert signing.accept(case, by=successor(cast), on=cast.today).state == "taken"


def test_the_successor_is_told_that_it_waits(cast):
    follow(cast)
    signed(cast)
    assert Notice.objects.get(kind="case_waiting").account_id == cast.users["nobody"].pk


def test_who_signed_for_one_side_does_not_sign_for_the_other(cast):
    cast.cadres["first"].account = None
    cast.cadres["first"].save()
    case = signed(cast, "clerk")
    both = replace(cast.actors["township"], user_id=cast.users["clerk"].pk)
    with pytest.raises(NotAllowed):
        signing.accept(case, by=both, on=cast.today)


def test_the_database_wants_two_people(cast):
    case, one = signed(cast), cast.users["cadre"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Handover.objects.filter(pk=case.pk).update(state="taken", taken_by=one, taken_on=cast.today)


def test_the_database_closes_nothing_with_one_signature(cast):
    case = signed(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Handover.objects.filter(pk=case.pk).update(state="taken")


def test_a_cadre_with_an_account_signs_in_person(cast):
    with pytest.raises(NotAllowed):
        signing.hand_over(listed(cast, "clerk"), by=cast.actors["clerk"], on=cast.today)


def test_a_change_after_a_signature_takes_it_back(cast):
    case = handovers.write(signed(cast), Lists(LINES, **WEEK), by=cast.actors["cadre"], on=cast.today)
    assert (case.state, case.given_by, case.given_on) == ("draft", None, None)


def test_a_closed_handover_is_not_changed(cast):
    case = signing.accept(signed(cast), by=cast.actors["township"], on=cast.today)
    with pytest.raises(Conflict):
        handovers.write(case, Lists(LINES), by=cast.actors["cadre"], on=cast.today)


def test_who_takes_over_returns_it_with_a_reason(cast):
    case = signed(cast)
    with pytest.raises(Refused):
        signing.send_back(case, by=cast.actors["township"], on=cast.today)
    case = signing.send_back(case, by=cast.actors["township"], on=cast.today, note="台账不全")
    assert (case.state, case.given_by) == ("draft", None)


def test_a_signature_is_taken_back_by_who_gave_it(cast):
    assert signing.withdraw(signed(cast), by=cast.actors["cadre"], on=cast.today).given_by is None


@pytest.mark.parametrize(("until", "reason", "fits"), [(19, "", True), (18, "", False), (18, "突发疾病", True)])
def test_both_are_a_week_in_the_village_or_say_why_not(cast, until, reason, fits):
    follow(cast)
    case = listed(cast, together_until=date(2026, 7, until), short_reason=reason)
    if fits:
        assert signing.hand_over(case, by=cast.actors["cadre"], on=cast.today).state == "signed"
    else:
        with pytest.raises(Refused) as refusal:
            signing.hand_over(case, by=cast.actors["cadre"], on=cast.today)
        assert refusal.value.provision.is_default is True


def test_days_together_stand_in_order(cast):
    with pytest.raises(Refused):
        listed(cast, together_until=date(2026, 7, 1))


def test_another_teams_promise_stands_on_no_list(cast):
    with pytest.raises(Refused):
        listed(cast, lines=[*LINES, Line("work", "commitment", "别队承诺", item=10**6)])


def test_the_end_is_the_postings_own_or_its_terms(cast):
    assert handovers.end_of(cast.postings["first"]) == date(2027, 8, 31)
    assert handovers.end_of(ending(cast)) == date(2026, 7, 31)
