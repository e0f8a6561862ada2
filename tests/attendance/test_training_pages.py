"""Training's pages, files and machine interface: the same facts, few statements, nothing lost when refused."""

import io
import json
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from attendance import actions
from attendance.models import Attendee, Certificate, Standing, Training, TrainingPlan
from tests.attendance.training import PAST, SOON, came, enrolled, held, judge, many, planned
from tests.cast import TODAY

FORM = {"kind": "rotation", "title": "轮训", "starts_on": "2026-08-03", "ends_on": "2026-08-04"}
PLAN = {
    "year": 2026,
    "kind": "rotation",
    "title": "集中轮训",
    "starts_on": "2026-07-01",
    "ends_on": "2026-09-30",
    "sessions_planned": 2,
    "people_planned": 3,
    "days_planned": 2,
}
PAGES = ["trainings", "training-days", "training-certificates", "training-plans"]


@pytest.fixture
def api(client_of):
    """`api("county", "put", "api-training", pk, body)` → (status, answer)."""

    def ask(who, method, name, *args, body=None, query=""):
        path = reverse(name, args=args) + query
        answer = getattr(client_of(who), method)(path, body, content_type="application/json")
        return answer.status_code, json.loads(answer.content or "null")

    return ask


def text(answer):
    return answer.content.decode()


def book(answer):
    return [[cell.value for cell in line] for line in load_workbook(io.BytesIO(answer.content)).active.iter_rows()]


@pytest.mark.parametrize(
    ("more", "days", "laid"),
    [
        ({}, 2, [0, 1, 2, 3]),
        ({"days": "0.5", "begins": "1"}, 0.5, [1]),
        ({"days": "1.5", "begins": "1"}, 1.5, [1, 2, 3]),
        ({"begins": "1"}, 1.5, [1, 2, 3]),
    ],
)
def test_a_session_is_laid_out_as_the_form_says(client_of, more, days, laid):
    client_of("county").post(reverse("training-new"), FORM | more)
    made = Training.objects.get()
    assert (float(made.days), made.halves) == (days, laid)


@pytest.mark.parametrize("days", ["0", "2.5", "0.3", "-1", "x"])
def test_impossible_days_are_told_at_the_field(client_of, days):
    answer = client_of("county").post(reverse("training-new"), FORM | {"days": days})
    assert answer.status_code == 422
    assert 'id="id_days"' in text(answer)
    assert not Training.objects.exists()


def test_a_timetable_with_gaps_is_ticked(cast, client_of):
    made = planned(cast, starts_on=SOON, days=3)
    client_of("county").post(reverse("training-timetable", args=[made.pk]), {"half": ["2", "5"]})
    made.refresh_from_db()
    assert (made.starts_on, made.ends_on, made.halves, made.days) == (date(2026, 8, 4), date(2026, 8, 5), [0, 3], 1)


def test_an_untouched_form_keeps_a_timetable_with_gaps(cast, client_of):
    made = planned(cast, starts_on=SOON, days=1, halves=[0, 3], ends_on=date(2026, 8, 4))
    client_of("county").post(
        reverse("training-edit", args=[made.pk]), FORM | {"days": "1.0", "begins": "0", "title": "新"}
    )
    made.refresh_from_db()
    assert (made.title, made.halves) == ("新", [0, 3])


def test_everybody_found_is_enrolled_in_one_click(cast, client_of):
    made = planned(cast, starts_on=SOON)
    client_of("county").post(reverse("training-enrol", args=[made.pk]), {"all": "1", "short": "True"})
    assert made.attendees.count() == 3


def test_all_came_except_two_is_two_ticks(cast, client_of):
    made = enrolled(cast, "first", "member", "town", starts_on=PAST)
    first, town = cast.postings["first"].pk, cast.postings["town"].pk
    said = {"version": made.version, "absent": [town], "missed": [f"{first}-3"]}
    client_of("county").post(reverse("training-attendance", args=[made.pk]), said)
    assert came(made) == {first: (True, (3,)), town: (False, ()), cast.postings["member"].pk: (True, ())}


def test_a_conflict_keeps_what_was_ticked(cast, client_of):
    made = enrolled(cast, "first", "member", starts_on=PAST)
    who = cast.postings["first"].pk
    actions.enrol(made, [cast.postings["town"].pk], by=cast.actors["county_b"], on=TODAY)
    answer = client_of("county").post(
        reverse("training-attendance", args=[made.pk]), {"version": made.version, "absent": [who]}
    )
    assert answer.status_code == 409
    assert f'name="absent" value="{who}" checked' in text(answer)
    assert "county_b" in text(answer)


