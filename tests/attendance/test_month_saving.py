"""Writing the month sheet: each cell by itself, one statement, nothing overwritten, nothing lost."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from attendance.actions import lock_months
from attendance.models import Day, DayChange
from core.models import OutboxMessage, Record
from teams.models import Posting
from tests.attendance.monthly import cell, send, sheet_of, version_of
from tests.cast import TODAY


def said():
    return {(d.posting_id, d.day): (d.status, d.note, d.confirmed_at is not None) for d in Day.objects.all()}


def test_a_batch_is_written_and_comes_back_with_its_versions(cast, client_of):
    client, first = client_of("clerk"), cast.postings["first"]
    told = send(client, cell(first, status="leave", note=" 病 "), cell(cast.postings["member"])).json()
    assert [one["status"] for one in told["written"]] == ["leave", "in_village"]
    assert told["written"][0]["version"] == version_of(client, first)
    assert (told["written"][0]["note"], told["written"][0]["by"]) == ("病", "clerk")
    assert said()[first.pk, TODAY] == ("leave", "病", True)


def test_a_mark_is_not_a_confirmation(cast, client_of):
    client, first = client_of("clerk"), cast.postings["first"]
    send(client, cell(first, status="leave", confirm=False))
    assert said()[first.pk, TODAY] == ("leave", "", False)
    send(client, cell(first, status="leave", version=version_of(client, first)))
    assert said()[first.pk, TODAY] == ("leave", "", True)


def test_a_day_to_come_can_be_marked_and_not_confirmed(cast, client_of):
    first, later = cast.postings["first"], TODAY + timedelta(days=3)
    told = send(
        client_of("clerk"), cell(first, later, "rest", confirm=False), cell(cast.postings["town"], later)
    ).json()
    assert [one["posting"] for one in told["written"]] == [first.pk]
    assert "2026-07-23" in told["refused"][0]["why"]


def test_the_far_future_is_refused(cast, client_of):
    told = send(client_of("clerk"), cell(cast.postings["first"], date(2027, 1, 1), "rest", confirm=False)).json()
    assert len(told["refused"]) == 1
    assert not Day.objects.exists()


def test_a_correction_needs_its_reason_and_the_others_are_saved_all_the_same(cast, client_of):
    client, first = client_of("clerk"), cast.postings["first"]
    send(client, cell(first))
    seen = version_of(client, first)
    told = send(client, cell(first, status="absent", version=seen), cell(cast.postings["town"])).json()
    assert [one["posting"] for one in told["refused"]] == [first.pk]
    assert [one["posting"] for one in told["written"]] == [cast.postings["town"].pk]
    send(client, cell(first, status="absent", version=seen, reason="误记"))
    assert DayChange.objects.get().reason == "误记"


def test_taking_a_confirmation_back_needs_its_reason_too(cast, client_of):
    client, first = client_of("clerk"), cast.postings["first"]
    send(client, cell(first))
    back = cell(first, version=version_of(client, first), confirm=False)
    assert len(send(client, back).json()["refused"]) == 1
    assert len(send(client, back | {"reason": "未到岗"}).json()["written"]) == 1
    assert said()[first.pk, TODAY] == ("in_village", "", False)


def test_a_stale_cell_is_a_conflict_that_shows_both(cast, client_of):
    first = cast.postings["first"]
    send(client_of("clerk_b"), cell(first, status="leave", note="病"))
    told = send(client_of("clerk"), cell(first, status="absent"), cell(cast.postings["town"])).json()
    assert len(told["written"]) == 1
    conflict = told["conflicts"][0]
    assert conflict["mine"] == {"status": "absent", "note": ""}
    theirs = conflict["theirs"]
    assert (theirs["status"], theirs["note"], theirs["confirmed"], theirs["by"]) == ("leave", "病", 1, "clerk_b")
    assert theirs["version"] == version_of(client_of("clerk"), first)
    assert said()[first.pk, TODAY][0] == "leave"


def test_two_clerks_of_one_mind_are_no_conflict(cast, client_of):
    first = cast.postings["first"]
    send(client_of("clerk_b"), cell(first))
    told = send(client_of("clerk"), cell(first)).json()
    assert (told["written"][0]["by"], told["conflicts"]) == ("clerk_b", [])
    assert not DayChange.objects.exists()


def test_what_the_office_found_out_meanwhile_is_not_overwritten(cast, client_of):
    first = cast.postings["first"]
    Day.objects.create(
        posting=first, day=TODAY, status="training", source="training:1", changed_by=cast.users["county"]
    )
    told = send(client_of("clerk"), cell(first)).json()
    assert told["conflicts"][0]["theirs"]["status"] == "training"


def test_the_source_of_a_day_stays_what_it_was(cast, client_of):
    client, first = client_of("clerk"), cast.postings["first"]
    Day.objects.create(posting=first, day=TODAY, status="leave", source="leave:1", changed_by=cast.users["county"])
    send(client, cell(first, version=version_of(client, first)))
    day = Day.objects.get()
    assert (day.status, day.source) == ("in_village", "leave:1")


@pytest.mark.parametrize(
    "wrong",
    [{"status": "nonsense"}, {"note": "长" * 201}, {"day": "2025-08-31"}, {"posting": 2**62}],
)
def test_a_cell_that_cannot_be_is_refused_alone(cast, client_of, wrong):
    told = send(client_of("clerk"), cell(cast.postings["first"]) | wrong, cell(cast.postings["town"])).json()
    assert (len(told["refused"]), len(told["written"])) == (1, 1)
    assert told["refused"][0]["why"]
    assert Day.objects.get().posting == cast.postings["town"]


def test_days_after_the_posting_ended_are_refused(cast, client_of):
    first = cast.postings["first"]
    Posting.objects.filter(pk=first.pk).update(ends_on=date(2026, 7, 10), end_kind="adjustment")
    told = send(client_of("clerk"), *(cell(first, date(2026, 7, day)) for day in (9, 10, 11))).json()
    assert [one["day"] for one in told["written"]] == ["2026-07-09", "2026-07-10"]
    assert [one["day"] for one in told["refused"]] == ["2026-07-11"]


def test_another_townships_people_are_refused_like_people_who_do_not_exist(cast, client_of):
    told = send(
        client_of("clerk2"), cell(cast.postings["first"]), cell(cast.postings["first"]) | {"posting": 2**62}
    ).json()
    assert len({one["why"] for one in told["refused"]}) == 1
    assert len(told["refused"]) == 2
    assert not Day.objects.exists()


@pytest.mark.parametrize("who", ["township", "county", "leadership", "province"])
def test_only_the_clerk_writes(cast, client_of, who):
    assert send(client_of(who), cell(cast.postings["first"])).status_code == 403
    assert not Day.objects.exists()


@pytest.mark.parametrize(
    "entries",
    [[], [{}], ["x"], [{"posting": "1", "day": "2026-07-20"}], [{"posting": 1, "day": "2026-02-30"}]]
    + [[{"posting": True, "day": "2026-07-20"}], [{"posting": 1, "day": "2026-07-20", "note": 5}], {}, None],
)
def test_what_is_no_batch_is_refused_as_a_whole(cast, client_of, entries):
    answer = client_of("clerk").patch("/api/v1/month-sheet/", {"entries": entries}, content_type="application/json")
    assert answer.status_code == 422
    assert answer.json()["detail"]


def test_a_cell_named_twice_means_its_last_word(cast, client_of):
    first = cast.postings["first"]
    told = send(client_of("clerk"), cell(first, status="leave"), cell(first, status="rest")).json()
    assert [one["status"] for one in told["written"]] == ["rest"]


def test_a_batch_sent_again_under_its_key_counts_once(cast, client_of):
    client, cells = client_of("clerk"), [cell(cast.postings["first"]), cell(cast.postings["town"])]
    one, again = (send(client, *cells, key="k1") for _ in range(2))
    assert (one.status_code, again.status_code) == (200, 200)
    assert one.json() == again.json()
    assert Record.objects.filter(verb="confirm_days").count() == 1
    assert OutboxMessage.objects.filter(task="attendance.check_postings").count() == 1


def test_a_batch_sent_again_without_a_key_changes_nothing(cast, client_of):
    client, one = client_of("clerk"), cell(cast.postings["first"], status="leave")
    versions = [send(client, one).json()["written"][0]["version"] for _ in range(2)]
    assert versions[0] == versions[1]
    assert Record.objects.filter(verb="confirm_days").count() == 1


def test_a_whole_month_is_one_statement(cast, client_of, django_assert_max_num_queries):
    client = client_of("clerk")
    days = [date(2026, 7, 1) + timedelta(days=n) for n in range(20)]
    cells = [cell(cast.postings[who], day) for day in days for who in ("first", "member", "town")]
    with django_assert_max_num_queries(20) as seen:
        assert len(send(client, *cells, key="k2").json()["written"]) == 60
    spoken = [one["sql"] for one in seen.captured_queries if "SAVEPOINT" not in one["sql"]]
    assert len(spoken) <= 12
    assert sum("INTO attendance_day " in sql for sql in spoken) == 1


def test_a_long_answer_is_kept_for_whoever_asks_again(cast, client_of):
    client = client_of("clerk")
    days = [date(2025, 9, 1) + timedelta(days=n) for n in range(300)]
    cells = [cell(cast.postings[who], day, note="注" * 30) for day in days for who in ("first", "member", "town")]
    answers = [send(client, *cells, key="k3").content for _ in range(2)]
    assert len(answers[0]) > 65536
    assert answers[0] == answers[1]


TOLD = st.tuples(st.sampled_from(["in_village", "leave", "rest"]), st.booleans(), st.booleans())


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(steps=st.lists(TOLD, min_size=1, max_size=6))
def test_whoever_sends_the_version_just_read_and_a_reason_is_always_heard(cast, client_of, steps):
    client, first = client_of("clerk"), cast.postings["first"]
    for status, confirm, _again in steps:
        held = sheet_of(client).json()["cells"].get(str(first.pk), {}).get("20")
        told = send(client, cell(first, status=status, confirm=confirm, version=held[3] if held else "", reason="核对"))
        assert len(told.json()["written"]) == 1
        assert said()[first.pk, TODAY] == (status, "", confirm)


def test_a_locked_month_takes_nothing_and_the_next_one_everything(cast, client_of):
    lock_months(2026, [6], "年度考核", by=cast.actors["county"], on=TODAY)
    client, first = client_of("clerk"), cast.postings["first"]
    told = send(client, cell(first, date(2026, 6, 30)), cell(first, date(2026, 7, 1))).json()
    assert [one["day"] for one in told["written"]] == ["2026-07-01"]
    assert "年度考核" in told["refused"][0]["why"]
    locked = sheet_of(client, "2026-06").json()["locked"]
    assert (locked["by"], locked["reason"], sheet_of(client).json()["locked"]) == ("county", "年度考核", None)


def test_what_a_locked_month_says_already_is_not_refused(cast, client_of):
    client, one = client_of("clerk"), cell(cast.postings["first"], date(2026, 6, 30))
    send(client, one)
    lock_months(2026, [6], "年度考核", by=cast.actors["county"], on=TODAY)
    assert len(send(client, one).json()["written"]) == 1


def test_a_month_locked_between_reading_and_writing_holds_up_no_other(cast, client_of, monkeypatch):
    lock_months(2026, [6], "年度考核", by=cast.actors["county"], on=TODAY)
    monkeypatch.setattr("attendance.actions.month.locked", lambda *span: [])
    first = cast.postings["first"]
    told = send(client_of("clerk"), cell(first, date(2026, 6, 30)), cell(first, date(2026, 7, 1))).json()
    assert [one["day"] for one in told["written"]] == ["2026-07-01"]
    assert [one["day"] for one in told["refused"]] == ["2026-06-30"]


def test_a_stamp_of_a_whole_second_is_known_again(cast, client_of):
    client, first = client_of("clerk"), cast.postings["first"]
    whole = datetime(2026, 7, 20, 1, 2, 3, tzinfo=UTC)
    Day.objects.create(posting=first, day=TODAY, status="leave", changed_by=cast.users["clerk"])
    Day.objects.update(changed_at=whole)
    told = send(client, cell(first, status="rest", version=version_of(client, first))).json()
    assert (len(told["written"]), told["conflicts"]) == (1, [])
