"""Recall: proposed by the county, examined first where grave, decided by the authority over the cadre – and all that follows."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from assessment.actions import duties, recalling
from assessment.models import Recall, RecallDuty
from attendance.actions import cut_absences
from attendance.models import Leave
from core.models import Notice, OutboxMessage, Record
from core.refusals import Conflict, NotAllowed, Refused
from selection.ledger.vacancies import vacancies
from teams.models import Cadre, Posting
from tests.recalls.recalls import charge, decided, duty, form, propose, recalled, scan, step
from tests.selection.leaving import applied


def ended(cast, who="first"):
    return Posting.objects.values_list("ends_on", "end_kind").get(pk=cast.postings[who].pk)


def owed(case):
    return {one.kind: (one.owner_office, one.owner_area or one.unit.name, one.due_on) for one in case.duties.all()}


def test_the_county_proposes_in_the_browser_with_evidence(cast, client_of):
    address = f"{reverse('recall-new')}?posting={cast.postings['first'].pk}"
    answer = client_of("county").post(address, form(papers=scan()))
    case = Recall.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, reverse("recall", args=[case.pk]))
    assert (case.state, case.papers.get().name) == ("proposed", "证据.pdf")


@pytest.mark.parametrize(
    ("who", "decides", "examines"),
    [
        ("first", ("prefecture", "6302"), ("province", "63")),
        ("town", ("county", "630222"), ("prefecture", "6302")),
    ],
)
def test_the_route_is_the_authority_over_the_cadre(cast, who, decides, examines):
    case = propose(cast, who)
    assert (case.deciding_office, case.deciding_area) == decides
    assert (case.examining_office, case.examining_area) == examines


def test_a_provincial_units_cadre_is_the_provinces_own(cast):
    case = recalling.propose_recall(
        cast.postings["elsewhere"], charge(ground="fraud"), by=cast.actors["county2"], on=cast.today
    )
    assert {case.deciding_area, case.examining_area} == {"63"}


def test_the_clause_and_the_default_route_are_frozen(cast):
    case = propose(cast)
    assert "同步双向问责" in case.provisions["assessment.recall"]["quote"]
    assert case.provisions["assessment.recall_route"]["is_default"] is True


def test_decided_the_posting_ends_by_recall_on_the_given_day(cast):
    decided(cast)
    assert ended(cast) == (date(2026, 7, 25), "recall")


def test_a_day_that_has_passed_becomes_today(cast):
    case = recalled(cast, leaves_on=cast.today - timedelta(days=3))
    Recall.objects.filter(pk=case.pk).update(provisions=propose(cast, "member").provisions)
    case.refresh_from_db()
    recalling.decide(case, number="3号", by=cast.actors["prefecture"], on=cast.today)
    assert ended(cast)[0] == cast.today


def test_the_seat_is_open_for_refill_from_the_next_day(cast):
    decided(cast, leaves_on=cast.today)
    found = vacancies(cast.actors["county"], cast.today + timedelta(days=1))
    assert cast.teams["630222100201"].pk in {one.seat.team_id for one in found}


def test_absences_are_promised_to_be_cut_and_are_cut(cast):
    posting = cast.postings["first"]
    days = {"starts_on": date(2026, 7, 24), "ends_on": date(2026, 7, 28), "asked_until": date(2026, 7, 28)}
    facts = {
        "area": posting.area,
        "state": "approved",
        "kind": "personal",
        "reason": "事假",
        "run_days": 5,
        "destination": "西宁",
    }
    asked = {"applied_on": date(2026, 7, 1), "applied_by": cast.users["cadre"], "approvals": ["township"]}
    leave = Leave.objects.create(posting=posting, **asked, **days, **facts)
    decided(cast)
    assert OutboxMessage.objects.filter(task="teams.posting_ended").exists()
    cut_absences(posting.pk)
    leave.refresh_from_db()
    assert leave.ends_on == date(2026, 7, 25)


def test_the_reserve_status_is_removed_and_history_keeps_it(cast):
    cadre = cast.cadres["first"]
    Cadre.objects.filter(pk=cadre.pk).update(reserve="section")
    case = decided(cast)
    cadre.refresh_from_db()
    assert cadre.reserve == ""
    assert Record.objects.get(verb="strike_reserve").details["reserve"] == ["section", ""]
    struck = case.duties.get(kind="off_the_reserve_list")
    assert struck.done_on == cast.today
    assert "海组〔2026〕3号" in struck.note


def test_all_duties_stand_at_once_each_with_owner_and_day(cast):
    assert owed(decided(cast)) == {
        "decision_delivered": ("prefecture", "6302", date(2026, 7, 25)),
        "unit_interviewed": ("prefecture", "6302", date(2026, 7, 25)),
        "awards_cancelled": ("county", "630222", date(2026, 7, 30)),
        "seat_refilled": ("unit", "海东市水务局", date(2026, 8, 19)),
    }


def test_a_townships_own_member_is_refilled_by_the_township(cast):
    case = propose(cast, "town")
    recalling.decide(case, number="民组〔2026〕1号", by=cast.actors["county_b"], on=cast.today)
    assert owed(case)["seat_refilled"][:2] == ("township", "630222100")


def test_criticism_ends_nothing_and_is_delivered(cast):
    case = decided(cast, kind="criticism", leaves_on=None)
    assert ended(cast) == (None, "")
    assert list(owed(case)) == ["decision_delivered"]


def test_who_proposed_does_not_decide(cast):
    case = propose(cast, "town")
    with pytest.raises(NotAllowed):
        recalling.decide(case, number="1号", by=cast.actors["county"], on=cast.today)


def test_a_grave_case_has_no_effect_before_the_superior_has_examined_it(cast):
    case = propose(cast, ground="fraud")
    with pytest.raises((Conflict, NotAllowed)):
        recalling.decide(case, number="1号", by=cast.actors["prefecture"], on=cast.today)
    assert ended(cast) == (None, "")


def test_examined_with_its_number_a_grave_case_is_decided(cast, client_of):
    case = propose(cast, ground="fraud")
    said = {"examined_number": "青组备〔2026〕7号", "examined_on": "2026-07-20"}
    assert step(client_of("province"), case, "examine", **said).status_code == 302
    assert step(client_of("prefecture"), case, "approve", decision_number="3号").status_code == 302
    assert ended(cast)[1] == "recall"


def test_the_superior_needs_a_number_for_its_answer(cast, client_of):
    case = propose(cast, ground="fraud")
    assert step(client_of("province"), case, "examine", examined_on="2026-07-20").status_code == 422


def test_of_the_provinces_own_one_enters_the_superiors_answer_and_another_decides(cast):
    case = recalled(cast, "elsewhere", office="province", area="63", grave=True, ground="fraud")
    facts = {"number": "中组备1号", "examined_on": cast.today, "on": cast.today}
    examined = recalling.examine(case, **facts, by=cast.actors["province"])
    with pytest.raises(NotAllowed):
        recalling.decide(examined, number="1号", by=cast.actors["province"], on=cast.today)


def test_a_grave_case_is_not_settled_by_criticism(cast):
    with pytest.raises(Refused) as refusal:
        propose(cast, ground="dereliction", kind="criticism", leaves_on=None)
    assert "失职渎职" in refusal.value.provision.quote


@pytest.mark.parametrize(
    "changed",
    [
        {"reason": " "},
        {"happened_on": "2026-07-21"},
        {"happened_on": "2020-01-01"},
        {"leaves_on": "2026-07-19"},
        {"leaves_on": ""},
        {"ground": "lazy"},
        {"ground": "fraud", "kind": "criticism"},
        {"papers": scan("a.exe", b"MZ\x00\x00")},
    ],
)
def test_a_bad_charge_is_refused_and_nothing_is_lost(cast, client_of, changed):
    address = f"{reverse('recall-new')}?posting={cast.postings['first'].pk}"
    answer = client_of("county").post(address, form(**changed))
    assert answer.status_code == 422
    assert changed.get("reason") or "连续多日不在岗" in answer.content.decode()
    assert not Recall.objects.exists()


def test_a_posting_that_has_ended_is_not_recalled(cast):
    Posting.objects.filter(pk=cast.postings["first"].pk).update(ends_on=date(2026, 7, 1), end_kind="adjustment")
    with pytest.raises(Conflict):
        propose(cast)


def test_a_posting_that_ended_meanwhile_is_not_ended_twice(cast):
    case = propose(cast)
    Posting.objects.filter(pk=case.posting_id).update(ends_on=date(2026, 7, 19), end_kind="adjustment")
    with pytest.raises(Conflict):
        recalling.decide(case, number="1号", by=cast.actors["prefecture"], on=cast.today)


def test_one_open_case_at_a_time(cast):
    propose(cast)
    with pytest.raises(Conflict):
        propose(cast)


def test_an_adjustment_on_its_way_is_shown_to_who_decides(cast, client_of):
    applied(cast)
    page = client_of("prefecture").get(reverse("recall", args=[propose(cast).pk]))
    assert page.context["adjusting"] is True


def test_another_countys_posting_is_not_there(cast, client_of):
    address = f"{reverse('recall-new')}?posting={cast.postings['elsewhere'].pk}"
    assert client_of("county").get(address).status_code == 404


def test_nobody_proposes_or_decides_on_himself(cast):
    cast.cadres["first"].account = cast.users["county"]
    cast.cadres["first"].save()
    with pytest.raises(NotAllowed):
        propose(cast)
    Cadre.objects.filter(pk=cast.cadres["first"].pk).update(account=cast.users["prefecture"])
    case = recalled(cast)
    with pytest.raises(NotAllowed):
        recalling.decide(case, number="1号", by=cast.actors["prefecture"], on=cast.today)


def test_the_cadre_is_heard_before_the_decision_and_not_after(cast, client_of):
    case = propose(cast)
    said = {"statement": "家中有事,愿意改正", "heard_on": "2026-07-18"}
    assert client_of("county").post(reverse("recall-hear", args=[case.pk]), said).status_code == 302
    recalling.decide(case, number="1号", by=cast.actors["prefecture"], on=cast.today)
    assert client_of("county").post(reverse("recall-hear", args=[case.pk]), said).status_code == 409


def test_a_returned_case_is_mended_and_goes_up_again(cast, client_of):
    case = propose(cast)
    assert step(client_of("prefecture"), case, "return").status_code == 422
    step(client_of("prefecture"), case, "return", note="补充证据")
    answer = client_of("county").post(reverse("recall-mend", args=[case.pk]), form(ground="shirking", papers=scan()))
    case.refresh_from_db()
    assert (answer.status_code, case.state, case.ground) == (302, "proposed", "shirking")


def test_what_was_examined_is_examined_again_after_a_return(cast):
    case = propose(cast, ground="fraud")
    recalling.examine(case, number="1号", examined_on=cast.today, by=cast.actors["province"], on=cast.today)
    recalling.send_back(case, by=cast.actors["prefecture"], on=cast.today, note="事实不清")
    again = recalling.propose_again(case, charge(ground="fraud"), by=cast.actors["county"], on=cast.today)
    assert (again.state, again.examined_number) == ("proposed", "")


def test_declined_or_withdrawn_the_posting_goes_on(cast, client_of):
    step(client_of("prefecture"), propose(cast), "decline", note="证据不足")
    step(client_of("county"), propose(cast, "member"), "withdraw")
    assert sorted(Recall.objects.values_list("state", flat=True)) == ["declined", "withdrawn"]
    assert ended(cast) == (None, "")


def test_sender_and_cadre_learn_of_it_by_the_decision_only(cast, client_of):
    case = propose(cast)
    seen = {name: client_of(name).get(reverse("recall", args=[case.pk])).status_code for name in ("unit", "cadre")}
    recalling.decide(case, number="1号", by=cast.actors["prefecture"], on=cast.today)
    then = {name: client_of(name).get(reverse("recall", args=[case.pk])).status_code for name in ("unit", "cadre")}
    assert (seen, then) == ({"unit": 404, "cadre": 404}, {"unit": 200, "cadre": 200})


def test_the_unit_sees_its_duties_and_no_evidence(cast, client_of):
    case = decided(cast)
    case.papers.add(recalling.all_kept([scan()], by=cast.actors["county"], field="papers")[0])
    page = client_of("unit").get(reverse("recall", args=[case.pk]))
    kinds = {one.kind for one, _mine, _late in page.context["duties"]}
    assert kinds == {"decision_delivered", "unit_interviewed", "seat_refilled"}
    paper = f"{reverse('recall-paper', args=[case.pk])}?file={case.papers.get().pk}"
    assert (client_of("unit").get(paper).status_code, client_of("prefecture").get(paper).status_code) == (404, 200)


def test_who_owes_a_duty_does_it_with_evidence(cast, client_of):
    case = decided(cast)
    assert duty(client_of("prefecture"), case, "unit_interviewed").status_code == 422
    answer = duty(client_of("prefecture"), case, "unit_interviewed", file=scan("约谈记录.pdf"))
    done = RecallDuty.objects.get(recall=case, kind="unit_interviewed")
    assert (answer.status_code, done.done_on, done.file.name) == (302, cast.today, "约谈记录.pdf")
    assert duty(client_of("prefecture"), case, "unit_interviewed", evidence="再次").status_code == 409
    assert duty(client_of("county"), case, "decision_delivered", evidence="代办").status_code == 403


def refill(cast, case):
    first = case.leaves_on + timedelta(days=1)
    return Posting.objects.create(
        team=case.posting.team,
        area=case.area,
        seat="first_secretary",
        cadre=cast.cadres["pool"],
        pairing=case.posting.pairing,
        starts_on=first,
    )


def test_a_seat_is_filled_when_somebody_is_posted_to_it(cast, client_of):
    case = decided(cast)
    assert duty(client_of("unit"), case, "seat_refilled", evidence="已安排").status_code == 422
    refill(cast, case)
    assert duty(client_of("unit"), case, "seat_refilled", evidence="已到岗").status_code == 302


def test_the_last_duty_closes_the_case(cast):
    case = decided(cast)
    for name, kind in (("prefecture", "decision_delivered"), ("prefecture", "unit_interviewed")):
        duties.do_duty(case, kind, note="已办", by=cast.actors[name], on=cast.today)
    duties.do_duty(case, "awards_cancelled", note="已办", by=cast.actors["county"], on=cast.today)
    refill(cast, case)
    assert duties.mind_duties(on=cast.today) == {"written": 1, "reminded": 0}
    case.refresh_from_db()
    assert case.state == "closed"


def test_an_overdue_duty_reminds_its_owner_once(cast):
    decided(cast)
    late = date(2026, 7, 31)
    assert [duties.mind_duties(on=late)["reminded"] for _ in range(2)] == [3, 0]
    told = Notice.objects.filter(kind="recall_duty_late").values_list("office", flat=True)
    assert sorted(told) == ["county", "prefecture", "prefecture"]


def test_everybody_concerned_is_told(cast):
    decided(cast)
    told = Notice.objects.filter(params__what="Recall", kind="case_decided").values_list("office", flat=True)
    assert sorted(told) == ["cadre", "county", "unit"]
    assert sorted(Notice.objects.filter(kind="recall_duties").values_list("office", flat=True)) == [
        "county",
        "prefecture",
        "unit",
    ]
