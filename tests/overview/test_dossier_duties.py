"""What a dossier says of promises kept by the cadre's team, and of handing over."""

from datetime import date

import pytest

from teams.models import Posting
from tests.duties import duties, handing, promising
from tests.overview.test_dossier import asked, cells


@pytest.mark.parametrize("who", ["first", "member"])
def test_commitment_and_report_of_the_team_stand_in_the_file_of_each_member(cast, who, client_of):
    promising.received(cast)
    promising.report_submitted(cast)
    found = asked(client_of("county"), cast.cadres[who])
    assert cells(found, "commitments")[0][2:] == ["2026-07-20", "2026-07-20", "乡镇党委已接收"]
    assert cells(found, "quarter-reports")[0][2:] == ["2026-07-20 逾期", "None", "已报送"]


def test_what_was_promised_before_one_served_is_not_theirs(cast, client_of):
    promising.received_of(cast, 2024, [])
    assert cells(asked(client_of("county"), cast.cadres["first"]), "commitments") == []


def test_a_commitment_is_not_received_before_its_day(cast, client_of):
    case = promising.received(cast)
    type(case).objects.filter(pk=case.pk).update(submitted_on=date(2026, 7, 1))
    found = asked(client_of("county"), cast.cadres["first"], on="2026-07-19")
    assert cells(found, "commitments")[0][3] == "None"


def test_both_sides_find_the_handover_in_their_file(cast, client_of):
    successor = handing.follow(cast)
    handing.signed(cast)
    for who in (cast.cadres["first"], Posting.objects.get(pk=successor.pk).cadre):
        row = cells(asked(client_of("county"), who), "handovers")[0]
        assert row[1:3] == ["队长甲", "人选丁"]
        assert row[5:7] == ["2026-07-20", "None"]


def test_what_a_team_handed_in_waits_for_its_township(cast, client_of):
    promising.submitted(cast)
    waiting = {queue.key: queue.total for queue in client_of("township").get("/").context["queues"]}
    assert waiting["commitments"] == 1


def test_a_meeting_stands_in_the_file_once_it_took_place(cast, client_of):
    meeting = duties.planned(cast)
    assert cells(asked(client_of("county"), cast.cadres["first"]), "meetings") == []
    type(meeting).objects.filter(pk=meeting.pk).update(state="cancelled", reason="防汛")
    duties.held(cast)
    row = cells(asked(client_of("county"), cast.cadres["first"]), "meetings")[0]
    assert row[:2] == ["三季度工作例会", "2026-07-20"]
    assert cells(asked(client_of("county"), cast.cadres["member"]), "meetings") == []
