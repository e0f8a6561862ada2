"""Many at once is one by one: the same deed, the same checks, an outcome for each."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.actor import acting_in
from core.models import Appointment, Job, Record
from core.outbox import HANDLERS
from core.refusals import Refused
from selection import actions
from selection.actions import Pick, decide_many
from selection.models import Nomination
from teams.models import Posting
from tests.selection.many import nominations

OLDER = date(1975, 1, 1)


def outcome_of(job):
    return {line["case"]: line for line in job.payload["outcomes"]}


def picks(cases, **more):
    return [Pick(case.pk, case.state, **more) for case in cases]


def send(client, verb, cases, **more):
    body = {"verb": verb, "pick": [f"{case.pk}-{case.state}" for case in cases], **more}
    return client.post(reverse("nomination-batch"), body, follow=True)


def as_left(case):
    """All that a decision leaves behind of a case, numbers and moments left out."""
    case.refresh_from_db()
    lines = Record.objects.about(case).values_list("verb", "office", "note", "details", "user").order_by("pk")
    posting = case.posting and (case.posting.seat, case.posting.starts_on, case.posting.term_ends_on)
    return case.state, case.findings, case.provisions, posting, case.waiver_by_id, list(lines)


def test_a_batch_leaves_what_single_deeds_leave(cast):
    alone, together = nominations(cast, 2, state="reviewed"), nominations(cast, 2, state="reviewed")
    by = cast.actors["prefecture"]
    for case in alone:
        actions.approve(case, by=by, on=cast.today, note="同意")
    decide_many("approve", picks(together), note="同意", by=by, on=cast.today)
    assert [as_left(case) for case in together] == [as_left(case) for case in alone]
    assert Posting.objects.filter(cadre__in=[case.cadre for case in together]).count() == 2


def test_what_is_refused_leaves_the_others_alone_and_says_why(cast):
    good, young = nominations(cast, 2, state="reviewed")
    Nomination.objects.filter(pk=young.pk).update(political=False)
    job = decide_many("approve", picks([good, young]), by=cast.actors["prefecture"], on=cast.today)
    told = outcome_of(job)
    assert (told[good.pk]["done"], told[young.pk]["done"]) == (True, False)
    assert "二(一)" in told[young.pk]["clause"]
    assert job.counts == {"decided": 1, "not_done": 1}
    young.refresh_from_db()
    assert young.state == "reviewed"


def test_a_waiver_goes_only_where_it_is_granted_for_that_very_case(cast):
    granted, not_granted = nominations(cast, 2, state="reviewed", born_on=OLDER)
    chosen = [*picks([granted], waiver=True), *picks([not_granted])]
    told = outcome_of(decide_many("approve", chosen, by=cast.actors["prefecture"], on=cast.today))
    assert (told[granted.pk]["done"], told[not_granted.pk]["done"]) == (True, False)
    granted.refresh_from_db()
    assert granted.waiver_by == cast.users["prefecture"]


def test_a_case_that_has_moved_since_it_was_seen_is_left(cast):
    case = nominations(cast, 1, state="reviewed")[0]
    job = decide_many("return", [Pick(case.pk, "submitted")], note="x", by=cast.actors["prefecture"], on=cast.today)
    assert job.counts == {"decided": 0, "not_done": 1}


def test_the_neighbours_case_and_none_are_told_in_the_same_words(cast):
    here = nominations(cast, 1)[0]
    job = decide_many("review", [*picks([here]), Pick(10**15)], by=cast.actors["county2"], on=cast.today)
    first, second = job.payload["outcomes"]
    assert {**first, "case": 0} == {**second, "case": 0}
    assert (first["who"], first["done"]) == ("", False)


def test_who_reviewed_does_not_approve_in_a_batch_either(cast):
    case = nominations(cast, 1)[0]
    actions.review(case, by=cast.actors["county"], on=cast.today)
    both = Appointment.objects.create(
        user=cast.users["county"], office="prefecture", division=cast.places["6302"], from_on=date(2025, 1, 1)
    )
    by = acting_in(both.pk, on=cast.today)
    told = outcome_of(decide_many("approve", [Pick(case.pk, "reviewed")], by=by, on=cast.today))
    assert "已办理过" in told[case.pk]["reason"]


def test_fields_to_mend_go_with_every_return(cast):
    cases = nominations(cast, 2)
    decide_many("return", picks(cases), note="日期", fields=["starts_on"], by=cast.actors["county"], on=cast.today)
    marked = Nomination.objects.filter(pk__in=[case.pk for case in cases]).values_list("state", "fields_to_mend")
    assert list(marked) == [("returned", ["starts_on"])] * 2


def test_the_page_says_what_will_happen_before_anything_does(cast, client_of):
    plain, older = nominations(cast, 1, state="reviewed")[0], nominations(cast, 1, state="reviewed", born_on=OLDER)[0]
    query = {"verb": "approve", "pick": [plain.pk, older.pk]}
    page = client_of("prefecture").get(reverse("nomination-batch"), query).content.decode()
    assert f'name="pick" value="{plain.pk}-reviewed"' in page
    assert f'name="pick" value="{older.pk}-reviewed"' not in page
    assert f'name="waiver" value="{older.pk}-reviewed"' in page
    assert set(Nomination.objects.values_list("state", flat=True)) == {"reviewed"}


def test_the_page_says_why_one_may_not(cast, client_of):
    case = nominations(cast, 1)[0]
    Nomination.objects.filter(pk=case.pk).update(state="reviewed")
    Record.objects.create(
        user=cast.users["prefecture"],
        office="county",
        area=case.area,
        kind="step",
        verb="review",
        object_type="selection.nomination",
        object_id=str(case.pk),
    )
    page = client_of("prefecture").get(reverse("nomination-batch"), {"verb": "approve", "pick": case.pk})
    assert f'value="{case.pk}-reviewed"' not in page.content.decode()
    assert "下一步" in page.content.decode()


def test_all_that_match_the_filter_are_taken_up_to_the_limit(cast, client_of, monkeypatch):
    cases = nominations(cast, 3)
    nominations(cast, 1, township="630222101")
    monkeypatch.setattr(actions, "MOST", 2)
    query = {"all": "on", "verb": "review", "area": "630222100"}
    page = client_of("county").get(reverse("nomination-batch"), query).content.decode()
    assert sum(f'value="{case.pk}-submitted"' in page for case in cases) == 2


def test_the_deed_from_the_page_tells_the_outcome_of_each(cast, client_of):
    cases = nominations(cast, 2)
    Nomination.objects.filter(pk=cases[1].pk).update(state="declined")
    page = send(client_of("county"), "review", cases)
    assert page.status_code == 200
    assert all(case.cadre.name in page.content.decode() for case in cases)
    assert sorted(Nomination.objects.values_list("state", flat=True)) == ["declined", "reviewed"]


def test_a_return_without_a_reason_loses_nothing(cast, client_of):
    cases = nominations(cast, 2)
    answer = send(client_of("county"), "return", cases, fields_to_mend=["starts_on"])
    page = answer.content.decode()
    assert answer.status_code == 422
    assert all(f'value="{case.pk}-submitted"' in page for case in cases)
    assert 'value="starts_on" checked' in page


@pytest.mark.parametrize("pick", ["x", "1-", "-", "99999999999999999999-submitted", "", "²-submitted"])
def test_nonsense_is_told_kindly(cast, client_of, pick):
    answer = client_of("county").post(reverse("nomination-batch"), {"verb": "review", "pick": pick})
    assert answer.status_code in (302, 422)


def test_an_unknown_step_is_told_kindly(cast, client_of):
    assert send(client_of("county"), "assign", nominations(cast, 1)).status_code == 422


def test_a_double_click_decides_once(cast, client_of):
    cases, county = nominations(cast, 2), client_of("county")
    body = {"verb": "review", "pick": [f"{case.pk}-{case.state}" for case in cases], "_once": "same"}
    first, second = (county.post(reverse("nomination-batch"), body) for _ in range(2))
    assert (first.status_code, first["Location"]) == (second.status_code, second["Location"])
    assert Record.objects.filter(verb="review").count() == 2


def test_more_than_a_hundred_are_a_workers(cast, client_of, monkeypatch):
    monkeypatch.setattr("selection.actions.batch.AT_ONCE", 1)
    cases = nominations(cast, 2)
    page = send(client_of("county"), "review", cases)
    job = Job.objects.get()
    assert (job.state, job.link) == ("waiting", reverse("nomination-batch-outcome", args=[job.pk]))
    assert "<progress" in page.content.decode()
    HANDLERS["core.job"]({"job": job.pk})
    assert Job.objects.get().counts == {"decided": 2, "not_done": 0}


def test_a_worker_does_nothing_for_an_office_that_has_ended(cast, monkeypatch):
    monkeypatch.setattr("selection.actions.batch.AT_ONCE", 0)
    job = decide_many("review", picks(nominations(cast, 1)), by=cast.actors["county"], on=cast.today)
    held = cast.appointments["county"]
    held.until_on = cast.today - timedelta(days=1)
    held.save()
    with pytest.raises(Refused):
        actions.batch.decide(job)


def test_a_worker_remembers_who_lent_the_office(cast, monkeypatch):
    case = nominations(cast, 1)[0]
    case.cadre.account = cast.users["county"]
    case.cadre.save()
    lent = Appointment.objects.create(
        user=cast.users["leadership"],
        office="county",
        division=cast.places["630222"],
        given_by=cast.appointments["county"],
        from_on=cast.today,
        until_on=date(2026, 8, 1),
    )
    monkeypatch.setattr("selection.actions.batch.AT_ONCE", 0)
    job = decide_many("review", picks([case]), by=acting_in(lent.pk, on=cast.today), on=cast.today)
    assert actions.batch.decide(job) == {"decided": 0, "not_done": 1}


def test_only_who_asked_sees_the_outcome(cast, client_of):
    decide_many("review", picks(nominations(cast, 1)), by=cast.actors["county"], on=cast.today)
    for name in ("nomination-batch-outcome", "api-nomination-batch-outcome"):
        address = reverse(name, args=[Job.objects.get().pk])
        seen = {who: client_of(who).get(address).status_code for who in ("county", "county_b", "prefecture")}
        assert seen == {"county": 200, "county_b": 404, "prefecture": 404}


def machine(client, **body):
    return client.post(reverse("api-nomination-batch"), body, content_type="application/json")


def test_machines_are_told_the_outcome_of_each(cast, client_of):
    plain, older = nominations(cast, 1, state="reviewed")[0], nominations(cast, 1, state="reviewed", born_on=OLDER)[0]
    cases = [{"id": plain.pk, "state": "reviewed"}, {"id": older.pk, "state": "reviewed", "grant_waiver": True}]
    answer = machine(client_of("prefecture"), verb="approve", cases=cases)
    assert answer.status_code == 200
    assert {line["case"]: line["done"] for line in answer.json()["outcomes"]} == {plain.pk: True, older.pk: True}


@pytest.mark.parametrize(
    "body",
    [
        {"verb": "approve", "cases": []},
        {"verb": "nonsense", "cases": [{"id": 1, "state": "reviewed"}]},
        {"verb": "decline", "cases": [{"id": 1, "state": "reviewed"}]},
        {"verb": "approve", "cases": [{"id": "x", "state": "reviewed"}]},
        {"verb": "approve", "cases": "all"},
        {"verb": "approve", "cases": [{"id": n, "state": "reviewed"} for n in range(1, 502)]},
    ],
)
def test_machines_are_told_what_is_wrong_with_the_body(cast, client_of, body):
    answer = machine(client_of("prefecture"), **body)
    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")


def test_the_page_asks_as_much_of_twenty_as_of_two(cast, client_of):
    counts = []
    for more in (2, 18):
        nominations(cast, more, state="reviewed")
        prefecture = client_of("prefecture")
        prefecture.get(reverse("nomination-batch"), {"all": "on"})
        with CaptureQueriesContext(connection) as seen:
            prefecture.get(reverse("nomination-batch"), {"all": "on"})
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 15
