"""Commitments, reports and handovers as official papers in Word, after GB/T 9704."""

from django.utils.translation import override

from core.documents import Paper, spelled
from core.quarter_facts import spoken
from duties.models import HandoverLine
from duties.teams import heads

_NUMBERS = "一二三四五六七八九十"
_QUARTERS = "一二三四"


def commitment_paper(case, on):
    """帮扶工作承诺书, to the township's Party committee, duty by duty."""
    with override("zh-hans"):
        paper, items = Paper(), list(case.items.all())
        paper.title(f"{case.year}年驻村帮扶工作承诺书")
        paper.blank()
        paper.to(f"中共{_township(case)}委员会：")
        paper.text(f"{_team(case)}驻村工作队就{case.year}年帮扶工作作出如下承诺。")
        for at, head in enumerate(heads(case.area, on)):
            paper.heading(f"{_NUMBERS[at % len(_NUMBERS)]}、{head.name}")
            found = [item for item in items if item.duty == head.code]
            for number, item in enumerate(found, start=1):
                paper.text(f"{number}．{item.what}。衡量标准：{item.measure}。完成时限：{spelled(item.by_on)}。")
            if not found:
                paper.text("本年度无单列承诺事项。")
        _sign(paper, case)
    return paper


def report_paper(case, items, facts):
    """季度工作报告: what is known, each promise, thought, work, study."""
    with override("zh-hans"):
        paper = Paper()
        paper.title(f"{case.year}年第{_QUARTERS[case.quarter - 1]}季度驻村工作报告")
        paper.blank()
        paper.to(f"中共{_township(case)}委员会：")
        paper.text(f"现将{_team(case)}驻村工作队{case.year}年第{_QUARTERS[case.quarter - 1]}季度有关情况报告如下。")
        paper.heading("一、基本数据")
        for label, lines in spoken(facts):
            paper.text(
                f"{label}：" + "；".join(f"{who}{value}" if not who else f"{who} {value}" for who, value in lines)
            )
        paper.heading("二、承诺兑现进展情况")
        said = {line.item_id: line for line in case.lines.all()}
        _progress(paper, items, said)
        for number, label, text in (
            ("三", "思想情况", case.thought),
            ("四", "工作情况", case.work),
            ("五", "学习情况", case.study),
        ):
            paper.heading(f"{number}、{label}")
            for line in (text or "—").splitlines():
                paper.text(line)
        if case.late_reason:
            paper.text(f"（迟报原因：{case.late_reason}）")
        _sign(paper, case)
    return paper


def _progress(paper, items, said):
    if not items:
        paper.text("本年度尚无已接收的承诺。")
        return
    lines = [(item.what, *_stands(said.get(item.pk))) for item in items]
    paper.table(["承诺事项", "兑现情况", "说明"], lines, widths=(76, 26, 54))


def _stands(line):
    return (line.get_state_display(), line.judgement) if line else ("—", "")


def handover_paper(case):
    """三张交接清单, signed by both sides."""
    with override("zh-hans"):
        paper, lines = Paper(), list(case.lines.all())
        paper.title("驻村干部期满交接清单")
        paper.blank()
        paper.form(_people(case))
        for at, (code, label) in enumerate(HandoverLine.List.choices):
            paper.heading(f"{_NUMBERS[at]}、{label}")
            found = [line for line in lines if line.list == code]
            table = [(line.get_kind_display(), line.what, line.note, _yuan(line.amount)) for line in found]
            paper.table(["类别", "内容", "说明", "金额（元）"], table or [("", "无", "", "")], widths=(26, 58, 48, 24))
        paper.blank()
        paper.form(
            [
                ("移交人签字", case.given_by.name if case.given_by else "", "日期", _day(case.given_on)),
                ("接收人签字", case.taken_by.name if case.taken_by else "", "日期", _day(case.taken_on)),
            ]
        )
    return paper


def _people(case):
    leaving = case.posting
    taker = case.successor.cadre.name if case.successor else f"{_township(leaving)}（暂代接收）"
    together = "—"
    if case.days_together:
        days = f"{_day(case.together_from)}至{_day(case.together_until)}（{case.days_together}天）"
        together = days
    lines = [
        ("移交人", leaving.cadre.name, "任职席位", leaving.get_seat_display()),
        ("接收人", taker, "离任日期", _day(leaving.ends_on or leaving.term_ends_on)),
        ("驻村地点", leaving.team.village.division.full_name.replace(" / ", "")),
        ("共同在村交接期", together),
    ]
    return lines + ([("说明", case.short_reason)] if case.short_reason else [])


def _yuan(amount):
    return f"{amount:,.2f}" if amount is not None else ""


def _day(day):
    return spelled(day) if day else ""


def _township(case):
    names = case.team.village.division.full_name.split(" / ")
    return names[-2]


def _team(case):
    return "、".join(str(village.division.name) for village in case.team.villages)


def _sign(paper, case):
    paper.sign(f"{_team(case)}驻村工作队", case.submitted_on or case.created_at.date())
