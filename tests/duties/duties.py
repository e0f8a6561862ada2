"""Meetings and matters that tests begin with."""

from datetime import date

from duties.actions import matters, meetings
from duties.actions.meetings import Mark
from duties.models import Meeting

FACTS = {"title": "三季度工作例会", "day": date(2026, 7, 24), "place": "县委党校", "agenda": ["进展", "协调问题"]}


def planned(cast, by="leadership", **changed):
    """A meeting that is called."""
    return meetings.plan_meeting({**FACTS, **changed}, by=cast.actors[by], on=cast.today)


def called(meeting):
    """The postings called."""
    return list(meeting.called.values_list("posting_id", flat=True))


def signed(cast, meeting, marks, *, version=None, reason=""):
    """Its sign-in, entered by the leadership group."""
    version = Meeting.objects.get(pk=meeting.pk).version if version is None else version
    said = {"by": cast.actors["leadership"], "on": cast.today, "version": version, "reason": reason}
    return meetings.enter_sign_in(meeting, marks, **said)


def held(cast, **changed):
    """A meeting of today to which everybody came."""
    meeting = planned(cast, **{"day": cast.today, **changed})
    return signed(cast, meeting, [Mark(pk, "came") for pk in called(meeting)])


def closed(cast):
    """A meeting with fixed minutes."""
    meeting, by = held(cast), {"by": cast.actors["leadership"], "on": cast.today}
    words = {"chair": "组长", "minutes": "部署产业项目\n听取汇报"}
    meetings.write_minutes(meeting, words, version=meeting.version, **by)
    return meetings.close_meeting(meeting, **by)


def raised(cast, meeting=None, **changed):
    """A matter the team of 享堂 raised, for the township to settle."""
    facts = {"team": cast.teams["630222100201"], "words": "修路", "owner": "township:630222100", "person": "王镇长"}
    said = {**facts, "due_on": date(2026, 8, 20), **changed}
    return matters.raise_matter(meeting or held(cast), said, by=cast.actors["leadership"], on=cast.today)
