"""A round from draft to closed: who may, what the database holds, who is told, what nominations meet."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from core.models import Notice, Record
from core.refusals import Conflict, NotAllowed, Refused
from selection import actions
from selection.actions import announcing, reminding
from selection.actions import rounds as deeds
from selection.ledger.places import fitting
from selection.models import Nomination, Round, RoundPlace
from teams.models import Posting, Team
from tests.selection.test_thread import proposal

FACTS = {
    "name": "2026年补充选派",
    "document_number": "民组字〔2026〕8号",
    "nominate_from": date(2026, 7, 1),
    "nominate_until": date(2026, 8, 10),
    "starts_on": date(2026, 9, 1),
    "term_ends_on": date(2028, 8, 31),
}


def prepared(cast, who="county", **changed):
    by = cast.actors[who]
    return deeds.prepare_round(FACTS | changed, fitting(by, cast.today), by=by, on=cast.today)


def opened(cast, who="county", **changed):
    return deeds.open_round(prepared(cast, who, **changed), by=cast.actors[who], on=cast.today)


def nominated(cast, **changed):
    """红卫's first secretary, submitted by the unit."""
    said = dict.fromkeys(("political", "style", "ability", "health", "cultivation"), True)
    facts = {
        "team": cast.teams["630222100200"],
        "seat": "first_secretary",
        "cadre": cast.cadres["pool"],
        "starts_on": date(2026, 9, 1),
        "term_ends_on": date(2028, 8, 31),
        "decision_number": "1号",
        "decided_on": date(2026, 7, 1),
        "said": said,
    }
    return actions.nominate(actions.Proposal(**{**facts, **changed}), by=cast.actors["unit"], on=cast.today)


@pytest.fixture
def running(cast):
    return opened(cast)


def test_a_draft_takes_every_standing_team_of_its_area_and_holds_none(cast):
    case = prepared(cast)
    assert set(case.places.values_list("area", "closed")) == {("630222100200", True), ("630222100201", True)}


def test_a_draft_is_seen_by_the_department_that_prepares_it_only(cast):
    case = prepared(cast)
    seen = {name for name, actor in cast.actors.items() if case in Round.objects.visible_to(actor)}
    assert seen == {"county", "county_b"}


def test_an_open_round_is_seen_by_whoever_has_a_village_in_it(cast, running):
    seen = {name for name, actor in cast.actors.items() if running in Round.objects.visible_to(actor)}
    county = {"county", "county_b", "leadership", "township", "clerk", "clerk_b"}
    assert seen == county | {"province", "province_b", "prefecture", "unit"}


def test_only_departments_prepare_rounds_for_their_own_area(cast):
    with pytest.raises(NotAllowed):
        prepared(cast, "leadership")
    team = cast.teams["630202101200"]
    case = deeds.prepare_round(FACTS, [team], by=cast.actors["county"], on=cast.today)
    assert not case.places.exists()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"nominate_until": date(2026, 6, 1)}, "nominate_until"),
        ({"starts_on": date(2026, 6, 1)}, "starts_on"),
        ({"term_ends_on": date(2026, 9, 1)}, "term_ends_on"),
    ],
)
def test_dates_that_do_not_fit_are_refused_at_their_field(cast, changed, field):
    with pytest.raises(Refused) as refused:
        prepared(cast, **changed)
    assert field in refused.value.fields


def test_opening_freezes_the_policy_and_tells_everybody_concerned_once(cast, running):
    assert running.provisions["selection.max_age"]["clause"].startswith("二(一)")
    told = set(Notice.objects.filter(kind="round_opened").values_list("office", "area", "unit__name"))
    assert told == {("township", "630222100", None), ("unit", "", "海东市水务局")}


def test_a_round_of_the_prefecture_also_tells_its_counties(cast):
    opened(cast, "prefecture")
    counties = Notice.objects.filter(kind="round_opened", office="county").values_list("area", flat=True)
    assert sorted(counties) == ["630202", "630222"]


