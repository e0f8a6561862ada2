"""A recall caps the grade of its year with the clause; after a grade is frozen it shows as a difference and changes nothing."""

from datetime import date

import pytest
from django.urls import reverse

from assessment import actions, snapshot
from assessment.facts import facts_of
from assessment.models import Assessment, Recall
from assessment.recalled import recalled_in
from core.refusals import Refused
from tests.recalls.recalls import decided, recalled


@pytest.fixture
def proposed(cast):
    actions.open_year(2026, by=cast.actors["county"], on=cast.today)
    case = Assessment.objects.get(posting=cast.postings["first"])
    said = {"grade": "excellent", "opinion": "好", "by": cast.actors["township"], "on": cast.today}
    return actions.propose(case, **said)


def test_whoever_was_recalled_is_not_excellent_and_the_clause_says_so(cast, proposed):
    decided(cast)
    with pytest.raises(Refused) as refusal:
        actions.set_grade(proposed, grade="excellent", by=cast.actors["county"], on=cast.today)
    assert "取消当年评先评优资格" in refusal.value.provision.quote


def test_the_grade_below_is_open_and_names_the_recall(cast, proposed):
    decided(cast)
    done = actions.set_grade(proposed, grade="competent", by=cast.actors["county"], on=cast.today)
    assert (done.because, done.facts["recalled"]) == ("assessment.recalled_best", True)


def test_criticism_alone_caps_nothing_and_is_counted(cast, proposed):
    decided(cast, kind="criticism", leaves_on=None)
    done = actions.set_grade(proposed, grade="excellent", by=cast.actors["county"], on=cast.today)
    assert (done.facts["recalled"], done.facts["criticised"]) == (False, 1)


def test_a_recall_after_the_freeze_is_a_difference_and_changes_nothing(cast, proposed, client_of):
    done = actions.set_grade(proposed, grade="excellent", by=cast.actors["county"], on=cast.today)
    decided(cast)
    done.refresh_from_db()
    assert ("recalled", False, True) in snapshot.differences(done, facts_of([done])[done.pk])
    assert (done.grade, snapshot.intact(done)) == ("excellent", True)
    page = client_of("county").get(reverse("assessment", args=[done.pk])).content.decode()
    assert "召回" in page


@pytest.mark.parametrize(("day", "counts"), [(date(2026, 1, 1), True), (date(2025, 12, 31), False)])
def test_the_year_of_the_decision_counts(cast, proposed, day, counts):
    Recall.objects.filter(pk=recalled(cast, state="decided").pk).update(decided_on=day)
    assert recalled_in([proposed])[proposed.pk]["recalled"] is counts


def test_a_proposal_counts_for_nothing(cast, proposed):
    recalled(cast)
    assert recalled_in([proposed])[proposed.pk] == {"recalled": False, "criticised": 0, "recall": None}


def test_a_recall_from_another_posting_of_the_year_counts(cast, proposed):
    other = recalled(cast, "elsewhere", "decided", office="province", area="63")
    other.posting.cadre_id, before = cast.cadres["first"].pk, other.posting.cadre_id
    assert before != cast.cadres["first"].pk
    proposed.cadre_id = before
    assert recalled_in([proposed])[proposed.pk]["recall"] == other.pk


def test_it_is_one_statement_whatever_their_number(cast, proposed, django_assert_num_queries):
    cases = list(Assessment.objects.all())
    with django_assert_num_queries(1):
        recalled_in(cases)
