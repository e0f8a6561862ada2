"""A draft is its writer's alone: the unit's not the township's, the township's not the unit's, nobody's above."""

from datetime import date

import pytest

from selection.models import Nomination

WRITERS = {"pool": ("first_secretary", "unit"), "town_pool": ("township_member", "township")}


def draft(cast, who, seat):
    team, cadre = cast.teams["630222100200"], cast.cadres[who]
    route = {"approving_office": "county", "approving_area": "630222", "sender_area": cadre.area}
    days = {"starts_on": date(2026, 9, 1), "term_ends_on": date(2028, 8, 31), "decided_on": cast.today}
    return Nomination.objects.create(
        team=team, area=team.area, seat=seat, cadre=cadre, unit=cadre.unit, decision_number="1", **days, **route
    )


@pytest.mark.parametrize("reader", ["unit", "unit2", "township", "clerk", "county", "prefecture", "province"])
@pytest.mark.parametrize("who", WRITERS)
def test_a_draft_is_seen_by_its_writer_only(cast, who, reader):
    seat, writer = WRITERS[who]
    case = draft(cast, who, seat)
    seen = Nomination.objects.visible_to(cast.actors[reader]).filter(pk=case.pk).exists()
    assert seen is (reader == writer)
