"""The term-end assessment: five ways recorded, a proposal, the unit's word, a grade (二(四))."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from assessment import actions
from assessment.choosing import moment_of
from assessment.models import Assessment, Cycle, Method, TermMethod
from core.models import Notice
from core.refusals import Conflict, NotAllowed, Refused

PDF = b"%PDF-1.4\n%%EOF"


@pytest.fixture
def term(cast):
    """The open term-end case of the first secretary."""
    span = {"from_on": date(2026, 6, 1), "until_on": date(2026, 12, 31), "opened_on": cast.today}
    cycle = Cycle.objects.create(area="630222", kind="term", year=2026, opened_by=cast.users["county"], **span)
    posting = cast.postings["first"]
    who = {"posting": posting, "cadre": posting.cadre, "area": posting.area}
    return Assessment.objects.create(cycle=cycle, kind="term", year=2026, **who)


def said(cast, method="debrief", **more):
    facts = {"day": cast.today, "who": "县委组织部考核组", "found": "述职评议良好"}
    return {"method": method, **facts, "by": cast.actors["county"], "on": cast.today, **more}


@pytest.fixture
def recorded(cast, term):
    """All five ways are recorded."""
    for method in Method.values:
        actions.record_method(term, **said(cast, method))
    return term


@pytest.fixture
def asked(cast, recorded):
    """Proposed by the county; the unit's word is awaited."""
    words = {"grade": "excellent", "opinion": "期满表现突出"}
    return actions.propose(recorded, **words, by=cast.actors["county"], on=cast.today)


def test_missing_ways_refuse_the_proposal_with_the_clause(cast, term):
    actions.record_method(term, **said(cast))
    with pytest.raises(Refused) as refusal:
        actions.propose(term, grade="excellent", opinion="好", by=cast.actors["county"], on=cast.today)
    assert (refusal.value.provision.key, refusal.value.provision.clause) == ("assessment.term_methods", "二(四)")
    assert "、" in str(refusal.value.message)


def test_a_way_recorded_again_is_corrected(cast, term):
    actions.record_method(term, **said(cast))
    actions.record_method(term, **said(cast, found="补充记录"))
    assert [row.found for row in TermMethod.objects.all()] == ["补充记录"]


@pytest.mark.parametrize("wrong", [{"who": " "}, {"found": ""}, {"day": date(2026, 5, 31)}, {"day": date(2026, 7, 21)}])
def test_a_way_says_when_who_and_what(wrong, cast, term):
    with pytest.raises(Refused) as refusal:
        actions.record_method(term, **said(cast, **wrong))
    assert list(refusal.value.fields) == list(wrong)


@pytest.mark.parametrize("name", ["township", "unit", "county2", "prefecture"])
def test_only_the_countys_department_records(name, cast, term):
    with pytest.raises(NotAllowed):
        actions.record_method(term, **said(cast, by=cast.actors[name]))


def test_a_yearly_assessment_has_no_ways(cast, opened):
    with pytest.raises(NotAllowed):
        actions.record_method(opened["first"], **said(cast))


def test_ways_are_recorded_before_the_proposal(cast, asked):
    with pytest.raises(Conflict):
        actions.record_method(asked, **said(cast))


def test_the_unit_agrees_and_the_county_sets(cast, asked):
    by = {"on": cast.today}
    agreed = actions.agree(asked, by=cast.actors["unit"], **by)
    done = actions.set_grade(agreed, grade="excellent", by=cast.actors["county_b"], **by)
    assert (agreed.state, done.state) == ("agreed", "set")
    assert "assessment.term_methods" in done.provisions


def test_the_county_does_not_set_without_the_unit(cast, asked):
    with pytest.raises((Conflict, NotAllowed)):
        actions.set_grade(asked, grade="excellent", by=cast.actors["county_b"], on=cast.today)


def test_the_unit_returns_with_a_reason_and_the_county_is_told(cast, asked):
    back = actions.send_back(asked, by=cast.actors["unit"], on=cast.today, note="请核实驻村天数")
    assert back.state == "returned"
    assert Notice.objects.filter(kind="case_returned", office="county").count() == 1


def test_a_term_end_grade_takes_no_place_of_the_years_quota(cast, asked, rule):
    rule("assessment.excellent_share", {"share": 0, "pools": ["everybody"], "rounding": "down"})
    agreed = actions.agree(asked, by=cast.actors["unit"], on=cast.today)
    done = actions.set_grade(agreed, grade="excellent", by=cast.actors["county_b"], on=cast.today)
    assert done.grade == "excellent"


