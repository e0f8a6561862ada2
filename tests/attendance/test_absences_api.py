"""Leave, report-outs and their calendar for machines: the same deeds, the same refusals."""

import json

import pytest
from django.urls import reverse

from attendance.models import Leave, ReportOut
from tests.attendance.away import leave, on, outing, wanted
from tests.cast import TODAY


def sent(client, method, name, data, *args):
    send = getattr(client, method)
    return send(reverse(name, args=args), json.dumps(data, default=str), content_type="application/json")


def facts(posting=None, **more):
    said = wanted(1, 3).stored() | more
    del said["asked_until"]
    return said | ({"posting": posting.pk} if posting else {})


def test_a_machine_applies_and_is_told_who_must_agree(cast, client_of):
    answer = sent(client_of("cadre"), "post", "api-leaves", facts(cast.postings["first"]))
    assert answer.status_code == 201
    assert (answer.json()["approvals"], answer.json()["steps"][0]["verb"]) == (["township"], "apply")


def test_overlapping_leave_is_a_problem_that_names_the_other(cast, client_of):
    other = leave(cast)
    answer = sent(client_of("cadre"), "post", "api-leaves", facts(cast.postings["first"]))
    assert answer.status_code == 422
    assert str(other.pk) in answer.content.decode()


@pytest.mark.parametrize("wrong", [{"kind": "holiday"}, {"starts_on": "gestern"}, {"reason": ""}, {"papers": [999]}])
def test_nonsense_is_a_problem_by_field_and_changes_nothing(cast, client_of, wrong):
    answer = sent(client_of("cadre"), "post", "api-leaves", facts(cast.postings["first"]) | wrong)
    assert answer.status_code == 422
    assert Leave.objects.count() == 0


def test_before_applying_a_machine_may_ask_who_decides(cast, client_of):
    query = f"?posting={cast.postings['first'].pk}&starts_on={on(1)}&ends_on={on(6)}"
    answer = client_of("cadre").get(reverse("api-leave-way") + query).json()
    assert (answer["offices"], answer["run_days"]) == (["township", "county"], 6)


def test_a_returned_application_is_mended_and_sent_again(cast, client_of):
    case = leave(cast, state="returned")
    answer = sent(client_of("cadre"), "put", "api-leave", facts(ends_on=on(2)), case.pk)
    assert (answer.json()["state"], answer.json()["ends_on"]) == ("applied", str(on(2)))


def test_steps_are_taken_and_refused_as_on_the_page(cast, client_of):
    case = leave(cast)
    assert sent(client_of("unit"), "post", "api-leave-step", {"verb": "approve"}, case.pk).status_code == 403
    assert sent(client_of("township"), "post", "api-leave-step", {"verb": "approve"}, case.pk).status_code == 200
    assert sent(client_of("township"), "post", "api-leave-step", {"verb": "approve"}, case.pk).status_code == 409


def test_several_are_decided_each_with_its_outcome(cast, client_of):
    cases = [leave(cast), leave(cast, "member", state="declined")]
    data = {"leaves": [case.pk for case in cases], "verb": "approve"}
    answer = sent(client_of("township"), "post", "api-leaves-decide", data).json()
    assert answer["done"] == [cases[0].pk]
    assert list(answer["refused"]) == [str(cases[1].pk)]


def test_the_neighbours_leave_is_not_decided(cast, client_of):
    case = leave(cast, "elsewhere")
    answer = sent(client_of("township"), "post", "api-leaves-decide", {"leaves": [case.pk], "verb": "approve"}).json()
    assert answer == {"done": [], "refused": {}}


def test_a_report_out_is_told_changed_and_taken_back(cast, client_of):
    cadre, said = client_of("cadre"), outing(1, 3).stored()
    number = sent(cadre, "post", "api-report-outs", said | {"posting": cast.postings["first"].pk}).json()["id"]
    changed = sent(cadre, "put", "api-report-out", said | {"ends_on": on(2)}, number).json()
    assert changed["days"] == 2
    sent(cadre, "post", "api-report-out-take-back", {}, number)
    assert ReportOut.objects.get().cancelled_on == TODAY


def test_the_calendar_tells_who_is_away_in_the_month(cast, client_of):
    leave(cast, state="approved")
    leave(cast, "member")
    answer = client_of("county").get(reverse("api-absences") + "?month=2026-07").json()
    assert {(one["name"], one["what"]) for one in answer} == {("队长甲", "leave"), ("队员乙", "pending")}


def test_the_year_is_counted_as_on_the_page(cast, client_of):
    leave(cast, state="approved", kind="annual")
    answer = client_of("unit").get(reverse("api-leave-year") + "?year=2026").json()
    assert [(one["annual"], one["total"]) for one in answer["results"]] == [(3, 3)]
