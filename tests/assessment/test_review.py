"""The county's review: ticked rows, the last places, teams; many at once equal one by one."""

import pytest
from django.urls import reverse

from assessment import actions, choosing, snapshot
from assessment.choosing import moment_of
from assessment.models import Assessment
from core.models import Notice, Record
from core.refusals import Refused

ONE_PLACE = {"share": 0.34, "pools": ["everybody"], "rounding": "down"}


def pick(*cases):
    return [f"{case.pk}-{moment_of(case)}" for case in cases]


def sent(client, *cases, verb="set", query="", **more):
    return client.post(reverse("assessments-set") + query, {"verb": verb, "pick": pick(*cases), **more})


def teams_proposed(cast):
    said = {"opinion": "好", "by": cast.actors["township"], "on": cast.today}
    cases = Assessment.objects.teams().filter(area__startswith="630222100").order_by("pk")
    return [actions.propose(case, grade="excellent", **said) for case in cases]


def test_ticked_rows_are_set_as_proposed(proposed, client_of):
    assert sent(client_of("county"), *proposed.values()).status_code == 302
    assert Assessment.objects.filter(state="set", grade="excellent").count() == 3


def test_rows_are_drawn_as_html_whatever_stands_in_them(proposed, client_of):
    page = client_of("county").get(reverse("assessments-set")).content.decode()
    assert page.count('<p class="hint">表现突出</p>') == 3
    assert "&lt;" not in page.split("<tbody")[1].split("</tbody>")[0]


def test_what_a_township_typed_is_shown_as_text(cast, opened, client_of):
    said = {"grade": "competent", "opinion": "<b>好</b>", "by": cast.actors["township"], "on": cast.today}
    actions.propose(opened["first"], **said)
    assert "&lt;b&gt;好" in client_of("county").get(reverse("assessments-set")).content.decode()


def test_another_grade_for_all_ticked_needs_a_reason(proposed, client_of):
    answer = sent(client_of("county"), *proposed.values(), grade="competent")
    assert answer.status_code == 422
    assert len(answer.context["stopped"]) == 3
    answer = sent(client_of("county"), *proposed.values(), grade="competent", note="全县平衡")
    assert Assessment.objects.filter(grade="competent").count() == 3


def test_a_refused_bar_keeps_ticks_grade_and_comment(proposed, rule, client_of):
    rule("assessment.excellent_share", ONE_PLACE)
    answer = sent(client_of("county"), *proposed.values(), grade="excellent", note="讨论过")
    page = answer.content.decode()
    assert (page.count(" checked"), 'value="讨论过"' in page, page.count("row-wrong")) == (3, True, 2)
    assert not Assessment.objects.filter(state="set").exists()


def test_ticked_rows_are_returned_with_one_comment(proposed, client_of):
    assert sent(client_of("county"), *proposed.values(), verb="return", note="请重新提出").status_code == 302
    assert Assessment.objects.filter(state="returned").count() == 3
    assert Notice.objects.filter(kind="case_returned", office="township").count() == 3


def test_a_return_needs_a_comment(proposed, client_of):
    assert sent(client_of("county"), *proposed.values(), verb="return").status_code == 422


def test_nobody_decides_on_what_has_changed_since_they_saw_it(cast, proposed, client_of):
    seen = pick(proposed["first"])
    actions.send_back(proposed["first"], by=cast.actors["county"], on=cast.today, note="重提")
    again = {"grade": "competent", "opinion": "改为称职", "by": cast.actors["township"], "on": cast.today}
    actions.propose(proposed["first"], **again)
    answer = client_of("county_b").post(reverse("assessments-set"), {"verb": "set", "pick": seen})
    assert (answer.status_code, len(answer.context["stopped"])) == (422, 1)


