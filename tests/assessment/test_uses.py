"""Use of results: who recommends whom for what, what bars it, what became of it."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from assessment import actions, use_rules
from assessment.actions import using
from assessment.facts import policy_of
from assessment.models import Use
from core.models import Notice
from core.refusals import Conflict, NotAllowed, Refused
from tests.assessment.noticing import AFTER, made_final

TAKEN = {
    "verb": "use",
    "outcome": "海东市水务局科长",
    "used_on": AFTER,
    "document_number": "东组干〔2026〕5号",
    "note": "",
}


@pytest.fixture
def results(cast):
    return made_final(cast)


def recommend(cast, case, *, by="county", kind="promotion", reason="实绩突出"):
    return using.recommend(case, kind=kind, reason=reason, by=cast.actors[by], on=AFTER)


@pytest.fixture
def use(cast, results):
    return recommend(cast, results["first"])


def decide(use, cast, by="prefecture", **said):
    return using.decide(use, {**TAKEN, **said}, by=cast.actors[by], on=AFTER)


def test_county_and_unit_recommend_and_the_level_is_that_of_the_unit(cast, results):
    made = recommend(cast, results["first"]), recommend(cast, results["member"], by="unit", kind="honours")
    assert {(use.level_office, use.level_area) for use in made} == {("prefecture", "6302")}
    assert made[0].provisions["assessment.use"]["clause"] == "二(四)"


def test_a_townships_own_cadre_is_taken_up_by_the_county(cast, results):
    use = recommend(cast, results["town"])
    assert (use.level_office, use.level_area) == ("county", "630222")


@pytest.mark.parametrize("name", ["county2", "unit2", "township", "province"])
def test_nobody_else_recommends(name, cast, results):
    with pytest.raises(NotAllowed):
        recommend(cast, results["first"], by=name)


def test_nobody_recommends_themselves(cast, results):
    oneself = replace(cast.actors["county"], user_id=cast.users["cadre"].pk)
    with pytest.raises(NotAllowed):
        using.recommend(results["first"], kind="honours", reason="好", by=oneself, on=AFTER)


@pytest.mark.parametrize(("changed", "field"), [({"reason": " "}, "reason"), ({"kind": "medal"}, "kind")])
def test_reason_and_kind_are_needed(changed, field, cast, results):
    with pytest.raises(Refused) as refused:
        recommend(cast, results["first"], **changed)
    assert field in refused.value.fields


def test_a_grade_that_is_not_final_recommends_nobody(cast, graded):
    with pytest.raises(Refused):
        recommend(cast, graded["first"])


def test_once_a_person_kind_and_year(cast, results, use):
    with pytest.raises(Conflict):
        recommend(cast, results["first"], by="unit")
    assert recommend(cast, results["first"], kind="reserve").pk


def test_the_database_holds_it_too(use):
    use.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        use.save()


def test_withdrawn_with_a_reason_it_may_be_made_anew(cast, results, use):
    with pytest.raises(Refused):
        decide(use, cast, by="county", verb="withdraw")
    assert decide(use, cast, by="county", verb="withdraw", note="另行考虑").state == "withdrawn"
    assert recommend(cast, results["first"]).pk


def test_only_who_made_it_withdraws(cast, use):
    with pytest.raises(NotAllowed):
        decide(use, cast, by="unit", verb="withdraw", note="x")


def test_the_department_of_the_level_records_post_day_and_document(cast, use):
    done = decide(use, cast)
    assert (done.state, done.outcome, done.used_on) == ("used", "海东市水务局科长", AFTER)
    assert Notice.objects.filter(kind="case_decided", office="county").count() == 1


@pytest.mark.parametrize("name", ["province", "prefecture2", "county", "unit"])
def test_no_other_department_takes_it_up(name, cast, use):
    with pytest.raises(NotAllowed):
        decide(use, cast, by=name)


@pytest.mark.parametrize("missing", ["outcome", "used_on", "document_number"])
def test_what_is_missing_is_named(missing, cast, use):
    with pytest.raises(Refused) as refused:
        decide(use, cast, **{missing: ""})
    assert list(refused.value.fields) == [missing]


@pytest.mark.parametrize("day", [date(2026, 7, 26), date(2026, 7, 24)])
def test_it_is_taken_up_between_the_final_grade_and_today(day, cast, use):
    with pytest.raises(Refused) as refused:
        decide(use, cast, used_on=day)
    assert "used_on" in refused.value.fields


def test_not_taken_up_needs_a_reason_and_is_told(cast, use):
    with pytest.raises(Refused):
        decide(use, cast, verb="decline")
    assert decide(use, cast, verb="decline", note="岗位已满").state == "declined"


def test_it_is_decided_once(cast, use):
    decide(use, cast)
    with pytest.raises(Conflict):
        decide(use, cast, verb="decline", note="x")


def test_a_grade_opened_again_meanwhile_takes_nothing_up(cast, results, use):
    actions.reopen(results["first"], by=cast.actors["county"], on=AFTER, note="异议成立")
    with pytest.raises(Refused):
        decide(use, cast)


def test_recalled_within_the_year_nothing_is_awarded_with_the_clause(cast, results):
    case = results["first"]
    case.facts = {**case.facts, "recalled": True}
    case.save()
    for kind in ("honours", "reserve"):
        with pytest.raises(Refused) as refused:
            recommend(cast, case, kind=kind)
        assert refused.value.provision.clause == "二(四)"


@pytest.mark.parametrize("kind", ["promotion", "reserve", "honours"])
@pytest.mark.parametrize(
    ("grade", "stopped"),
    [("excellent", False), ("competent", False), ("basically_competent", True), ("not_competent", True)],
)
def test_too_low_a_grade_recommends_nobody(kind, grade, stopped, cast):
    refusal = use_rules.barred(kind, grade, False, policy_of("630222", 2026, cast.today))
    assert (refusal is not None) == stopped
    assert not stopped or refusal.provision.key == "assessment.use_lowest"


def test_a_county_may_ask_for_more(cast, rule, results):
    rule("assessment.use_lowest", {"promotion": "excellent", "reserve": "competent", "honours": "excellent"})
    with pytest.raises(Refused) as refused:
        recommend(cast, results["first"])
    assert refused.value.provision.document_number == "民组发〔2026〕1号"
    assert recommend(cast, results["first"], kind="reserve").pk


def test_unit_and_level_see_it_the_neighbour_does_not(cast, use):
    seen = {name: Use.objects.visible_to(cast.actors[name]).exists() for name in cast.actors}
    assert {name for name, sees in seen.items() if sees} == {
        "province",
        "province_b",
        "prefecture",
        "county",
        "county_b",
        "unit",
    }