def test_a_round_opens_once(cast, running):
    with pytest.raises(Conflict):
        deeds.open_round(running, by=cast.actors["county"], on=cast.today)
    assert Record.objects.filter(verb="open_round").count() == 1


def test_a_round_whose_last_day_is_over_or_without_villages_does_not_open(cast):
    over = prepared(cast, nominate_until=date(2026, 7, 19))
    with pytest.raises(Refused):
        deeds.open_round(over, by=cast.actors["county"], on=cast.today)
    empty = deeds.prepare_round(FACTS, [], by=cast.actors["county"], on=cast.today)
    with pytest.raises(Refused):
        deeds.open_round(empty, by=cast.actors["county"], on=cast.today)


def test_a_village_is_in_one_running_round_and_the_refusal_names_it_to_those_who_see_it(cast, running):
    teams = Team.objects.filter(area="630222100200")
    second = deeds.prepare_round(FACTS | {"name": "全市选派"}, teams, by=cast.actors["prefecture"], on=cast.today)
    with pytest.raises(Conflict, match="2026年补充选派.*红卫村"):
        deeds.open_round(second, by=cast.actors["prefecture"], on=cast.today)


def test_villages_of_a_running_round_are_left_out_unless_asked_for(cast, running):
    by = cast.actors["county"]
    assert not fitting(by, cast.today)
    assert len(fitting(by, cast.today, free=False)) == 2


@pytest.mark.parametrize(
    ("chosen", "count"),
    [
        ({"within": ["630222100"]}, 2),
        ({"within": ["630222101"]}, 0),
        ({"within": ["630202", "630222101"]}, 0),
        ({"categories": ["registered_poor"]}, 2),
        ({"categories": ["weak_organization"]}, 0),
        ({"needs": ["economy", "governance"]}, 2),
        ({"needs": ["governance"]}, 0),
    ],
)
def test_villages_are_chosen_by_place_category_and_need(cast, chosen, count):
    assert len(fitting(cast.actors["county"], cast.today, **chosen)) == count


def test_while_a_round_runs_its_dates_only_move_later(cast, running):
    by = cast.actors["county"]
    with pytest.raises(Refused) as refused:
        deeds.edit_round(running, FACTS | {"nominate_until": date(2026, 8, 9)}, by=by, on=cast.today)
    assert list(refused.value.fields) == ["nominate_until"]
    longer = FACTS | {"nominate_until": date(2026, 8, 20), "name": "another"}
    edited = deeds.edit_round(running, longer, by=by, on=cast.today)
    assert (edited.nominate_until, edited.name) == (date(2026, 8, 20), FACTS["name"])


@pytest.mark.parametrize("who", ["county2", "prefecture", "province", "leadership", "township", "unit"])
def test_only_its_own_department_keeps_a_round(cast, running, who):
    by, on = cast.actors[who], cast.today
    again = {"nominate_until": on, "reason": "x"}
    for deed in (
        lambda: deeds.edit_round(running, FACTS, by=by, on=on),
        lambda: deeds.close_round(running, by=by, on=on),
        lambda: deeds.reopen_round(running, **again, by=by, on=on),
        lambda: deeds.choose_villages(running, [], by=by, on=on),
    ):
        with pytest.raises(NotAllowed):
            deed()


def test_teams_of_all_paired_villages_are_formed_in_one_action(cast):
    case = prepared(cast)
    count = deeds.form_teams(case, by=cast.actors["county"], on=cast.today)
    assert count == 1  # 古鄯 is paired, 史纳 is not
    assert case.places.filter(area="630222101200", closed=True).exists()
    assert Record.objects.filter(verb="form_team").count() == 1


