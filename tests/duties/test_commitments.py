"""The yearly commitment: written by the team, received or returned by its township, amended only with a reason."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from core.models import Notice, Record
from core.refusals import Conflict, NotAllowed, Refused
from duties.actions import commitments as deeds
from duties.actions.commitments import Promise
from duties.models import Commitment
from teams.models import Posting
from tests.duties.promising import TEAM, TWO, drafted, received, received_of, report_received, submitted, written

GOOD = Promise("services", "代办民生事项", "全程代理", date(2026, 12, 31))


def again(case, cast, promises, **more):
    return deeds.write(case, promises, by=cast.actors["cadre"], on=cast.today, **more)


def test_the_first_secretary_promises_in_the_own_account(cast):
    case = written(cast)
    assert (case.state, case.posting, [item.duty for item in case.items.all()]) == (
        "draft",
        cast.postings["first"],
        ["party_building", "collective_economy"],
    )


def test_the_clerk_of_the_township_promises_on_behalf(cast):
    assert submitted(cast, who="clerk").state == "submitted"


@pytest.mark.parametrize("who", ["clerk2", "township", "unit", "county", "leadership"])
def test_nobody_else_writes_for_a_team(cast, who):
    with pytest.raises(NotAllowed):
        drafted(cast, who=who)


def test_a_team_member_is_not_the_first_secretary(cast):
    cast.cadres["first"].account = None
    cast.cadres["first"].save()
    cast.cadres["member"].account = cast.users["cadre"]
    cast.cadres["member"].save()
    with pytest.raises(NotAllowed):
        drafted(cast)


def test_a_team_has_one_commitment_a_year(cast):
    drafted(cast)
    with pytest.raises(Conflict):
        drafted(cast, who="clerk")
    team = cast.teams[TEAM]
    with pytest.raises(IntegrityError), transaction.atomic():
        Commitment.objects.create(team=team, area=team.area, year=2026)


@pytest.mark.parametrize("year", [2025, 2028])
def test_a_commitment_is_for_this_year_or_the_next(cast, year):
    with pytest.raises(Refused):
        drafted(cast, year)


def test_the_next_year_begins_with_what_is_unfinished(cast):
    received_of(cast, 2025, [("未完成", "on_way"), ("办不到", "cannot"), ("已兑现", "kept")])
    items = drafted(cast).items.order_by("pk")
    assert [(item.what, item.by_on) for item in items] == [
        ("未完成", date(2026, 12, 31)),
        ("办不到", date(2026, 12, 31)),
    ]
    assert all(item.carried_from.commitment.year == 2025 for item in items)


def test_an_empty_commitment_is_not_handed_in(cast):
    with pytest.raises(Refused):
        deeds.submit(drafted(cast), by=cast.actors["cadre"], on=cast.today)


@pytest.mark.parametrize(
    "wrong",
    [
        Promise("dancing", "跳舞", "一次", date(2026, 12, 31), key="x"),
        Promise("services", "代办", "", date(2026, 12, 31), key="x"),
        Promise("services", "代办", "全部", None, key="x"),
        Promise("services", "代办", "全部", date(2027, 1, 1), key="x"),
    ],
)
def test_a_promise_stands_under_a_duty_and_is_whole_and_of_the_year(cast, wrong):
    with pytest.raises(Refused) as refusal:
        again(drafted(cast), cast, [wrong])
    assert set(refusal.value.fields) <= {"what_x", "by_on_x"}


def test_a_promise_is_changed_struck_and_added_in_one_go(cast):
    case = written(cast)
    kept = case.items.first()
    changed = Promise(kept.duty, "每月两次主题党日", kept.measure, kept.by_on, number=kept.pk)
    again(case, cast, [changed, GOOD])
    assert [item.what for item in case.items.all()] == ["每月两次主题党日", "代办民生事项"]
    assert case.items.filter(pk=kept.pk).exists()


def test_who_reads_an_old_version_does_not_overwrite_the_new_one(cast):
    case = drafted(cast)
    again(case, cast, [GOOD], version=0)
    with pytest.raises(Conflict):
        again(case, cast, [GOOD], version=0)


def test_what_is_handed_in_waits_for_the_township(cast):
    case = submitted(cast)
    assert (case.state, case.submitted_on) == ("submitted", cast.today)
    told = Notice.objects.get(kind="case_waiting")
    assert (told.office, told.area, told.link) == ("township", "630222100", f"/commitments/{case.pk}/")


def test_the_township_receives_and_the_writer_is_told(cast):
    case = received(cast)
    assert (case.state, case.received_on) == ("taken", cast.today)
    assert Notice.objects.get(kind="case_decided").account_id == cast.users["cadre"].pk


def test_the_township_returns_only_with_a_reason(cast):
    case = submitted(cast)
    with pytest.raises(Refused):
        deeds.send_back(case, by=cast.actors["township"], on=cast.today)
    case = deeds.send_back(case, by=cast.actors["township"], on=cast.today, note="指标不明确")
    assert case.state == "returned"
    assert deeds.submit(case, by=cast.actors["cadre"], on=cast.today).state == "submitted"


def test_a_paper_is_taken_back_until_the_township_acts(cast):
    case = deeds.withdraw(submitted(cast), by=cast.actors["cadre"], on=cast.today)
    assert case.state == "draft"
    case = deeds.submit(case, by=cast.actors["clerk"], on=cast.today)
    deeds.accept(case, by=cast.actors["township"], on=cast.today)
    with pytest.raises(Conflict):
        deeds.withdraw(case, by=cast.actors["cadre"], on=cast.today)


def test_nobody_receives_the_paper_of_the_own_team(cast):
    cast.cadres["town"].account = cast.users["township"]
    cast.cadres["town"].save()
    with pytest.raises(NotAllowed):
        received(cast)


@pytest.mark.parametrize("who", ["township2", "clerk", "county", "unit", "cadre"])
def test_only_the_own_township_receives(cast, who):
    case = submitted(cast)
    with pytest.raises(NotAllowed):
        deeds.accept(case, by=cast.actors[who], on=cast.today)


def test_a_received_commitment_is_amended_for_a_reason_and_keeps_the_old(cast):
    case = received(cast)
    with pytest.raises(Refused):
        deeds.amend(case, by=cast.actors["cadre"], on=cast.today)
    case = deeds.amend(case, by=cast.actors["cadre"], on=cast.today, note="项目调整")
    again(case, cast, [GOOD])
    assert (case.state, case.received_on) == ("draft", cast.today)
    (kept,) = Commitment.objects.get(pk=case.pk).versions
    assert (kept["why"], [one["what"] for one in kept["items"]]) == ("项目调整", [one.what for one in TWO])
    assert Record.objects.about(case).get(verb="amend").details["items"] == kept["items"]


def test_an_amended_commitment_is_received_anew_and_its_first_day_stays(cast):
    case = received(cast)
    Commitment.objects.filter(pk=case.pk).update(received_on=date(2026, 1, 20))
    case = deeds.amend(case, by=cast.actors["cadre"], on=cast.today, note="项目调整")
    case = deeds.submit(case, by=cast.actors["cadre"], on=cast.today)
    assert deeds.accept(case, by=cast.actors["township"], on=cast.today).received_on == date(2026, 1, 20)


def test_a_promise_that_was_reported_on_is_not_struck(cast):
    case = received(cast)
    report_received(cast)
    case = deeds.amend(case, by=cast.actors["cadre"], on=cast.today, note="项目调整")
    with pytest.raises(Refused):
        again(case, cast, [GOOD])


def test_a_successor_goes_on_where_the_predecessor_stopped(cast):
    case = written(cast)
    first = cast.postings["first"]
    Posting.objects.filter(pk=first.pk).update(ends_on=date(2026, 7, 10), end_kind="adjustment")
    cast.cadres["first"].account = None
    cast.cadres["first"].save()
    pool = cast.cadres["pool"]
    pool.account = cast.users["cadre"]
    pool.save()
    after = Posting.objects.create(
        team=first.team,
        area=first.area,
        seat=first.seat,
        cadre=pool,
        pairing=first.pairing,
        starts_on=date(2026, 7, 11),
    )
    assert deeds.submit(case, by=cast.actors["cadre"], on=cast.today).posting == after


def test_many_are_received_each_on_its_own(cast):
    waiting, draft = submitted(cast), drafted(cast, 2027)
    received_ones, refused = deeds.accept_all([waiting, draft], by=cast.actors["township"], on=cast.today)
    assert ([case.pk for case in received_ones], [case.pk for case, _why in refused]) == ([waiting.pk], [draft.pk])
