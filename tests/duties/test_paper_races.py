"""Two people at once on one paper: one of them does it, the other is told, and nothing is there twice."""

import pytest

from core.models import Notice, Record
from core.refusals import Conflict
from duties.actions import commitments, handovers, reports, signing
from duties.models import Commitment, Handover, QuarterReport
from tests.duties.handing import ending, listed, signed
from tests.duties.promising import SECOND, TEAM, received, report_drafted, report_submitted, submitted
from tests.support.test_fund_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)
ONE_WINS = [Conflict, None]


def kinds(*deeds):
    return sorted(at_once(*deeds), key=str)


def by(cast, name="township"):
    return {"by": cast.actors[name], "on": cast.today}


def steps(verb):
    return Record.objects.filter(kind="step", verb=verb, result="ok").count()


def test_a_commitment_received_and_returned_at_once_goes_one_way(fresh_cast):
    case = submitted(fresh_cast)
    deeds = [
        lambda: commitments.accept(case, **by(fresh_cast)),
        lambda: commitments.send_back(case, note="补充措施", **by(fresh_cast)),
    ]
    assert kinds(*deeds) == ONE_WINS
    assert steps("accept") + steps("return") == 1
    row = Commitment.objects.get()
    assert row.state == ("returned" if row.received_on is None else "taken")


def test_a_commitment_received_by_four_at_once_is_received_once(fresh_cast):
    case = submitted(fresh_cast)
    answers = at_once(*[lambda: commitments.accept(case, **by(fresh_cast))] * 4)
    assert (answers.count(None), answers.count(Conflict)) == (1, 3)
    assert steps("accept") == 1


def test_a_commitment_begun_twice_at_once_is_begun_once(fresh_cast):
    team = fresh_cast.teams[TEAM]
    assert kinds(*[lambda: commitments.draft(team, 2026, **by(fresh_cast, "cadre"))] * 2) == ONE_WINS
    assert Commitment.objects.count() == 1


def test_a_report_begun_twice_at_once_is_begun_once(fresh_cast):
    team = fresh_cast.teams[TEAM]
    assert kinds(*[lambda: reports.draft(team, SECOND, **by(fresh_cast, "cadre"))] * 2) == ONE_WINS
    assert QuarterReport.objects.count() == 1


def test_a_report_received_twice_at_once_freezes_its_facts_once(fresh_cast):
    received(fresh_cast)
    case = report_submitted(fresh_cast)
    assert kinds(*[lambda: reports.accept(case, **by(fresh_cast))] * 2) == ONE_WINS
    assert QuarterReport.objects.get().facts is not None
    assert Record.objects.filter(verb="accept", object_type="duties.quarterreport").count() == 1


def test_of_two_who_write_the_same_version_of_a_report_one_is_kept(fresh_cast):
    case = report_drafted(fresh_cast)
    deeds = [
        lambda words=words: reports.write(
            case, reports.Account(thought=words), version=case.version, **by(fresh_cast, "cadre")
        )
        for words in ("甲", "乙")
    ]
    assert kinds(*deeds) == ONE_WINS


def test_a_handover_begun_twice_at_once_is_begun_once(fresh_cast):
    posting = ending(fresh_cast)
    assert kinds(*[lambda: handovers.begin(posting, **by(fresh_cast, "cadre"))] * 2) == ONE_WINS
    assert Handover.objects.count() == 1


def test_a_side_signs_a_handover_once(fresh_cast):
    case = listed(fresh_cast)
    assert kinds(*[lambda: signing.hand_over(case, **by(fresh_cast, "cadre"))] * 2) == ONE_WINS
    assert steps("hand_over") == 1


def test_a_handover_is_taken_over_once_and_the_giver_told_once(fresh_cast):
    case = signed(fresh_cast)
    assert kinds(*[lambda: signing.accept(case, **by(fresh_cast))] * 2) == ONE_WINS
    row = Handover.objects.get()
    assert (row.state, row.taken_by_id) == ("taken", fresh_cast.users["township"].pk)
    assert Notice.objects.filter(kind="case_decided").count() <= 1


def test_lists_changed_while_the_other_side_signs_are_never_signed_unseen(fresh_cast):
    case = signed(fresh_cast)
    lists = handovers.Lists([])
    deeds = [
        lambda: signing.accept(case, **by(fresh_cast)),
        lambda: handovers.write(case, lists, version=case.version, **by(fresh_cast, "cadre")),
    ]
    assert kinds(*deeds) == ONE_WINS
    row = Handover.objects.get()
    assert row.lines.exists() == (row.state == "taken")