def test_a_way_is_recorded_on_the_cases_page_with_its_paper(cast, term, client_of):
    form = {"method": "site_visit", "day": "2026-07-10", "who": "考核组", "found": "入户10户"}
    form["file"] = SimpleUploadedFile("记录.pdf", PDF)
    client = client_of("county")
    assert client.post(reverse("assessment-way", args=[term.pk]), form).status_code == 302
    way = TermMethod.objects.get()
    paper = reverse("assessment-paper", args=[term.pk]) + f"?file={way.file_id}"
    assert client.get(paper).content == PDF
    assert client_of("county2").get(paper).status_code == 404


def test_a_refused_way_keeps_what_was_typed(term, client_of):
    form = {"method": "interviews", "day": "2027-01-01", "who": "考核组", "found": "走访20户群众"}
    answer = client_of("county").post(reverse("assessment-way", args=[term.pk]), form)
    assert answer.status_code == 422
    assert "走访20户群众" in answer.content.decode()


def test_the_unit_finds_proposals_on_its_home_and_in_its_own_list(asked, client_of):
    client = client_of("unit")
    queue = next(one for one in client.get(reverse("home")).context["queues"] if one.key == "assessments")
    rows = client.get(reverse("assessments-agree")).context["rows"]
    assert (queue.total, [row.case.pk for row in rows]) == (1, [asked.pk])


@pytest.mark.parametrize(("verb", "note", "state"), [("agree", "", "agreed"), ("return", "请核实", "returned")])
def test_the_unit_answers_by_ticking(verb, note, state, asked, client_of):
    data = {"verb": verb, "note": note, "pick": f"{asked.pk}-{moment_of(asked)}"}
    assert client_of("unit").post(reverse("assessments-agree"), data).status_code == 302
    asked.refresh_from_db()
    assert asked.state == state


def test_the_unit_answers_on_the_cases_page(asked, client_of):
    page = client_of("unit").get(reverse("assessment", args=[asked.pk])).content.decode()
    assert 'value="agree"' in page
    data = {"verb": "agree", "state": "proposed"}
    assert client_of("unit").post(reverse("assessment-step", args=[asked.pk]), data).status_code == 302


def test_another_unit_has_no_part_in_it(asked, client_of):
    data = {"verb": "agree", "pick": f"{asked.pk}-{moment_of(asked)}"}
    assert client_of("unit2").post(reverse("assessments-agree"), data).status_code == 422
    assert client_of("unit2").get(reverse("assessment", args=[asked.pk])).status_code == 404


def test_the_unit_cannot_set(asked, client_of):
    data = {"verb": "set", "grade": "excellent", "pick": f"{asked.pk}-{moment_of(asked)}"}
    assert client_of("unit").post(reverse("assessments-agree"), data).status_code == 422


def test_machines_record_ways_propose_and_agree(cast, term, client_of):
    client, address = client_of("county"), reverse("api-assessment-ways", args=[term.pk])
    for method in Method.values:
        facts = {"method": method, "day": "2026-07-10", "who": "考核组", "found": "属实"}
        assert client.post(address, facts, content_type="application/json").status_code == 200
    steps = reverse("api-assessments-steps")
    rows = [{"id": term.pk, "grade": "competent", "opinion": "称职"}]
    client.post(steps, {"verb": "propose", "rows": rows}, content_type="application/json")
    unit = client_of("unit")
    assert len(unit.get(address).json()) == 5
    done = unit.post(steps, {"verb": "agree", "rows": [{"id": term.pk}]}, content_type="application/json")
    assert done.json() == {"done": 1}


def test_a_way_in_the_future_is_refused_to_machines(cast, term, client_of):
    facts = {"method": "ballot", "day": f"{cast.today + timedelta(days=1)}", "who": "组", "found": "x"}
    answer = client_of("county").post(
        reverse("api-assessment-ways", args=[term.pk]), facts, content_type="application/json"
    )
    assert answer.status_code == 422


def test_staff_of_an_institution_see_their_own_words(cast, asked, client_of):
    cast.units["海东市水务局"].kind = "institution"
    cast.units["海东市水务局"].save()
    actions.agree(asked, by=cast.actors["unit"], on=cast.today)
    page = client_of("county").get(reverse("assessments-set") + "?kind=term").content.decode()
    assert "合格" in page
    assert "称职" not in page.split("<tbody")[1].split("</tbody>")[0]
