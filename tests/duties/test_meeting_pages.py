"""Pages of meetings: forms that keep what was typed, one page for the sign-in, few statements however many rows."""

import io

import pytest
from openpyxl import load_workbook

from duties.actions import meetings as deeds
from duties.models import Called, Matter, Meeting
from tests.duties.duties import closed, held, planned, raised

NEW = {"title": "例会", "day": "2026-07-30", "place": "县委", "agenda": "一\n二"}


def test_a_meeting_is_called_from_its_page(client_of):
    answer = client_of("leadership").post("/duties/meetings/new/", NEW, follow=True)
    assert answer.status_code == 200
    assert Meeting.objects.get().agenda == ["一", "二"]
    assert "队长甲" in answer.content.decode()


def test_an_impossible_day_is_told_at_its_field_and_nothing_is_lost(client_of):
    answer = client_of("county").post("/duties/meetings/new/", NEW | {"day": "2026-02-30"})
    assert answer.status_code == 422
    assert "例会" in answer.content.decode()
    assert not Meeting.objects.exists()


def test_the_sign_in_is_entered_on_one_page(cast, client_of):
    meeting, first = planned(cast, day=cast.today), cast.postings["first"].pk
    client, at = client_of("leadership"), f"/duties/meetings/{meeting.pk}/sign-in/"
    assert f'name="sign-{first}" value="came" checked' in client.get(at).content.decode().replace("\n", " ")
    client.post(at, {"version": meeting.version, f"sign-{first}": "excused", f"reason-{first}": "病假"})
    assert Called.objects.get().reason == "病假"
    assert Meeting.objects.get().state == "held"


def test_a_refused_sign_in_shows_what_was_typed(cast, client_of):
    meeting, first = planned(cast, day=cast.today), cast.postings["first"].pk
    answer = client_of("leadership").post(
        f"/duties/meetings/{meeting.pk}/sign-in/", {"version": meeting.version, f"sign-{first}": "excused"}
    )
    assert answer.status_code == 422
    assert 'value="excused" checked' in answer.content.decode()


def test_the_sheet_to_sign_names_everybody_called(cast, client_of):
    page = client_of("county").get(f"/duties/meetings/{planned(cast).pk}/sheet/").content.decode()
    assert "队长甲" in page


def test_a_cadre_sees_the_meeting_they_are_called_to_and_no_buttons(cast, client_of):
    meeting = planned(cast)
    page = client_of("cadre").get(f"/duties/meetings/{meeting.pk}/").content.decode()
    assert meeting.title in page
    assert f"/duties/meetings/{meeting.pk}/edit/" not in page


def test_a_cadre_who_was_struck_does_not_see_the_meeting(cast, client_of):
    meeting = planned(cast)
    meeting.called.all().delete()
    assert client_of("cadre").get(f"/duties/meetings/{meeting.pk}/").status_code == 404


def test_the_page_reminds_the_group_of_a_quarter_without_a_meeting(cast, client_of):
    client = client_of("leadership")
    assert "本季度尚未召开" in client.get("/duties/meetings/").content.decode()
    held(cast)
    assert "本季度尚未召开" not in client.get("/duties/meetings/").content.decode()


def test_a_matter_is_noted_followed_and_ended_from_the_pages(cast, client_of):
    meeting, group, town = held(cast), client_of("leadership"), client_of("township")
    body = {
        "team": cast.teams["630222100201"].pk,
        "words": "水渠",
        "owner": "township:630222100",
        "due_on": "2026-08-01",
    }
    group.post(f"/duties/meetings/{meeting.pk}/matters/new/", body)
    at = f"/duties/matters/{Matter.objects.get().pk}/"
    town.post(at + "progress/", {"words": "已勘察"})
    town.post(at + "end/", {"outcome": "settled", "answer": "已修好"})
    page = group.get(at).content.decode()
    assert "已勘察" in page
    assert "已修好" in page


