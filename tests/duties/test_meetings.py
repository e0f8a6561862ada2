"""Meetings of the leadership group: called, signed in, minuted, closed; nobody overwrites anybody."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from docx import Document

from core.models import Notice, Record
from core.refusals import Conflict, NotAllowed, Refused
from duties.actions import meetings as deeds
from duties.actions.meetings import Mark
from duties.models import Called, Meeting
from tests.duties.duties import called, closed, held, planned, signed


def test_every_first_secretary_of_the_county_is_called_and_told(cast):
    meeting = planned(cast)
    assert called(meeting) == [cast.postings["first"].pk]
    told = Notice.objects.get(kind="meeting_called")
    assert (told.account_id, told.params["on"]) == (cast.users["cadre"].pk, "2026-07-24")


def test_only_the_leadership_group_and_its_office_call_meetings(cast):
    for who in ("township", "unit", "prefecture", "province"):
        with pytest.raises(NotAllowed):
            planned(cast, by=who)
    assert planned(cast, by="county").area == planned(cast).area == "630222"


def test_a_meeting_of_the_past_is_written_down_without_telling_anybody(cast):
    planned(cast, day=cast.today - timedelta(days=3))
    assert not Notice.objects.exists()


def test_another_county_keeps_out(cast):
    with pytest.raises(NotAllowed):
        deeds.cancel_meeting(planned(cast), "改期", by=cast.actors["leadership2"], on=cast.today)


def test_those_called_are_told_when_the_day_moves_and_only_then(cast):
    meeting, by = planned(cast), cast.actors["leadership"]
    facts = {"title": "例会", "day": meeting.day, "place": meeting.place, "agenda": ["一"]}
    deeds.change_meeting(meeting, facts, by=by, on=cast.today)
    assert not Notice.objects.filter(kind="meeting_moved").exists()
    deeds.change_meeting(meeting, facts | {"day": date(2026, 7, 28)}, by=by, on=cast.today)
    assert Notice.objects.get(kind="meeting_moved").params["on"] == "2026-07-28"


def test_cancelling_says_why(cast):
    meeting, by = planned(cast), cast.actors["leadership"]
    with pytest.raises(Refused):
        deeds.cancel_meeting(meeting, " ", by=by, on=cast.today)
    assert deeds.cancel_meeting(meeting, "大雪封路", by=by, on=cast.today).state == "cancelled"
    assert Notice.objects.get(kind="meeting_cancelled").params["why"] == "大雪封路"


def test_a_member_is_not_called_to_the_meeting_of_first_secretaries(cast):
    with pytest.raises(Refused):
        deeds.set_called(planned(cast), [cast.postings["member"].pk], by=cast.actors["leadership"], on=cast.today)


def test_the_first_secretary_of_another_county_is_not_called(cast):
    with pytest.raises(Refused):
        deeds.set_called(planned(cast), [cast.postings["elsewhere"].pk], by=cast.actors["leadership"], on=cast.today)


def test_the_sign_in_speaks_of_everybody_called(cast):
    meeting = planned(cast, day=cast.today)
    with pytest.raises(Refused):
        signed(cast, meeting, [])
    with pytest.raises(Refused):
        signed(cast, meeting, [Mark(cast.postings["elsewhere"].pk, "came")])


def test_whoever_is_excused_has_a_reason(cast):
    meeting, first = planned(cast, day=cast.today), cast.postings["first"].pk
    with pytest.raises(Refused):
        signed(cast, meeting, [Mark(first, "excused", " ")])
    signed(cast, meeting, [Mark(first, "excused", "住院")])
    assert Called.objects.get().reason == "住院"


def test_the_database_refuses_an_excuse_without_words(cast):
    meeting = held(cast)
    with pytest.raises(IntegrityError, match="excused_says_why"), transaction.atomic():
        meeting.called.update(sign="excused", reason="")


def test_nobody_is_signed_in_before_the_day(cast):
    meeting = planned(cast)
    with pytest.raises(Refused):
        signed(cast, meeting, [Mark(cast.postings["first"].pk, "came")])


def test_whoever_read_an_older_version_overwrites_nothing(cast):
    meeting = held(cast)
    with pytest.raises(Conflict):
        signed(cast, meeting, [Mark(cast.postings["first"].pk, "absent")], version=0)
    assert Called.objects.get().sign == "came"


def test_a_meeting_without_minutes_is_not_closed(cast):
    with pytest.raises(Refused):
        deeds.close_meeting(held(cast), by=cast.actors["county"], on=cast.today)


def test_the_minutes_of_a_closed_meeting_change_only_with_a_reason(cast):
    meeting, by = closed(cast), cast.actors["leadership"]
    facts = {"chair": "组长", "minutes": "更正后的纪要"}
    with pytest.raises(Refused):
        deeds.write_minutes(meeting, facts, by=by, on=cast.today, version=meeting.version)
    deeds.write_minutes(meeting, facts, by=by, on=cast.today, version=meeting.version, reason="笔误")
    assert Record.objects.get(verb="amend_minutes").note == "笔误"
    assert Meeting.objects.get().minutes == "更正后的纪要"


def test_the_sign_in_of_a_closed_meeting_changes_only_with_a_reason(cast):
    meeting, absent = closed(cast), [Mark(cast.postings["first"].pk, "absent")]
    with pytest.raises(Refused):
        signed(cast, meeting, absent)
    signed(cast, meeting, absent, reason="签到有误")
    line = Record.objects.get(verb="correct_sign_in")
    assert line.note == "签到有误"
    assert list(line.details["changed"].values()) == [["came", "absent"]]


def test_the_word_of_the_minutes_says_who_came_and_what_was_said(cast, client_of, tmp_path):
    meeting = closed(cast)
    answer = client_of("leadership").get(f"/duties/meetings/{meeting.pk}/word/")
    (tmp_path / "m.docx").write_bytes(answer.content)
    text = "\n".join(line.text for line in Document(tmp_path / "m.docx").paragraphs)
    assert "参会第一书记（1人）：队长甲" in text
    assert "时间：2026年7月20日" in text
    assert "部署产业项目" in text
