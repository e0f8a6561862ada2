"""年度考核登记表: one person's result as an official form – facts, opinion, grade, notice, places to sign."""

from datetime import date

from django.utils.translation import override

from assessment.noticeboard import scale_name
from assessment.results import sender
from attendance.models import Standing
from core.documents import Paper, spelled
from teams.actions import reveal

TITLES = {"yearly": "驻村干部年度考核登记表", "term": "驻村干部期满考核登记表"}
SIGN = "（签章）        年    月    日"
HEADS, WIDTHS = ("考核事项", "完成情况", "规定要求", "结论"), (46, 40, 34, 36)
COUNTS = "assessment.counts_in_unit"


def form_for(case, reason, *, by, on):
    """The form as a download; with a `reason` the full ID number is revealed, which leaves its record line."""
    number = "" if reason is None else reveal(case.cadre, "id_number", reason=reason, by=by, on=on)
    answer = registration_form(case, id_number=number).answer(f"{TITLES[case.kind]}-{case.year}-{case.cadre.name}")
    answer.secret = bool(number)
    return answer


def registration_form(case, *, id_number=""):
    """The paper itself, of a case of `results` or one that is set. `id_number`: the full one, where it was revealed."""
    paper = Paper()
    with override("zh-hans"):
        paper.title(TITLES[case.kind])
        paper.number(f"（{case.year}年）")
        paper.form(_person(case, id_number or case.cadre.id_shown))
        paper.heading("主要事实")
        paper.table(HEADS, list(_facts(case.facts)), widths=WIDTHS, size=12)
        paper.heading("意见和结果")
        paper.form(_opinions(case))
    return paper


def _person(case, number):
    cadre, posting, facts = case.cadre, case.posting, case.facts
    served = "至".join(
        spelled(date.fromisoformat(facts[end])) for end in ("served_from", "served_to") if facts.get(end)
    )
    return [
        ("姓名", cadre.name, "性别", cadre.get_sex_display()),
        ("出生年月", f"{cadre.born_on.year}年{cadre.born_on.month}月", "政治面貌", cadre.get_party_display()),
        ("身份证号", number, "学历", cadre.get_education_display()),
        ("派出单位", sender(case)),
        ("单位职务", cadre.job_title),
        ("驻村", posting.team.village.division.full_name),
        ("驻村职务", posting.get_seat_display(), "任职开始", spelled(posting.starts_on)),
        ("考核期内任职", served),
        ("本人总结", "\n\n\n\n（本人签名）        年    月    日"),
    ]


def _facts(facts):
    for name, words in (("attendance", "在村工作天数"), ("training", "培训天数")):
        stand = facts.get(name)
        verdict = str(Standing.Verdict(stand["verdict"]).label) if stand else ""
        yield (words, stand["done"] if stand else "无记录", stand["required"] if stand else "", verdict)
    yield ("旷工次数", facts.get("unexcused_absences", 0), "", "")
    if "leave_days" in facts:
        yield ("请假天数", facts["leave_days"], "", "")
    if facts.get("recalled"):
        yield ("召回", "当年被召回", "", "")


def _opinions(case):
    words = case.scales[scale_name(case)]
    first = "乡镇党委意见" if case.kind == "yearly" else "县委组织部意见"
    shown = "未公示"
    if case.shown_from:
        shown = f"{spelled(case.shown_from)}至{spelled(case.shown_until)}向本村群众公示"
    final = f"，{spelled(case.final_on)}生效" if case.final_on else ""
    counts = case.provisions.get(COUNTS) or {}
    return [
        (first, f"{case.opinion}\n建议等次：{words[case.proposed]['zh']}\n{_said(case.proposed_by, case.proposed_on)}"),
        ("县（市、区）委组织部确定等次", f"{words[case.grade]['zh']}\n{_said(case.set_by, case.set_on)}"),
        ("公示情况", f"{shown}{final}"),
        ("本人意见", SIGN.replace("签章", "签名")),
        ("派出单位", f"{counts.get('quote', '')}\n{SIGN}"),
        ("备注", ""),
    ]


def _said(who, day):
    return f"{who.name}    {spelled(day)}" if who and day else SIGN
