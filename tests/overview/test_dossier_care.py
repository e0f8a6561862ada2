"""What a dossier says of meetings and of care, each only to the offices that may know."""

import pytest

from tests.access import world
from tests.overview.test_dossier import asked, cells, filled

PERSONAL = {"allowances", "insurance", "checkups", "visits", "injuries"}


@pytest.fixture
def full(cast):
    """The cast with something of everything on either side."""
    return world.build(cast)


@pytest.mark.parametrize("name", ["county", "township", "unit", "cadre"])
def test_who_cares_for_the_cadre_reads_all_of_it(full, name, client_of):
    assert filled(asked(client_of(name), full.cadres["first"])) >= PERSONAL | {"difficulties"}


@pytest.mark.parametrize("name", ["province", "prefecture"])
def test_departments_above_do_not_read_a_family_s_troubles(full, name, client_of):
    seen = filled(asked(client_of(name), full.cadres["first"]))
    assert seen >= PERSONAL
    assert "difficulties" not in seen


@pytest.mark.parametrize("name", ["leadership", "clerk"])
def test_leadership_office_and_clerk_read_nothing_personal(full, name, client_of):
    assert not filled(asked(client_of(name), full.cadres["first"])) & (PERSONAL | {"difficulties"})


def test_allowances_are_summed_by_year_and_kind(full, client_of):
    row = cells(asked(client_of("county"), full.cadres["first"]), "allowances")[0]
    assert (row[0], row[2], row[3]) == ("2026", "1", "5.00")


def test_care_given_later_is_not_in_an_earlier_file(full, client_of):
    seen = filled(asked(client_of("county"), full.cadres["first"], on="2026-03-01"))
    assert not seen & {"allowances", "visits", "injuries", "difficulties", "checkups"}
