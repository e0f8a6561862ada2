"""资格审查表: one nomination as an official form – facts, what the rules say, opinions with names and days."""

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.documents import Paper
from core.findings import Finding
from core.record import timeline
from core.templatetags.wording import answer, fact, worded
from selection.facts import DECLARED, findings_for, said_in
from selection.models import Nomination
from teams.actions import reveal
from teams.languages import spoken_names
from teams.models import Cadre

TITLE = "驻村第一书记、工作队员人选资格审查表"
HEADS = ("条件", "结论", "依据", "所据事实")
WIDTHS = (26, 20, 66, 44)
# the step whose note is the opinion → whose opinion it is; a township's own cadre is approved by the county at once
OPINIONS = {
    "submit": "选派单位（乡镇）党委（党组）意见",
    "review": "县（市、区）委组织部审核意见",
    "approve": "组织部审批意见",
}


def form_for(case, reason, *, by, on):
    """The form as a download; with a `reason` the full ID number is revealed, which leaves its record line."""
    number = "" if reason is None else reveal(case.cadre, "id_number", reason=reason, by=by, on=on)
    answer = qualification_form(case, id_number=number).answer(f"{TITLE}-{case.cadre.name}")
    answer.secret = bool(number)
    return answer


def qualification_form(case, *, id_number=""):
    """The paper itself. `id_number`: the full number, where it was revealed; masked otherwise."""
    paper = Paper()
    with override("zh-hans"):
        paper.title(TITLE)
        paper.blank()
        paper.form(_person(case.cadre, id_number or case.cadre.id_shown))
        paper.form(_proposed(case))
        paper.heading("资格条件审查")
        paper.table(HEADS, [_judged(one) for one in _findings(case)], widths=WIDTHS, size=10.5)
        paper.heading("意见")
        paper.form(_opinions(case))
    return paper


def _person(cadre, number):
    born = f"{cadre.born_on.year}年{cadre.born_on.month}月"
    skills = "、".join(str(Cadre.Skill(skill).label) for skill in cadre.skills)
    return [
        ("姓名", cadre.name, "性别", cadre.get_sex_display()),
        ("出生年月", born, "政治面貌", cadre.get_party_display()),
        ("身份证号", number, "联系电话", cadre.phone_shown),
        ("学历", cadre.get_education_display(), "职级", cadre.get_rank_display()),
        ("后备干部", cadre.get_reserve_display() or "否", "近期可提拔", _yes(cadre.promotable)),
        ("专长", skills, "语言", "、".join(map(str, spoken_names(cadre.languages)))),
        ("工作单位及职务", f"{cadre.employer} {cadre.job_title}".strip()),
    ]


def _proposed(case):
    said = [label for name, label in _labels() if said_in(case)[name]]
    lines = [
        ("拟驻村", case.team.village.division.full_name),
        ("拟任", case.get_seat_display(), "本单位排序", case.order),
        ("任职开始", _day(case.starts_on), "任期届满", _day(case.term_ends_on)),
        ("党委（党组）决定", case.decision_number, "决定日期", _day(case.decided_on)),
        ("党委（党组）声明", "；".join(said) or "无"),
    ]
    if case.round:
        lines.append(("选派批次", case.round.name))
    if case.waiver_reason:
        lines.append(("例外理由", case.waiver_reason))
    if case.waiver_by:
        lines.append(("例外批准人", case.waiver_by.name, "批准日期", _day(case.waiver_on)))
    return lines


def _labels():
    fields = {field.name: field.verbose_name for field in Nomination._meta.get_fields() if field.name in DECLARED}
    return [(name, str(fields[name])) for name in DECLARED]


def _findings(case):
    """As frozen by the last judging step; judged now for what has not been sent."""
    if case.findings and case.state not in ("draft", "returned"):
        return [Finding.from_json(one) for one in case.findings]
    at = {"team": case.team, "seat": case.seat, "starts_on": case.starts_on}
    return findings_for(case.cadre, **at, said=said_in(case))


def _judged(one):
    rule = one.provision
    basis = f"{rule.clause}：{rule.quote}" if rule.quote else _("default, not from the text")
    facts = "；".join(f"{fact(name)}：{worded(value, one.provisions)}" for name, value in one.facts.items())
    return (rule.name, str(answer(one.answer)), basis, facts)


def _opinions(case):
    """The last word of each office, with name and day; a place to sign where there is none yet."""
    last = {line.verb: line for line in timeline(case) if line.verb in OPINIONS}
    steps = [verb for verb in OPINIONS if verb != "review" or case.unit_id]
    return [(OPINIONS[verb], _said(last[verb]) if verb in last else "（签章）        年    月    日") for verb in steps]


def _said(line):
    word = {"submit": "同意推荐", "review": "审核同意", "approve": "同意"}[line.verb]
    who = " ".join(filter(None, (line.place, line.user.name if line.user else "")))
    return f"{line.note.strip() or word}（{who}，{_day(localtime(line.at))}）"


def _day(day):
    return f"{day.year}年{day.month}月{day.day}日"


def _yes(value):
    return "是" if value else "否"
