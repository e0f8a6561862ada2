"""Villages, units, pairings and teams: who keeps what, and what the policy holds fast."""

from datetime import date

import pytest

from core.models import Notice, Record
from core.refusals import Conflict, NotAllowed, Refused
from teams import actions
from teams.models import Pairing, Team, Village

EMPTY, FULL, UNPAIRED, OUTSIDE = "630222100200", "630222100201", "630222100202", "630202101200"
UNIT = {"name": "民和县水务局", "kind": "organ", "party_committee": "党组", "leader_name": "", "leader_title": ""}


def by(cast, office):
    return {"by": cast.actors[office], "on": cast.today}


def test_the_county_corrects_a_village(cast):
    actions.edit_village(cast.villages[FULL], {"needs": ["governance"]}, **by(cast, "county"))
    assert Village.objects.get(area=FULL).needs == ["governance"]


def test_what_changed_is_recorded(cast):
    done = actions.edit_village(cast.villages[FULL], {"needs": ["governance"]}, **by(cast, "county"))
    assert Record.objects.about(done).get().details == {"needs": [["economy"], ["governance"]]}


@pytest.mark.parametrize("office", ["county2", "province", "township", "unit", "leadership"])
def test_only_the_own_county_corrects_a_village(cast, office):
    with pytest.raises(NotAllowed):
        actions.edit_village(cast.villages[FULL], {}, **by(cast, office))


def test_a_village_is_added_once(cast):
    Village.objects.filter(area=UNPAIRED).delete()
    actions.add_village(cast.places[UNPAIRED], {"needs": ["economy"]}, **by(cast, "county"))
    with pytest.raises(Conflict):
        actions.add_village(cast.places[UNPAIRED], {}, **by(cast, "county"))


def test_a_township_is_no_village(cast):
    with pytest.raises(Refused):
        actions.add_village(cast.places["630222100"], {}, **by(cast, "county"))


def test_the_county_enters_a_county_unit(cast):
    made = actions.create_unit({**UNIT, "level": "county"}, cast.places["630222"], **by(cast, "county"))
    assert made.home.code == "630222"


@pytest.mark.parametrize(
    ("office", "level", "home"),
    [
        ("county", "provincial", "630222"),
        ("county", "county", "630202"),
        ("prefecture", "county", "630222"),
        ("unit", "county", "630222"),
    ],
)
def test_a_unit_is_entered_by_its_own_level_only(cast, office, level, home):
    with pytest.raises(NotAllowed):
        actions.create_unit({**UNIT, "level": level}, cast.places[home], **by(cast, office))


def test_level_and_home_agree(cast):
    with pytest.raises(Refused):
        actions.create_unit({**UNIT, "level": "township"}, cast.places["630222"], **by(cast, "county"))


def test_the_unit_names_its_leader_and_nothing_else(cast):
    water = cast.units["海东市水务局"]
    done = actions.edit_unit(water, {"leader_name": "新领导", "name": "别名"}, **by(cast, "unit"))
    assert (done.leader_name, done.name) == ("新领导", "海东市水务局")


@pytest.mark.parametrize("office", ["unit2", "county", "province", "prefecture2"])
def test_others_do_not_touch_a_unit(cast, office):
    with pytest.raises(NotAllowed):
        actions.edit_unit(cast.units["海东市水务局"], {"leader_name": "x"}, **by(cast, office))


def test_an_unpaired_village_is_paired_and_both_are_told(cast):
    made = actions.pair(
        cast.units["海东市水务局"], cast.villages[UNPAIRED], starts_on=date(2026, 8, 1), **by(cast, "prefecture")
    )
    assert Notice.objects.filter(key__startswith=f"pairing:{made.pk}:").count() == 2


def test_a_paired_village_is_not_paired_again(cast):
    with pytest.raises(Conflict) as refusal:
        actions.pair(cast.units["青海省林草局"], cast.villages[FULL], starts_on=cast.today, **by(cast, "province"))
    assert "结对关系继续保留" in refusal.value.provision.quote


@pytest.mark.parametrize("office", ["county2", "township", "unit"])
def test_only_the_place_pairs(cast, office):
    with pytest.raises(NotAllowed):
        actions.pair(cast.units["海东市水务局"], cast.villages[UNPAIRED], starts_on=cast.today, **by(cast, office))


def test_a_pairing_is_kept_while_the_period_runs_also_after_exit(cast):
    Village.objects.filter(area=EMPTY).update(poverty_exit_on=date(2019, 1, 1))
    with pytest.raises(Refused) as refusal:
        actions.end_pairing(cast.pairings[EMPTY], ends_on=cast.today, reason="x", **by(cast, "county"))
    assert refusal.value.provision.key == "pairing.kept_after_exit"


def test_a_team_is_not_withdrawn_while_the_period_runs(cast):
    with pytest.raises(Refused) as refusal:
        actions.disband_team(cast.teams[EMPTY], disbanded_on=cast.today, reason="x", **by(cast, "county"))
    assert "不得撤离" in refusal.value.provision.quote


@pytest.fixture
def after_the_period(monkeypatch):
    for module in ("places", "postings"):
        monkeypatch.setattr(f"teams.actions.{module}.still_binding", lambda *args: None)


def test_after_the_period_a_pairing_ends_with_a_reason(cast, after_the_period):
    actions.end_pairing(cast.pairings[EMPTY], ends_on=cast.today, reason="期满", **by(cast, "county"))
    assert Pairing.objects.get(pk=cast.pairings[EMPTY].pk).end_reason == "期满"


def test_ending_a_pairing_is_no_back_door_to_ending_a_posting(cast, after_the_period):
    with pytest.raises(Refused) as refusal:
        actions.end_pairing(cast.pairings[FULL], ends_on=cast.today, reason="x", **by(cast, "county"))
    assert "不得自行调整轮换" in refusal.value.provision.quote


def test_a_team_with_people_in_it_is_not_disbanded(cast, after_the_period):
    with pytest.raises(Refused):
        actions.disband_team(cast.teams[FULL], disbanded_on=cast.today, reason="x", **by(cast, "county"))


def test_an_empty_team_is_disbanded_with_a_reason(cast, after_the_period):
    actions.disband_team(cast.teams[EMPTY], disbanded_on=cast.today, reason="期满", **by(cast, "county"))
    assert not Team.objects.standing(cast.today).filter(area=EMPTY).exists()


def test_a_team_needs_a_paired_unit(cast):
    with pytest.raises(Refused) as refusal:
        actions.form_team(cast.villages[UNPAIRED], formed_on=cast.today, **by(cast, "county"))
    assert refusal.value.provision.key == "team.seats"


def test_a_village_has_one_team(cast):
    with pytest.raises(Conflict):
        actions.form_team(cast.villages[FULL], formed_on=cast.today, **by(cast, "county"))


def test_the_county_forms_a_team_and_unit_and_township_are_told(cast):
    team = actions.form_team(cast.villages["630222101200"], formed_on=cast.today, **by(cast, "county"))
    assert sorted(Notice.objects.filter(key__startswith=f"team:{team.pk}").values_list("office", flat=True)) == [
        "township",
        "unit",
    ]