@pytest.mark.parametrize("data", [{}, {"verb": "set"}, {"verb": "fly", "pick": "1-1"}, {"verb": "set", "pick": "x"}])
def test_a_bar_nobody_understands_changes_nothing(data, proposed, client_of):
    assert client_of("county").post(reverse("assessments-set"), data).status_code == 422


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("area=630222100", 3),
        ("area=630222101", 0),
        ("proposed=excellent", 3),
        ("proposed=competent", 0),
        ("state=open", 0),
        ("state=proposed", 3),
        ("q=队长", 1),
        ("kind=term", 0),
        ("whose=teams", 0),
    ],
)
def test_the_review_is_narrowed(query, count, proposed, client_of):
    answer = client_of("county").get(reverse("assessments-set") + "?" + query)
    assert len(answer.context["rows"]) == count


def test_the_review_is_narrowed_to_a_pool(proposed, rule, client_of):
    rule("assessment.excellent_share", {"share": 0.5, "pools": ["civil_servants", "others"], "rounding": "up"})
    seen = [
        len(client_of("county").get(reverse("assessments-set") + f"?pool={pool}").context["rows"])
        for pool in ("civil_servants", "others")
    ]
    assert seen == [3, 0]


def test_equals_at_the_last_place_are_left_to_the_county(proposed, rule, client_of):
    rule("assessment.excellent_share", ONE_PLACE)
    answer = client_of("county").get(reverse("assessments-set"))
    assert {row.falls[0] for row in answer.context["rows"]} == {"choice"}
    ((place, _rules),) = answer.context["contested"]
    assert (place.asked, place.pool.left, place.placing.choices) == (3, 1, 1)


def test_teams_are_set_against_a_quota_of_their_own(cast, opened, rule, client_of):
    rule("assessment.team_excellent_share", {"share": 0.5, "rounding": "down"})
    first, *others = teams_proposed(cast)
    places = Assessment.objects.teams().filter(area__startswith="630222").count() // 2
    done = [
        case for case in (first, *others) if sent(client_of("county"), case, query="?whose=teams").status_code == 302
    ]
    assert len(done) == min(places, 1 + len(others))


def test_a_team_speaks_its_own_words(cast, opened, client_of):
    case = teams_proposed(cast)[0]
    page = client_of("county").get(reverse("assessment", args=[case.pk])).content.decode()
    assert "良好" in page
    assert "称职" not in page.split("<main")[1].split("</main>")[0]


def test_a_set_team_is_frozen_like_a_person(cast, opened):
    case = teams_proposed(cast)[0]
    done = actions.set_grade(case, grade="excellent", by=cast.actors["county"], on=cast.today)
    done.refresh_from_db()
    assert snapshot.intact(done)
    assert snapshot.judged_again(done).grade == "excellent"


def test_the_township_proposes_people_and_teams_on_one_page(opened, client_of):
    page = client_of("township").get(reverse("assessments-propose"))
    kinds = {bool(row["case"].team_id) for row in page.context["rows"]}
    assert kinds == {True, False}


def test_an_opinion_begins_with_what_the_facts_say(opened, client_of):
    rows = client_of("township").get(reverse("assessments-propose")).context["rows"]
    mine = next(row for row in rows if row["case"].pk == opened["first"].pk)
    assert "2026-01-01" in mine["opinion"]


def test_the_score_is_frozen_with_the_grade(cast, proposed):
    done = actions.set_grade(proposed["first"], grade="excellent", by=cast.actors["county"], on=cast.today)
    done.refresh_from_db()
    assert set(done.facts["score"]) == {"value", "parts", "missing"}
    assert "assessment.weights" in done.provisions


def outcome(cast, deed, rows):
    """What is left behind by a deed: states, grades, hashes, lines, notices; or the fields that stopped it."""
    try:
        deed()
    except Refused as refusal:
        return {name: str(why) for name, why in refusal.fields.items()}
    cases = Assessment.objects.filter(pk__in=[case.pk for case, _said in rows]).order_by("pk")
    told = Record.objects.filter(object_type="assessment.assessment").order_by("object_id", "pk")
    return (
        list(cases.values_list("state", "grade", "because", "snapshot_hash", "facts", "set_by", "set_on")),
        list(told.values_list("object_id", "verb", "note", "details", "area", "user")),
        sorted(Notice.objects.values_list("office", "area", "kind", "link")),
    )


def one_by_one(deed, rows, **by):
    wrong = {}
    for case, said in rows:
        try:
            deed(case, **said, **by)
        except Refused as refusal:
            wrong |= {f"{name}-{case.pk}": refusal.message for name in refusal.fields or {"grade": ""}}
    if wrong:
        raise Refused("", fields=wrong)


