"""The clerk's sheet: prefilled, confirmed in one action, never silently overwritten."""

from datetime import date

import pytest
from django.urls import reverse

from attendance.actions import Entry, confirm_days
from attendance.models import Day, DayChange
from attendance.sheet import sheet
from core.models import Record
from core.refusals import Conflict, Refused
from tests.attendance.training import enrolled
from tests.cast import TODAY


@pytest.fixture
def entry(cast):
    def said(who="first", status="in_village", day=TODAY, **more):
        return Entry(cast.postings[who].pk, day, status, **more)

    return said


def form(lines, **changed):
    data = {"first": TODAY.isoformat(), "last": TODAY.isoformat()}
    for line in lines:
        data |= {f"s-{line.key}": line.status, f"n-{line.key}": line.note, f"v-{line.key}": line.version}
    return data | changed


def test_a_day_is_confirmed_in_one_action_with_one_exception(cast, client_of):
    lines = sheet(cast.actors["clerk"], TODAY)
    data = form(lines, **{f"s-{lines[1].key}": "leave"})
    client_of("clerk").post(reverse("sheet-confirm"), data)
    assert sorted(Day.objects.values_list("status", flat=True)) == ["in_village", "in_village", "leave"]
    assert not Day.objects.filter(confirmed_at=None).exists()


def test_a_training_session_prefills_the_sheet(cast):
    enrolled(cast, "first", starts_on=TODAY, days=1)
    assert {line.name: line.status for line in sheet(cast.actors["clerk"], TODAY)}["队长甲"] == "training"


def test_a_span_is_confirmed_as_prefilled(cast, client_of):
    span = {"first": "2026-07-01", "last": "2026-07-05", "span": "1"}
    client_of("clerk").post(reverse("sheet-confirm"), span)
    assert Day.objects.count() == 15


def test_the_future_is_refused(cast, entry):
    with pytest.raises(Refused, match="2026-07-21"):
        confirm_days([entry(day=date(2026, 7, 21))], by=cast.actors["clerk"], on=TODAY)


def test_a_day_outside_the_posting_is_refused(cast, entry):
    with pytest.raises(Refused):
        confirm_days([entry(day=date(2025, 8, 31))], by=cast.actors["clerk"], on=TODAY)


def test_another_townships_people_are_refused_and_nothing_is_half_written(cast, entry):
    with pytest.raises(Refused):
        confirm_days([entry(), entry("elsewhere")], by=cast.actors["clerk"], on=TODAY)
    assert Day.objects.count() == 0


def test_a_correction_must_say_why_and_keeps_what_was_said(cast, entry):
    confirm_days([entry()], by=cast.actors["clerk"], on=TODAY)
    seen = sheet(cast.actors["clerk"], TODAY)[0].version
    with pytest.raises(Refused):
        confirm_days([entry(status="absent", version=seen)], by=cast.actors["clerk"], on=TODAY)
    confirm_days([entry(status="absent", version=seen, reason="误记")], by=cast.actors["clerk_b"], on=TODAY)
    kept = DayChange.objects.get()
    assert (kept.old_status, kept.new_status, kept.by.username, kept.reason) == (
        "in_village",
        "absent",
        "clerk_b",
        "误记",
    )


def test_a_stale_sheet_never_overwrites_silently(cast, entry):
    confirm_days([entry(status="leave")], by=cast.actors["clerk_b"], on=TODAY)
    with pytest.raises(Conflict, match="clerk_b"):
        confirm_days([entry(version="")], by=cast.actors["clerk"], on=TODAY)


def test_a_refused_form_keeps_what_was_typed(cast, client_of):
    lines = sheet(cast.actors["clerk"], TODAY)
    data = form(lines, **{f"n-{lines[0].key}": "去县里开会", f"s-{lines[1].key}": "nonsense"})
    answer = client_of("clerk").post(reverse("sheet-confirm"), data)
    assert answer.status_code == 422
    assert "去县里开会" in answer.content.decode()


def test_confirming_twice_changes_nothing(cast, entry):
    confirm_days([entry()], by=cast.actors["clerk"], on=TODAY)
    seen = sheet(cast.actors["clerk"], TODAY)[0].version
    assert confirm_days([entry(version=seen)], by=cast.actors["clerk"], on=TODAY) == 0


def test_one_record_line_per_confirmation(cast, entry):
    confirm_days([entry(), entry("member"), entry("town")], by=cast.actors["clerk"], on=TODAY)
    assert Record.objects.filter(verb="confirm_days").count() == 1


@pytest.mark.parametrize("name", ["sheet", "on-post", "standings", "trainings"])
def test_pages_need_few_queries(cast, client_of, django_assert_max_num_queries, name):
    who = "clerk" if name == "sheet" else "county"
    client = client_of(who)
    client.get(reverse(name))
    with django_assert_max_num_queries(12):
        assert client.get(reverse(name)).status_code == 200


def test_confirming_a_day_takes_at_most_eight_statements(cast, client_of, django_assert_max_num_queries):
    client, data = client_of("clerk"), form(sheet(cast.actors["clerk"], TODAY), _once="k1")
    with django_assert_max_num_queries(20) as seen:
        client.post(reverse("sheet-confirm"), data)
    spoken = [q["sql"] for q in seen.captured_queries if "SAVEPOINT" not in q["sql"]]
    assert len(spoken) <= 8, "\n".join(spoken)


def test_machines_confirm_through_the_same_deed(cast, client_of):
    client = client_of("clerk")
    lines = client.get(reverse("api-sheet")).json()
    entries = [{k: line[k] for k in ("posting", "day", "status", "version")} for line in lines]
    answer = client.put(reverse("api-sheet"), {"entries": entries}, content_type="application/json")
    assert answer.json() == {"changed": 3}
