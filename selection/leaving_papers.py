"""Official forms of adjustment and transfer as Word, and the way to the refill they make necessary."""

from datetime import timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import override

from core.documents import Paper
from core.offices import Office
from core.record import timeline
from selection.leaving import sent_by

_VERBS = {
    "endorse": "选派单位党委（党组）意见",
    "approve": "审批意见",
    "agree": "市（州）委组织部意见",
    "file": "备案",
}


def refill_of(case, actor):
    """The address of a nomination for the seat that becomes free, for the office that fills it; "" for others."""
    if case.state not in ("approved", "filed") or not sent_by(case.posting, actor):
        return ""
    first = case.posting.ends_on + timedelta(days=1)
    seat = f"?team={case.posting.team_id}&seat={case.posting.seat}&starts_on={first.isoformat()}"
    return reverse("nomination-new") + seat


def adjustment_form(case):
    """第一书记（驻村工作队员）调整审批表."""
    posting, paper = case.posting, Paper()
    with override("zh-hans"):
        paper.title("第一书记和驻村工作队员调整审批表")
        lines = [
            *_person(posting),
            ("调整原因", case.get_ground_display(), "离任日期", _day(case.leaves_on)),
            ("本人申请", f"{case.reason}（{_day(case.applied_on)}）"),
            ("选派单位党委（党组）意见", _opinion(case.opinion, case.opinion_number, case.opinion_on)),
            *_decided(case, skip=("apply", "endorse")),
        ]
        paper.form(lines)
    return paper


def transfer_form(case):
    """驻村干部调转任审批表."""
    posting, paper = case.posting, Paper()
    with override("zh-hans"):
        paper.title("驻村干部期满调转任审批表")
        lines = [
            *_person(posting),
            ("拟转任单位", str(case.to_unit or case.to_township.full_name), "拟任职务", case.post),
            ("本人意愿", f"{case.wish}（{_day(case.applied_on)}）"),
            (
                "选派单位党委（党组）意见",
                _opinion("同意" if case.agreement_number else "", case.agreement_number, case.agreement_on),
            ),
            *_decided(case, skip=("apply", "endorse")),
        ]
        paper.form(lines)
    return paper


def _person(posting):
    who = posting.cadre
    return [
        ("姓名", who.name, "性别", who.get_sex_display()),
        ("出生年月", f"{who.born_on:%Y.%m}", "政治面貌", who.get_party_display()),
        ("选派单位", posting.sender.name, "职务", who.job_title or "—"),
        ("驻村地点", posting.team.village.division.full_name),
        (
            "任职席位",
            posting.get_seat_display(),
            "任职起止",
            f"{_day(posting.starts_on)}至{_day(posting.term_ends_on)}",
        ),
    ]


def _opinion(words, number, day):
    return "\n".join(part for part in (words, number, _day(day)) if part)


def _decided(case, skip):
    """A line for each step taken after the unit's own, with opinion, office, name and day."""
    for line in timeline(case):
        if line.verb not in skip:
            who = f"{Office(line.office).label} {line.user.name}"
            label = _VERBS.get(line.verb) or {"return": "退回", "decline": "不同意", "withdraw": "撤回"}[line.verb]
            yield label, "\n".join(part for part in (line.note, who, _day(line.at.date())) if part)


def _day(day):
    return date_format(day, "Y年n月j日") if day else ""
