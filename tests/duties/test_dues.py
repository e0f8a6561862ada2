"""What is owed of promises, reports and handovers: who owes it, until when, and when it is owed no more."""

from datetime import date

import pytest

from duties import dues
from duties.actions import signing
from tests.duties.handing import begun, ending, follow, signed
from tests.duties.promising import TEAM, received, report_submitted, submitted

MARCH = date(2026, 3, 2)


def of(cast, found, code=TEAM):
    return [due for due in found if due.about == code]


def test_the_first_secretary_owes_the_commitment_by_the_end_of_january(cast):
    (due,) = of(cast, dues.commitments(cast.today))
    assert (due.office, due.account_id, due.due_on) == ("cadre", cast.users["cadre"].pk, date(2026, 1, 31))
    assert due.link == f"/promises/missing/?kind=commitment&year=2026&area={TEAM}"


def test_without_an_account_the_clerk_owes_it(cast):
    cast.cadres["first"].account = None
    cast.cadres["first"].save()
    (due,) = of(cast, dues.commitments(cast.today))
    assert (due.office, due.area) == ("clerk", "630222100")


def test_a_team_without_people_owes_nothing(cast):
    assert of(cast, dues.commitments(cast.today), "630222100200") == []


def test_what_is_handed_in_is_owed_no_more_and_waits_for_the_township(cast):
    case = submitted(cast)
    assert of(cast, dues.commitments(cast.today)) == []
    (due,) = dues.papers_to_receive(cast.today)
    assert (due.office, due.area, due.due_on) == ("township", "630222100", date(2026, 7, 30))
    assert due.link == f"/commitments/{case.pk}/"


def test_what_is_received_waits_for_nobody(cast):
    received(cast)
    assert list(dues.papers_to_receive(cast.today)) == []


@pytest.mark.parametrize(
    ("on", "owed"),
    [
        (MARCH, [(2025, 4)]),
        (date(2026, 7, 20), [(2026, 2), (2026, 1), (2025, 4)]),
        (date(2026, 6, 30), [(2026, 1), (2025, 4)]),
    ],
)
def test_reports_are_owed_for_the_quarters_that_are_over(cast, on, owed):
    found = of(cast, dues.reports(on))
    assert [(due.params["year"], due.params["quarter"]) for due in found] == owed


def test_a_report_is_owed_fifteen_days_after_its_quarter(cast):
    assert of(cast, dues.reports(cast.today))[0].due_on == date(2026, 7, 15)


def test_a_report_handed_in_is_owed_no_more(cast):
    report_submitted(cast)
    assert (2026, 2) not in [(due.params["year"], due.params["quarter"]) for due in of(cast, dues.reports(cast.today))]


def test_a_handover_is_owed_from_thirty_days_before_the_end(cast):
    ending(cast)
    (due,) = of(cast, dues.handovers(cast.today))
    assert (due.office, due.due_on, due.link) == ("cadre", date(2026, 7, 31), "/handovers/due/")
    assert of(cast, dues.handovers(date(2026, 6, 30))) == []


def test_the_missing_signature_is_the_one_that_is_owed(cast):
    signed(cast)
    assert [due.office for due in of(cast, dues.handovers(cast.today))] == ["township"]


def test_a_successor_with_an_account_owes_the_second_signature(cast):
    follow(cast)
    signed(cast)
    assert [due.account_id for due in of(cast, dues.handovers(cast.today))] == [cast.users["nobody"].pk]


def test_a_closed_handover_is_owed_no_more(cast):
    signing.accept(signed(cast), by=cast.actors["township"], on=cast.today)
    assert of(cast, dues.handovers(cast.today)) == []


def test_a_begun_handover_is_one_click_away(cast):
    case = begun(cast)
    assert [due.link for due in of(cast, dues.handovers(cast.today))] == [f"/handovers/{case.pk}/"]


@pytest.mark.parametrize("find", [dues.commitments, dues.reports, dues.papers_to_receive, dues.handovers])
def test_a_province_is_found_in_a_few_statements(cast, find, django_assert_max_num_queries):
    submitted(cast)
    with django_assert_max_num_queries(8):
        list(find(cast.today))