def test_closing_leaves_what_is_on_its_way_and_takes_nothing_new(cast, running):
    case = nominated(cast)
    deeds.close_round(running, by=cast.actors["county"], on=cast.today)
    actions.review(case, by=cast.actors["county"], on=cast.today)
    actions.approve(case, by=cast.actors["prefecture"], on=cast.today)
    assert Posting.objects.filter(cadre=case.cadre).exists()
    with pytest.raises(Refused, match="2026-07-01.*2026-08-10"):
        nominated(cast, cadre=cast.cadres["pool2"], seat="unit_member", round=Round.objects.get())


def test_a_closed_round_opens_again_with_a_reason_and_a_new_last_day(cast, running):
    by, on = cast.actors["county"], cast.today
    deeds.close_round(running, by=by, on=on)
    assert not RoundPlace.objects.filter(closed=False).exists()
    with pytest.raises(Refused):
        deeds.reopen_round(running, nominate_until=on, reason=" ", by=by, on=on)
    with pytest.raises(Refused):
        deeds.reopen_round(running, nominate_until=on - timedelta(days=1), reason="x", by=by, on=on)
    again = deeds.reopen_round(running, nominate_until=date(2026, 8, 31), reason="两村人选未定", by=by, on=on)
    assert (again.state, again.places.filter(closed=False).count()) == ("open", 2)
    assert Record.objects.get(verb="reopen_round").note == "两村人选未定"


def test_those_concerned_are_told_three_days_before_the_end_and_once(cast, running):
    early, late = date(2026, 8, 6), date(2026, 8, 7)
    assert announcing.warn_of_ends(on=early)["told"] == 0
    for _ in range(2):
        announcing.warn_of_ends(on=late)
    assert Notice.objects.filter(kind="round_ends").count() == 2


def test_an_extended_round_is_told_again_before_its_new_end(cast, running):
    announcing.warn_of_ends(on=date(2026, 8, 7))
    longer = FACTS | {"nominate_until": date(2026, 8, 20)}
    deeds.edit_round(running, longer, by=cast.actors["county"], on=cast.today)
    announcing.warn_of_ends(on=date(2026, 8, 18))
    assert Notice.objects.filter(kind="round_ends").count() == 4


def remind(cast, running, seat="first_secretary", who="county", code="630222100200", day=None):
    return reminding.remind(running, cast.teams[code], seat, by=cast.actors[who], on=day or cast.today)


def test_a_reminder_goes_to_whoever_fills_the_seat_once_a_day(cast, running):
    assert remind(cast, running)
    assert not remind(cast, running)
    assert remind(cast, running, day=cast.today + timedelta(days=1))
    assert remind(cast, running, seat="township_member")
    told = list(Notice.objects.filter(kind="seat_to_fill").order_by("pk").values_list("office", "area", "unit__name"))
    assert told == [("unit", "", "海东市水务局")] * 2 + [("township", "630222100", None)]


@pytest.mark.parametrize("who", ["county2", "leadership", "township", "unit"])
def test_only_departments_of_the_place_remind(cast, running, who):
    with pytest.raises(NotAllowed):
        remind(cast, running, who=who)


def test_nobody_is_reminded_of_a_seat_that_is_filled_or_under_review(cast, running):
    with pytest.raises(Conflict):
        remind(cast, running, code="630222100201")
    nominated(cast)
    with pytest.raises(Conflict):
        remind(cast, running)


def test_a_seat_without_a_paired_unit_is_refused_with_the_clause(cast, running):
    pairing = cast.pairings["630222100200"]
    pairing.ends_on, pairing.end_reason = date(2026, 7, 1), "x"
    pairing.save()
    with pytest.raises(Refused) as refused:
        remind(cast, running)
    assert refused.value.provision.clause == "二(一)"


def test_the_unit_nominates_from_the_reminder(cast, client_of, running):
    remind(cast, running)
    link = Notice.objects.get(kind="seat_to_fill").link
    assert client_of("unit").get(link).status_code == 200
    client_of("unit").post(reverse("nomination-new"), proposal(cast, starts_on="2026-09-01"))
    assert Nomination.objects.get().round == running