def test_a_matter_is_given_only_to_offices_of_the_county(cast, client_of):
    body = {"words": "水渠", "owner": "township:630202101", "due_on": "2026-08-01"}
    answer = client_of("leadership").post(f"/duties/meetings/{held(cast).pk}/matters/new/", body)
    assert answer.status_code == 422
    assert not Matter.objects.exists()


@pytest.mark.parametrize("path", ["/duties/meetings/excel/", "/duties/matters/excel/"])
def test_the_lists_go_out_as_excel(cast, client_of, path):
    raised(cast, words="=1+1")
    sheet = load_workbook(io.BytesIO(client_of("county").get(path).content)).active
    assert sheet.max_row == 2
    assert "=1+1" not in {cell.value for cell in sheet[2]}


@pytest.mark.parametrize("path", ["/duties/meetings/", "/duties/matters/"])
def test_a_list_takes_as_many_statements_for_three_rows_as_for_one(
    cast, client_of, path, django_assert_max_num_queries
):
    client, meeting = client_of("leadership"), held(cast)
    raised(cast, meeting)
    with django_assert_max_num_queries(40) as one:
        client.get(path)
    for _ in range(2):
        raised(cast, held(cast))
    with django_assert_max_num_queries(len(one)):
        client.get(path)


def test_one_meeting_is_one_page_of_few_statements(cast, client_of, django_assert_max_num_queries):
    meeting = closed(cast)
    for at in range(3):
        raised(cast, meeting, words=f"事项{at}", reason="补记")
    client = client_of("leadership")
    with django_assert_max_num_queries(12):
        client.get(f"/duties/meetings/{meeting.pk}/")


def test_machines_do_what_the_pages_do(cast, client_of):
    client, json = client_of("leadership"), {"content_type": "application/json"}
    made = client.post("/api/v1/meetings/", NEW | {"day": "2026-07-20", "agenda": ["一"]}, **json).json()
    at, marks = f"/api/v1/meetings/{made['id']}/", [{"posting": cast.postings["first"].pk, "sign": "came"}]
    signed = client.put(at + "sign-in/", {"version": made["version"], "marks": marks}, **json).json()
    words = {"version": signed["version"], "chair": "组长", "minutes": "纪要"}
    assert client.put(at + "minutes/", words, **json).status_code == 200
    assert client.post(at + "close/", **json).json()["state"] == "closed"
    assert [row["sign"] for row in client.get(at + "called/").json()["results"]] == ["came"]


def test_machines_follow_matters_up(cast, client_of):
    group, town, json = client_of("leadership"), client_of("township"), {"content_type": "application/json"}
    body = {"words": "水渠", "owner": "township:630222100", "due_on": "2026-08-01"}
    made = group.post(f"/api/v1/meetings/{held(cast).pk}/matters/", body, **json).json()
    at = f"/api/v1/matters/{made['id']}/"
    assert town.post(at + "progress/", {"words": "已勘察"}, **json).status_code == 200
    assert town.get("/api/v1/matters/?mine=true").json()["count"] == 1
    assert town.post(at + "end/", {"outcome": "settled", "answer": "好"}, **json).json()["outcome"] == "settled"
    assert group.post(at + "reopen/", {"reason": "又堵", "due_on": "2026-09-01"}, **json).json()["outcome"] == ""
    assert group.put(at, body | {"reason": "改期", "due_on": "2026-10-01"}, **json).json()["due_on"] == "2026-10-01"


def test_the_machine_is_told_of_a_stale_version(cast, client_of):
    meeting = deeds.close_meeting(_minuted(cast), by=cast.actors["county"], on=cast.today)
    body = {"version": 0, "chair": "组长", "minutes": "纪要", "reason": "改"}
    answer = client_of("county").put(f"/api/v1/meetings/{meeting.pk}/minutes/", body, content_type="application/json")
    assert answer.status_code == 409


def _minuted(cast):
    meeting = held(cast)
    facts = {"chair": "组长", "minutes": "纪要"}
    return deeds.write_minutes(meeting, facts, by=cast.actors["county"], on=cast.today, version=meeting.version)
