"""Meetings and matters as tables to take away, and the minutes as an official paper."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from core.documents import Paper
from core.refusals import Refused
from duties import meeting_rows
from duties.models import Called

MEETING_HEADS = (
    _("County"),
    _("Day"),
    _("Title"),
    _("Place"),
    _("State"),
    _("Called"),
    _("Came"),
    _("Matters still open"),
)
MATTER_HEADS = (
    _("County"),
    _("Meeting"),
    _("Day"),
    _("What was raised"),
    _("Raised by the team"),
    _("Office in charge"),
    _("Person in charge"),
    _("Due on"),
    _("Outcome"),
    _("What came of it"),
    _("Ended on"),
)


def meeting_cells(row):
    """One meeting."""
    state = str(row.get_state_display())
    return (row.county or row.area, row.day, row.title, row.place, state, row.listed, row.came, row.open_matters)


def matter_cells(row):
    """One matter."""
    return (
        *(row.county or row.area, row.meeting.title, row.meeting.day, row.words, str(row.team or "")),
        *(row.owner_name or "", row.person, row.due_on, str(row.get_outcome_display()), row.answer, row.ended_on),
    )


def minutes_file(actor, meeting):
    """The minutes as a download, with those called and the matters an actor may see. Raises Refused while there are none."""
    if not meeting.minutes:
        raise Refused(_("This meeting has no minutes yet."))
    matters = list(meeting_rows.matters(actor, {"meeting": meeting.pk}))
    return minutes_paper(meeting, list(meeting_rows.people(actor, meeting)), matters).answer(f"{meeting.title}会议纪要")


def minutes_paper(meeting, people, matters):
    """会议纪要 in the layout of official papers."""
    with override("zh-hans"):
        paper = Paper()
        paper.title(f"{meeting.title}会议纪要")
        paper.blank()
        for words in _told(meeting, people):
            paper.text(words)
        paper.heading("会议议题")
        for at, item in enumerate(meeting.agenda, start=1):
            paper.text(f"{at}. {item}")
        paper.heading("会议内容")
        for line in filter(None, map(str.strip, meeting.minutes.splitlines())):
            paper.text(line)
        if matters:
            paper.heading("提出事项")
            paper.table(("序号", "事项", "提出单位", "责任单位", "办理时限", "办理结果"), _rows(matters), size=11)
        return paper


def _told(meeting, people):
    came = [row.posting.cadre.name for row in people if row.sign == Called.Sign.CAME]
    away = [_away(row) for row in people if row.sign != Called.Sign.CAME]
    yield f"时间：{meeting.day:%Y年%-m月%-d日}"
    yield f"地点：{meeting.place}"
    yield f"主持：{meeting.chair}"
    yield f"参会第一书记（{len(came)}人）：{'、'.join(came) or '无'}"
    if away:
        yield f"未参会（{len(away)}人）：{'、'.join(away)}"


def _away(row):
    why = f"{row.get_sign_display()}，{row.reason}" if row.reason else row.get_sign_display()
    return f"{row.posting.cadre.name}（{why}）"


def _rows(matters):
    for at, row in enumerate(matters, start=1):
        outcome = f"{row.get_outcome_display()}：{row.answer}" if row.outcome else "办理中"
        owner = f"{row.owner_name}{row.person}"
        yield str(at), row.words, str(row.team or "领导小组"), owner, f"{row.due_on:%Y-%m-%d}", outcome
