"""Family difficulties are seen by few; after an injury or death on duty the steps owed follow from the policy."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.models import Notice, Record
from core.refusals import Conflict, NotAllowed, Refused
from support.actions import cases
from support.models import Difficulty, Injury, InjuryStep

TROUBLE = {"kind": "illness", "what": "父亲住院", "since": date(2026, 5, 1)}
HURT = {"kind": "injury", "happened_on": date(2026, 7, 10), "where": "入户路上", "what": "摔伤左臂"}


def trouble(cast, by="unit", who="first", **said):
    return cases.report_difficulty(cast.postings[who], **{**TROUBLE, **said}, by=cast.actors[by], on=cast.today)


def hurt(cast, by="county", who="first", **said):
    return cases.report_injury(cast.postings[who], **{**HURT, **said}, by=cast.actors[by], on=cast.today)


@pytest.mark.parametrize("name", ["unit", "county", "township", "cadre"])
def test_those_close_by_and_the_cadre_enter_a_difficulty(name, cast):
    assert trouble(cast, by=name).entered_office == cast.actors[name].office


@pytest.mark.parametrize("name", ["unit2", "county2", "prefecture", "province", "leadership", "clerk"])
def test_nobody_else_does(name, cast):
    with pytest.raises(NotAllowed):
        trouble(cast, by=name)


def test_a_cadre_enters_only_their_own(cast):
    with pytest.raises(NotAllowed):
        trouble(cast, by="cadre", who="member")


@pytest.mark.parametrize("name", ["province", "prefecture", "leadership", "clerk", "unit2", "county2", "auditor"])
def test_a_difficulty_is_seen_by_nobody_further_away(name, cast):
    trouble(cast)
    assert not Difficulty.objects.visible_to(cast.actors[name]).exists()


@pytest.mark.parametrize("name", ["unit", "county", "township", "cadre"])
def test_a_difficulty_is_seen_by_those_who_help_and_by_the_cadre(name, cast):
    trouble(cast)
    assert Difficulty.objects.visible_to(cast.actors[name]).exists()


def test_the_record_says_that_a_difficulty_was_entered_and_not_which(cast):
    trouble(cast)
    line = Record.objects.get(verb="report_difficulty")
    assert "父亲" not in f"{line.note}{line.details}"


def test_looking_at_a_difficulty_is_recorded_unless_it_is_ones_own(cast, client_of):
    case = trouble(cast)
    client_of("cadre").get(f"/difficulties/{case.pk}/")
    assert not Record.objects.filter(verb="open_difficulty").exists()
    client_of("county").get(f"/difficulties/{case.pk}/")
    assert Record.objects.filter(verb="open_difficulty").count() == 1


def test_help_is_given_until_it_is_settled(cast):
    case, by = trouble(cast), cast.actors["county"]
    cases.help_with(case, what="送医疗救助金", day=date(2026, 6, 1), by=by, on=cast.today)
    cases.settle(case, day=date(2026, 7, 1), by=by, on=cast.today)
    with pytest.raises(Conflict):
        cases.help_with(case, what="再助", day=date(2026, 7, 2), by=by, on=cast.today)


def test_it_is_not_settled_before_it_was_known(cast):
    with pytest.raises(Refused):
        cases.settle(trouble(cast), day=date(2026, 4, 30), by=cast.actors["unit"], on=cast.today)


@pytest.mark.parametrize(
    ("kind", "steps"), [("injury", {"treatment": 13, "recovery": 8}), ("death", {"family_care": 9})]
)
def test_the_steps_owed_follow_from_the_policy(kind, steps, cast):
    case = hurt(cast, kind=kind)
    assert {step.kind: step.due_on.day for step in case.steps.all()} == steps
    assert {step.owner_unit_id for step in case.steps.all()} == {cast.units["海东市水务局"].pk}


def test_a_townships_member_is_the_townships_to_care_for(cast):
    case = hurt(cast, who="town")
    assert {(step.owner_office, step.owner_area) for step in case.steps.all()} == {("township", "630222100")}


def test_owner_and_county_are_told(cast):
    hurt(cast)
    assert {notice.office for notice in Notice.objects.all()} == {"unit", "county"}


@pytest.mark.parametrize("changed", [{"where": " "}, {"what": ""}, {"happened_on": date(2026, 7, 21)}, {"kind": "x"}])
def test_what_is_missing_or_to_come_is_refused(changed, cast):
    with pytest.raises(Refused):
        hurt(cast, **changed)


def test_a_step_is_done_by_its_owner_with_evidence_once(cast):
    hurt(cast)
    step, by = InjuryStep.objects.get(kind="treatment"), cast.actors["unit"]
    with pytest.raises(Refused):
        cases.do_step(step, evidence=" ", done_on=cast.today, by=by, on=cast.today)
    cases.do_step(step, evidence="已手术", done_on=cast.today, by=by, on=cast.today)
    with pytest.raises(Conflict):
        cases.do_step(step, evidence="已手术", done_on=cast.today, by=by, on=cast.today)


@pytest.mark.parametrize("name", ["unit2", "township", "county2", "prefecture"])
def test_a_step_is_not_somebody_elses_to_do(name, cast):
    hurt(cast)
    with pytest.raises(NotAllowed):
        cases.do_step(
            InjuryStep.objects.first(), evidence="好", done_on=cast.today, by=cast.actors[name], on=cast.today
        )


def test_a_step_is_done_on_the_page_with_its_paper(cast, client_of):
    hurt(cast)
    step, client = InjuryStep.objects.get(kind="treatment"), client_of("unit")
    paper = SimpleUploadedFile("诊断.pdf", b"%PDF-1.4 d")
    said = {"evidence": "已手术", "done_on": "2026-07-12", "paper": paper}
    assert client.post(f"/injuries/steps/{step.pk}/done/", said).status_code == 302
    assert client.get(f"/injuries/steps/{step.pk}/paper/").content == b"%PDF-1.4 d"


def test_a_step_refused_keeps_what_was_typed(cast, client_of):
    hurt(cast)
    step = InjuryStep.objects.get(kind="treatment")
    said = {"evidence": "已手术治疗", "done_on": "2026-07-01"}
    answer = client_of("unit").post(f"/injuries/steps/{step.pk}/done/", said)
    assert answer.status_code == 422
    assert "已手术治疗" in answer.content.decode()


def test_cases_are_entered_on_pages(cast, client_of):
    client, number = client_of("township"), cast.postings["first"].pk
    client.post(f"/difficulties/new/?posting={number}", {**TROUBLE, "since": "2026-05-01"})
    client.post(f"/injuries/new/?posting={number}", {**HURT, "happened_on": "2026-07-10"})
    assert (Difficulty.objects.count(), Injury.objects.count()) == (1, 1)


def test_cases_are_entered_by_machines(cast, client_of):
    client, number = client_of("unit"), cast.postings["first"].pk
    made = client.post("/api/v1/difficulties/", {**TROUBLE, "posting": number}, content_type="application/json").json()
    helped = {"what": "慰问", "day": "2026-06-01"}
    whole = client.post(f"/api/v1/difficulties/{made['id']}/help/", helped, content_type="application/json").json()
    assert [one["what"] for one in whole["helps"]] == ["慰问"]
    case = client.post("/api/v1/injuries/", {**HURT, "posting": number}, content_type="application/json").json()
    assert [step["kind"] for step in case["steps"]] == ["treatment", "recovery"]
