"""The pages of the assessment."""

import pytest
from django.urls import reverse

from assessment import actions
from assessment.choosing import moment_of
from assessment.models import Assessment

PAGES = [("assessments", "county"), ("assessments-propose", "township"), ("assessments", "province")]


def test_the_township_proposes_a_list_in_one_action(opened, client_of):
    pk = {name: case.pk for name, case in opened.items()}
    data = {
        f"grade-{pk['first']}": "excellent",
        f"opinion-{pk['first']}": "好",
        f"grade-{pk['town']}": "",
        f"opinion-{pk['town']}": "x",
    }
    assert client_of("township").post(reverse("assessments-propose"), data).status_code == 302
    assert Assessment.objects.filter(state="proposed").count() == 1


def test_a_wrong_row_keeps_everything_that_was_typed(opened, client_of):
    pk = opened["first"].pk
    answer = client_of("township").post(
        reverse("assessments-propose"), {f"grade-{pk}": "excellent", f"opinion-{pk}": ""}
    )
    assert answer.status_code == 422
    row = next(row for row in answer.context["rows"] if row["case"].pk == pk)
    assert (row["grade"], "opinion" in row["errors"]) == ("excellent", True)


def test_the_county_sets_only_ticked_rows(proposed, client_of):
    first = proposed["first"]
    data = {"verb": "set", "pick": f"{first.pk}-{moment_of(first)}"}
    assert client_of("county").post(reverse("assessments-set"), data).status_code == 302
    assert [case.pk for case in Assessment.objects.filter(state="set")] == [first.pk]


def test_rows_of_another_county_do_not_exist(proposed, client_of):
    pick = f"{proposed['first'].pk}-{moment_of(proposed['first'])}"
    answer = client_of("county2").post(reverse("assessments-set"), {"verb": "set", "pick": pick})
    assert answer.status_code == 422
    assert not Assessment.objects.filter(state="set").exists()


def test_the_unit_sees_a_grade_only_once_it_is_final(cast, proposed, client_of):
    client, case = client_of("unit"), proposed["first"]
    assert client.get(reverse("assessment", args=[case.pk])).status_code == 404
    done = actions.set_grade(case, grade="excellent", by=cast.actors["county"], on=cast.today)
    assert client.get(reverse("assessment", args=[case.pk])).status_code == 404
    actions.finish(done, by=cast.actors["county"], on=cast.today)
    assert client.get(reverse("assessment", args=[case.pk])).status_code == 200
    assert "队长甲" in client.get(reverse("assessments")).content.decode()


def test_a_cadre_sees_their_own_grade_only(cast, final, client_of):
    assert [case.posting for case in client_of("cadre").get(reverse("assessments")).context["page"]] == [
        cast.postings["first"]
    ]


def test_one_case_is_decided_on_its_page(proposed, client_of):
    case = proposed["first"]
    data = {"verb": "set", "grade": "excellent", "state": "proposed"}
    assert client_of("county").post(reverse("assessment-step", args=[case.pk]), data).status_code == 302
    assert client_of("county_b").post(reverse("assessment-step", args=[case.pk]), data).status_code == 409


@pytest.mark.parametrize("data", [{}, {"verb": "fly"}, {"verb": "set", "grade": "x"}, {"verb": "return"}])
def test_a_form_nobody_understands_changes_nothing(data, proposed, client_of):
    assert client_of("county").post(reverse("assessment-step", args=[proposed["first"].pk]), data).status_code == 422


def test_the_clerk_stands_before_a_closed_door(proposed, client_of):
    assert client_of("clerk").get(reverse("assessments")).status_code == 403


def test_the_set_list_shows_what_is_left_of_the_quota(proposed, rule, client_of):
    rule("assessment.excellent_share", {"share": 0.34, "pools": ["everybody"], "rounding": "down"})
    ((_words, pool),) = client_of("county").get(reverse("assessments-set")).context["places"]
    assert (pool.people, pool.places, pool.granted, pool.left) == (3, 1, 0, 1)


@pytest.mark.parametrize(("page", "name"), PAGES)
def test_lists_take_at_most_fifteen_queries(page, name, opened, client_of, django_assert_max_num_queries):
    client = client_of(name)
    client.get(reverse(page))
    with django_assert_max_num_queries(15):
        assert client.get(reverse(page)).status_code == 200


def test_the_review_takes_at_most_fifteen_queries(proposed, rule, client_of, django_assert_max_num_queries):
    client = client_of("county")
    client.get(reverse("assessments-set"))
    with django_assert_max_num_queries(15):
        client.get(reverse("assessments-set"))


def test_a_case_takes_at_most_sixteen_queries(proposed, client_of, django_assert_max_num_queries):
    client, address = client_of("county"), reverse("assessment", args=[proposed["first"].pk])
    client.get(address)
    with django_assert_max_num_queries(16):
        client.get(address)


def test_queries_do_not_grow_with_the_rows(cast, proposed, client_of, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = client_of("county")
    client.get(reverse("assessments-set"))
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("assessments-set"))
    for name in ("member", "town"):
        actions.set_grade(proposed[name], grade="excellent", by=cast.actors["county_b"], on=cast.today)
    with django_assert_num_queries(len(many)):
        client.get(reverse("assessments-set"))