def test_a_person_s_year_adds_up_to_the_standing(cast, client_of, api):
    held(cast, {"first": True}, starts_on=PAST)
    held(cast, {"first": [1]}, starts_on=date(2026, 7, 6))
    judge()
    who = cast.postings["first"].pk
    _status, said = api("county", "get", "api-training-person", who)
    assert [line["counted"] for line in said["sessions"]] == ["1.5", "2.0"]
    assert float(said["counted"]) == Standing.objects.get(posting=who, kind="training").done
    assert "不少于4天" in text(client_of("county").get(reverse("training-person", args=[who])))


def test_a_day_with_two_sessions_says_that_it_counts_once(cast, api):
    for _again in range(2):
        row = Training.objects.create(
            area="630222",
            kind="exchange",
            title="x",
            starts_on=PAST,
            ends_on=PAST,
            days=1,
            created_by=cast.users["county"],
        )
        Attendee.objects.create(training=row, posting=cast.postings["first"])
    _status, said = api("county", "get", "api-training-person", cast.postings["first"].pk)
    assert [(line["counted"], line["why"]) for line in said["sessions"]] == [("1.0", ""), ("0.0", "twice")]


def test_page_file_and_machine_tell_the_same_days(cast, client_of, api):
    held(cast, {"first": True, "member": True}, starts_on=PAST)
    judge()
    _status, said = api("county", "get", "api-training-days", query="?short=true")
    rows = book(client_of("county").get(reverse("training-days-file") + "?short=on"))[1:]
    page = text(client_of("county").get(reverse("training-days") + "?short=on"))
    named = {row["name"] for row in said["results"]}
    assert named == {row[0] for row in rows} == {name for name in ("队长甲", "队员乙", "乡员丙") if name in page}


def test_the_days_somebody_is_enrolled_for_are_shown_beside_those_done(cast, api):
    held(cast, {"first": True}, starts_on=PAST)
    enrolled(cast, "first", starts_on=SOON, days=1)
    judge()
    _status, said = api("county", "get", "api-training-days", query=f"?posting={cast.postings['first'].pk}")
    assert [(row["done"], row["coming"]) for row in said["results"]] == [("2.0", "1.0")]


def test_page_file_and_machine_list_the_same_certificates(cast, client_of, api):
    made = held(cast, {"first": True, "town": True}, starts_on=PAST)
    actions.issue_certificates(made, by=cast.actors["county"], on=TODAY)
    _status, said = api("county", "get", "api-training-certificates", query=f"?session={made.pk}")
    rows = book(client_of("county").get(reverse("training-certificates-file") + f"?session={made.pk}"))[1:]
    page = text(client_of("county").get(reverse("training-certificates") + f"?session={made.pk}"))
    assert [row["words"] for row in said["results"]] == [row[0] for row in rows]
    assert all(row[0] in page for row in rows)
    assert len(rows) == 2


def test_a_plan_tells_what_was_held_and_whom_it_reached_each_once(cast, api):
    status, plan = api("county", "post", "api-training-plans", body=PLAN)
    assert status == 201
    line = TrainingPlan.objects.get()
    held(cast, {"first": True, "member": False}, starts_on=PAST, plan=line)
    held(cast, {"first": True}, starts_on=date(2026, 7, 6), plan=line)
    planned(cast, starts_on=SOON, plan=line)
    _status, said = api("county", "get", "api-training-plans")
    assert [(row["held"], row["to_come"], row["reached"]) for row in said["results"]] == [(2, 1, 1)]


def test_a_plan_with_sessions_stays(cast, api):
    line = actions.make_plan(
        {**PLAN, "starts_on": date(2026, 7, 1), "ends_on": date(2026, 9, 30)}, by=cast.actors["county"], on=TODAY
    )
    planned(cast, plan=line)
    assert api("county", "delete", "api-training-plan", line.pk)[0] == 422
    assert api("prefecture", "put", "api-training-plan", line.pk, body=PLAN)[0] == 403


def test_another_departments_plan_is_not_offered(cast, api):
    line = actions.make_plan(
        {**PLAN, "starts_on": date(2026, 7, 1), "ends_on": date(2026, 9, 30)}, by=cast.actors["prefecture"], on=TODAY
    )
    assert api("county", "post", "api-trainings", body={**FORM, "plan": line.pk})[0] == 422


