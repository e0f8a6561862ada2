"""Leave and report-outs on paper: the official form as Word, the registers as rows of a table."""

from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.documents import Paper
from core.offices import Office
from core.record import timeline

_OPINIONS = {"approve": "审批意见", "return": "退回意见", "decline": "审批意见（不同意）"}


def leave_form(leave):
    """请假审批表: who, what, the opinion of each office that has decided, the day of return."""
    posting, paper = leave.posting, Paper()
    with override("zh-hans"):
        paper.title("驻村干部请假审批表")
        lines = [
            ("姓名", posting.cadre.name, "任职席位", posting.get_seat_display()),
            ("选派单位", posting.sender.name, "驻村地点", posting.team.village.division.full_name),
            ("请假类别", leave.get_kind_display(), "申请日期", _day(leave.applied_on)),
            ("起止时间", f"{_day(leave.starts_on)}至{_day(leave.asked_until)}（共{_length(leave)}天）"),
            ("事由", leave.reason),
            ("去向", leave.destination),
            *([("补办说明", leave.late_reason)] if leave.late_reason else []),
            *_decided(leave),
            ("销假", f"{_day(leave.back_on)}返岗" if leave.back_on else ""),
        ]
        paper.form(lines)
    return paper


def _length(leave):
    return (leave.asked_until - leave.starts_on).days + 1


def _decided(leave):
    """A line for each decision, and an empty one for each office that has still to decide."""
    taken = [line for line in timeline(leave) if line.verb in _OPINIONS]
    for line in taken:
        who = f"{Office(line.office).label} {line.user.name}"
        said = line.note or ("同意" if line.verb == "approve" else "")
        yield _OPINIONS[line.verb], "\n".join(part for part in (said, who, _day(localdate(line.at))) if part)
    agreed = {line.office for line in taken if line.verb == "approve"}
    for office in leave.approvals if leave.state in leave.OPEN else ():
        if office not in agreed:
            yield f"{Office(office).label}意见", ""


def _day(day):
    return date_format(day, "Y年n月j日") if day else ""


def leave_heads():
    """The columns of the leave register."""
    who = (_("Cadre"), _("Village"), _("Sent by"))
    what = (_("Kind"), _("From"), _("To"), _("Days"), _("Reason"), _("Where to"))
    return (*who, *what, _("Applied on"), _("Applied for afterwards"), _("State"), _("Back in the village on"))


def leave_cells(leave):
    """A line of it."""
    what = (leave.get_kind_display(), leave.starts_on, leave.ends_on, leave.days, leave.reason, leave.destination)
    return (*_who(leave), *what, leave.applied_on, leave.late_reason, leave.get_state_display(), leave.back_on)


def out_heads():
    """The columns of the report-out register: 事由, 去向, 预计返回时间 as the field's registers have them."""
    who = (_("Cadre"), _("Village"), _("Sent by"))
    what = (_("Kind"), _("Matter"), _("Where to"), _("From"), _("Expected return"), _("Days"))
    return (*who, *what, _("Told on"), _("Told afterwards"), _("Taken back on"))


def out_cells(row):
    """A line of it."""
    what = (row.get_kind_display(), row.reason, row.destination, row.starts_on, row.ends_on, row.days)
    return (*_who(row), *what, row.told_on, row.late_reason, row.cancelled_on)


def _who(absence):
    posting = absence.posting
    sender = posting.pairing.unit.name if posting.pairing else _("township")
    return posting.cadre.name, posting.team.village.division.full_name, sender
