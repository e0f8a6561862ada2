"""One team for two villages."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.models import Record
from core.refusals import Conflict, NotAllowed, Refused
from teams import actions
from teams.models import Pairing, Posting, Team, Village

FIRST, SECOND, TOWN, NEIGHBOUR = "630222100200", "630222100202", "630222101200", "630202101200"
SERVED = "630222100201"


def by(cast, office="county"):
    return {"by": cast.actors[office], "on": cast.today}


@pytest.fixture
def paired(cast):
    """The second village is paired with the unit of the first."""
    unit = cast.units["海东市水务局"]
    return Pairing.objects.create(unit=unit, village=cast.villages[SECOND], starts_on=date(2025, 8, 1))


@pytest.fixture
def both(cast, paired):
    """The team of two villages."""
    return actions.add_second_village(cast.teams[FIRST], cast.villages[SECOND], **by(cast))


@pytest.fixture
def after_the_period(monkeypatch):
    for module in ("places", "postings", "second_village"):
        monkeypatch.setattr(f"teams.actions.{module}.still_binding", lambda *args: None)


def test_a_team_takes_a_second_village_on(both):
    assert [village.area for village in Team.objects.get(pk=both.pk).villages] == [FIRST, SECOND]
    assert Record.objects.about(both).filter(verb="add_second_village").exists()


def test_a_team_is_formed_for_two_villages_at_once(cast, paired):
    cast.teams[FIRST].delete()
    day = {"formed_on": cast.today, "second_village": cast.villages[SECOND]}
    made = actions.form_team(cast.villages[FIRST], **day, **by(cast))
    assert made.second_village.area == SECOND


@pytest.mark.parametrize("office", ["county2", "prefecture2", "township", "unit", "leadership"])
def test_only_the_places_department_does_so(cast, paired, office):
    with pytest.raises(NotAllowed):
        actions.add_second_village(cast.teams[FIRST], cast.villages[SECOND], **by(cast, office))


@pytest.mark.parametrize("code", [TOWN, NEIGHBOUR, FIRST])
def test_both_villages_lie_in_one_township(cast, code):
    with pytest.raises(Refused) as refusal:
        actions.add_second_village(cast.teams[FIRST], cast.villages[code], **by(cast))
    assert refusal.value.provision.key == "team.seats"


def test_both_villages_are_paired_with_one_unit(cast):
    for unit in (None, cast.units["青海省林草局"]):
        if unit:
            Pairing.objects.create(unit=unit, village=cast.villages[SECOND], starts_on=date(2025, 8, 1))
        with pytest.raises(Refused, match="同一"):
            actions.add_second_village(cast.teams[FIRST], cast.villages[SECOND], **by(cast))


def test_a_village_that_has_a_team_takes_no_other(cast):
    with pytest.raises(Conflict):
        actions.add_second_village(cast.teams[FIRST], cast.villages[SERVED], **by(cast))


def test_a_second_village_forms_no_team_of_its_own(cast, both):
    with pytest.raises(Conflict, match="红卫"):
        actions.form_team(cast.villages[SECOND], formed_on=cast.today, **by(cast))


def test_a_team_serves_no_third_village(cast, both):
    with pytest.raises(Conflict):
        actions.add_second_village(both, cast.villages[TOWN], **by(cast))


def test_the_second_village_stays_served_while_the_period_runs(cast, both):
    with pytest.raises(Refused) as refusal:
        actions.drop_second_village(both, reason="x", **by(cast))
    assert "不得撤离" in refusal.value.provision.quote


def test_after_the_period_it_is_left_with_a_reason(cast, both, after_the_period):
    with pytest.raises(Refused):
        actions.drop_second_village(both, reason=" ", **by(cast))
    assert actions.drop_second_village(both, reason="期满", **by(cast)).second_village is None


def test_the_pairing_of_a_served_second_village_does_not_end(cast, both, paired, after_the_period):
    with pytest.raises(Refused) as refusal:
        actions.end_pairing(paired, ends_on=cast.today, reason="x", **by(cast))
    assert refusal.value.provision.key == "team.no_withdrawal"


def test_a_pairing_that_bears_a_team_is_not_taken_back(cast, both, paired):
    with pytest.raises(Conflict):
        actions.remove_pairing(paired, **by(cast))


def test_a_cadre_sees_both_villages(cast, both):
    Posting.objects.filter(pk=cast.postings["first"].pk).update(team=both, area=FIRST, pairing=cast.pairings[FIRST])
    seen = Village.objects.visible_to(cast.actors["cadre"]).values_list("area", flat=True)
    assert set(seen) == {FIRST, SECOND}


def test_pages_show_both_names(client_of, both):
    page = client_of("county")
    for address in ("/teams/", f"/teams/{both.pk}/", f"/villages/{both.second_village_id}/"):
        text = page.get(address).content.decode()
        assert "红卫村委会" in text
        assert "史纳村委会" in text


def test_the_form_offers_what_fits_only(client_of, cast, paired):
    text = client_of("county").get(f"/teams/{cast.teams[FIRST].pk}/second-village/").content.decode()
    assert SECOND in text
    assert SERVED not in text


def test_the_page_takes_it_on_and_quotes_the_clause_when_it_may_not_be_left(client_of, cast, paired):
    page, team = client_of("county"), cast.teams[FIRST].pk
    taken = page.post(f"/teams/{team}/second-village/", {"village": cast.villages[SECOND].pk})
    left = page.post(f"/teams/{team}/second-village/end/", {"reason": "x"})
    assert (taken.status_code, left.status_code) == (302, 422)
    assert "不得撤离" in left.content.decode()


def test_machines_do_the_same(client_of, cast, paired):
    api, team = client_of("county"), cast.teams[FIRST].pk
    taken = api.post(f"/api/v1/teams/{team}/second-village/", {"village": cast.villages[SECOND].pk}, "application/json")
    assert taken.json()["second_name"].endswith("史纳村委会")
    left = api.post(f"/api/v1/teams/{team}/second-village/end/", {"reason": "x"}, "application/json")
    assert left.status_code == 422


def test_the_neighbour_finds_no_such_team(client_of, cast, paired):
    address = f"/api/v1/teams/{cast.teams[FIRST].pk}/second-village/"
    body = {"village": cast.villages[SECOND].pk}
    assert client_of("county2").post(address, body, "application/json").status_code == 404


def test_the_list_asks_no_more_for_a_second_village(client_of, cast, both):
    page, counts = client_of("county"), []
    page.get("/teams/")
    for second in (cast.villages[SECOND], None):
        Team.objects.filter(pk=both.pk).update(second_village=second)
        with CaptureQueriesContext(connection) as asked:
            page.get("/teams/")
        counts.append(len(asked))
    assert counts[0] == counts[1]