def test_a_machine_goes_the_whole_way(cast, api):
    _status, made = api(
        "county", "post", "api-trainings", body={**FORM, "starts_on": "2026-07-13", "ends_on": "2026-07-14"}
    )
    _status, found = api("county", "get", "api-training-candidates", made["id"], query="?short=true")
    people = [row["posting"] for row in found["results"]]
    assert api("county", "post", "api-attendees", made["id"], body={"postings": people}) == (200, {"count": 3})
    version = api("county", "get", "api-training", made["id"])[1]["version"]
    marks = [{"posting": one, "came": one != people[0]} for one in people]
    status, said = api(
        "county", "put", "api-training-attendance", made["id"], body={"version": version, "marks": marks}
    )
    assert (status, said["state"], said["people"]) == (200, "held", 2)
    assert api("county", "post", "api-training-certify", made["id"]) == (200, {"count": 2})


def test_a_machine_sets_the_timetable_and_cancels(cast, api):
    made = planned(cast, starts_on=SOON)
    body = {"halves": [{"day": "2026-08-05", "afternoon": True}, {"day": "2026-08-07", "afternoon": False}]}
    status, said = api("county", "put", "api-training-timetable", made.pk, body=body)
    assert (status, said["days"], said["timetable"]) == (200, "1.0", body["halves"])
    assert api("county", "post", "api-training-cancel", made.pk, body={"reason": "合并办班"})[1]["state"] == "cancelled"


def test_a_machine_opens_a_session_and_a_unit_enrols(cast, api):
    made = planned(cast, starts_on=SOON)
    assert api("county", "post", "api-training-open", made.pk, body={})[1]["enrol_until"] == "2026-08-03"
    assert api("unit", "post", "api-attendees", made.pk, body={"postings": [cast.postings["first"].pk]})[0] == 200


def test_a_cadre_sees_only_their_own_training(cast, client_of, api):
    mine, other = enrolled(cast, "first", starts_on=SOON), enrolled(cast, "member", starts_on=SOON)
    page = text(client_of("cadre").get(reverse("trainings")))
    assert f"/training/{mine.pk}/" in page
    assert f"/training/{other.pk}/" not in page
    assert "队员乙" not in text(client_of("cadre").get(reverse("training", args=[mine.pk])))


def test_a_unit_sees_its_cadres_only(cast, client_of):
    made = enrolled(cast, "first", "town", starts_on=SOON)
    page = text(client_of("unit").get(reverse("training", args=[made.pk])))
    assert "队长甲" in page
    assert "乡员丙" not in page


def test_sessions_that_are_over_without_attendance_are_found(cast, client_of):
    over, coming = planned(cast), planned(cast, starts_on=SOON)
    page = text(client_of("county").get(reverse("trainings") + "?state=due"))
    assert f"/training/{over.pk}/" in page
    assert f"/training/{coming.pk}/" not in page


@pytest.mark.parametrize("name", PAGES)
def test_a_list_asks_as_much_for_three_as_for_one(cast, client_of, name):
    county = client_of("county")

    def ask():
        with CaptureQueriesContext(connection) as seen:
            assert county.get(reverse(name)).status_code == 200
        return len(seen)

    def one(title, day, *who):
        line = TrainingPlan.objects.create(**{**PLAN, "title": title}, area="630222", created_by=cast.users["county"])
        made = held(cast, dict.fromkeys(who, True), starts_on=day, plan=line, title=title)
        actions.issue_certificates(made, by=cast.actors["county"], on=TODAY)
        judge()

    one("一", PAST, "first")
    ask()
    before = ask()
    one("二", date(2026, 7, 6), "member")
    one("三", date(2026, 7, 8), "town")
    assert ask() == before
    assert before <= 8


def test_the_attendance_page_of_many_asks_little(cast, client_of):
    made = planned(cast)
    actions.enrol(made, many(cast, 200), by=cast.actors["county"], on=TODAY)
    county = client_of("county")
    with CaptureQueriesContext(connection) as seen:
        assert text(county.get(reverse("training-attendance", args=[made.pk]))).count('name="absent"') == 200
    assert len(seen) <= 9


def test_certificates_hide_nothing_that_was_taken_back(cast, client_of):
    made = held(cast, {"first": True}, starts_on=PAST)
    actions.issue_certificates(made, by=cast.actors["county"], on=TODAY)
    actions.correct_attendance(
        made, [actions.Mark(cast.postings["first"].pk, False)], "代签", by=cast.actors["county"], on=TODAY
    )
    assert "代签" in text(client_of("county").get(reverse("training-certificates")))
    assert Certificate.objects.count() == 1