SAID = [
    [{"grade": "excellent", "note": ""}] * 3,
    [
        {"grade": "competent", "note": "理由"},
        {"grade": "excellent", "note": ""},
        {"grade": "not_competent", "note": "x"},
    ],
    [{"grade": "competent", "note": ""}, {"grade": "excellent", "note": ""}, {"grade": "", "note": "x"}],
]


@pytest.mark.parametrize("share", [None, 0.34, 0.0])
@pytest.mark.parametrize("said", SAID)
def test_many_at_once_leave_exactly_what_one_by_one_leaves(said, share, cast, proposed, rule):
    from django.db import transaction

    if share is not None:
        rule("assessment.excellent_share", {**ONE_PLACE, "share": share})
    rows, by = list(zip(proposed.values(), said, strict=True)), {"by": cast.actors["county"], "on": cast.today}
    found = []
    for deed in (lambda: one_by_one(actions.set_grade, rows, **by), lambda: actions.set_many(rows, **by)):
        mark = transaction.savepoint()
        found.append(outcome(cast, deed, rows))
        transaction.savepoint_rollback(mark)
    assert found[0] == found[1]


def test_many_returns_leave_exactly_what_one_by_one_leaves(cast, proposed):
    from django.db import transaction

    rows = [(case, {"note": f"退回{case.pk}"}) for case in proposed.values()]
    by, found = {"by": cast.actors["county"], "on": cast.today}, []
    for deed in (
        lambda: one_by_one(actions.send_back, rows, **by),
        lambda: actions.send_back_many(rows, **by),
    ):
        mark = transaction.savepoint()
        found.append(outcome(cast, deed, rows))
        transaction.savepoint_rollback(mark)
    assert found[0] == found[1]


def test_setting_many_takes_the_same_statements_for_one_as_for_three(cast, proposed, django_assert_num_queries):
    from django.db import connection, transaction
    from django.test.utils import CaptureQueriesContext

    counts = []
    for number in (1, 3):
        rows = [(case, {"grade": "excellent", "note": ""}) for case in list(proposed.values())[:number]]
        mark = transaction.savepoint()
        with CaptureQueriesContext(connection) as seen:
            actions.set_many(rows, by=cast.actors["county"], on=cast.today)
        counts.append(len(seen))
        transaction.savepoint_rollback(mark)
    assert counts[0] == counts[1]


def test_machines_propose_set_and_return_many(cast, opened, client_of):
    address = reverse("api-assessments-steps")
    said = [{"id": case.pk, "grade": "excellent", "opinion": "好"} for case in opened.values()]
    body = {"verb": "propose", "rows": said}
    answer = client_of("township").post(address, body, content_type="application/json")
    assert answer.json() == {"done": 3}
    first, *others = opened.values()
    body = {"verb": "set", "rows": [{"id": first.pk}]}
    assert client_of("county").post(address, body, content_type="application/json").json() == {"done": 1}
    body = {"verb": "return", "rows": [{"id": case.pk} for case in others]}
    answer = client_of("county").post(address, body, content_type="application/json")
    assert (answer.status_code, len(answer.json()["errors"])) == (422, 2)


def test_machines_read_the_review(proposed, rule, client_of):
    rule("assessment.excellent_share", ONE_PLACE)
    said = client_of("county").get(reverse("api-assessments-review")).json()
    assert (said["count"], said["places"][0]["left"], said["places"][0]["choices"]) == (3, 1, 1)
    assert {row["falls"] for row in said["rows"]} == {"choice"}


def test_grades_as_proposed_bow_to_the_caps(cast, proposed, rule):
    rule("assessment.absence_caps", [{"times": 0, "best": "competent"}])
    rows = [(case, {"grade": "", "note": ""}) for case in proposed.values()]
    assert choosing.do_many("set", rows, by=cast.actors["county"], on=cast.today) == 3
    assert set(Assessment.objects.filter(state="set").values_list("grade", "because")) == {
        ("competent", "assessment.absence_caps")
    }
