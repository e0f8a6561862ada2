"""The database itself refuses what the Opinion forbids, whatever the program does."""

import pytest
from django.db import DatabaseError, connection, transaction

EMPTY, FULL, OTHER = "630222100200", "630222100201", "630202101200"
POSTING = "INSERT INTO teams_posting (team_id, area, seat, cadre_id, pairing_id, starts_on, ends_on, end_kind) VALUES (%s, %s, %s, %s, %s, %s, %s, '')"
PAIRING = "INSERT INTO teams_pairing (unit_id, village_id, starts_on, ends_on, end_reason) VALUES (%s, %s, %s, %s, %s)"


def refused_by(sql, values):
    """The name of the constraint that refused."""
    with pytest.raises(DatabaseError) as error, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)
    return error.value.__cause__.diag.constraint_name


def posting(
    cast, team=EMPTY, seat="first_secretary", who="pool", pairing=EMPTY, area=None, first="2026-08-01", last=None
):
    pairing = cast.pairings[pairing].pk if pairing else None
    return (cast.teams[team].pk, area or team, seat, cast.cadres[who].pk, pairing, first, last)


def test_a_good_posting_is_taken(cast):
    with connection.cursor() as cursor:
        cursor.execute(POSTING, posting(cast))


def test_a_second_holder_of_a_seat(cast):
    assert refused_by(POSTING, posting(cast, FULL, pairing=FULL)) == "seat_has_one_holder"


def test_two_postings_of_one_cadre_that_overlap_by_a_day(cast):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE teams_posting SET ends_on = '2026-08-01' WHERE id = %s", [cast.postings["first"].pk])
    assert refused_by(POSTING, posting(cast, who="first")) == "cadre_in_one_posting"


def test_dates_the_wrong_way_round(cast):
    wrong = posting(cast, last="2026-07-01")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(POSTING, wrong)


def test_an_area_that_is_not_the_teams(cast):
    assert refused_by(POSTING, posting(cast, area=FULL)) == "posting_right_place"


def test_an_empty_area(cast):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE teams_posting SET area = '' WHERE id = %s", [cast.postings["first"].pk])


def test_a_first_secretary_from_an_unpaired_unit(cast):
    assert refused_by(POSTING, posting(cast, who="elsewhere")) == "posting_right_source"


def test_a_first_secretary_from_the_township(cast):
    assert refused_by(POSTING, posting(cast, who="town_pool")) == "posting_right_source"


def test_a_unit_cadre_on_the_township_seat(cast):
    assert refused_by(POSTING, posting(cast, seat="township_member", pairing=None)) == "posting_right_source"


def test_a_township_cadre_of_another_township(cast):
    wrong = posting(cast, OTHER, "township_member", "town_pool", pairing=None)
    assert refused_by(POSTING, wrong) == "posting_right_source"


def test_a_unit_seat_without_a_pairing(cast):
    assert refused_by(POSTING, posting(cast, pairing=None)) == "posting_right_source"


def test_a_township_seat_with_a_pairing(cast):
    assert refused_by(POSTING, posting(cast, seat="township_member", who="town_pool")) == "posting_seat_and_source"


def test_moving_a_posting_to_a_wrong_source(cast):
    sql = "UPDATE teams_posting SET cadre_id = %s WHERE id = %s"
    assert refused_by(sql, [cast.cadres["elsewhere"].pk, cast.postings["first"].pk]) == "posting_right_source"


def test_two_units_for_one_village(cast):
    values = (cast.units["青海省林草局"].pk, cast.villages[FULL].pk, "2026-08-01", None, "")
    assert refused_by(PAIRING, values) == "village_has_one_paired_unit"


def test_a_pairing_that_ends_without_a_reason(cast):
    sql = "UPDATE teams_pairing SET ends_on = '2026-08-01' WHERE id = %s"
    assert refused_by(sql, [cast.pairings[EMPTY].pk]) == "pairing_end_has_a_reason"


def test_a_second_team_of_a_village(cast):
    sql = "INSERT INTO teams_team (village_id, area, formed_on) VALUES (%s, %s, '2026-01-01')"
    assert refused_by(sql, [cast.villages[FULL].pk, FULL]) == "village_has_one_team"


def test_a_cadre_with_two_employers(cast):
    sql = "UPDATE teams_cadre SET township_id = %s WHERE id = %s"
    assert refused_by(sql, [cast.places["630222100"].pk, cast.cadres["pool"].pk]) == "cadre_has_one_employer"


def test_a_cadre_without_a_place(cast):
    assert (
        refused_by("UPDATE teams_cadre SET area = '' WHERE id = %s", [cast.cadres["pool"].pk])
        == "cadre_area_never_empty"
    )


def test_a_village_that_is_no_village(cast):
    assert (
        refused_by("UPDATE teams_village SET area = '630222' WHERE id = %s", [cast.villages[FULL].pk])
        == "village_area_is_a_village"
    )


@pytest.mark.parametrize("table", ["teams_postingevent", "teams_pairingevent", "teams_teamevent", "teams_cadreevent"])
@pytest.mark.parametrize("deed", ["UPDATE {} SET pgh_label = 'x'", "DELETE FROM {}"])
def test_history_is_never_rewritten(cast, table, deed):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(deed.format(table))
