"""Official papers of a recall as Word: the decision, and the notice of the interview."""

from types import SimpleNamespace

from django.utils.translation import override

from core.documents import Paper, spelled
from selection.noticeboard import department


def decision(case):
    """召回(批评教育)决定: addressed to the sender, with facts, clause and what follows."""
    recall = case.kind == case.Kind.RECALL
    with override("zh-hans"):
        paper = Paper()
        who = case.posting.cadre.name
        paper.title(f"关于对{who}同志{'予以召回' if recall else '给予批评教育'}的决定")
        paper.number(case.decision_number)
        paper.blank()
        paper.to(f"{case.posting.sender.name}：")
        paper.text(_facts(case))
        paper.text(_clause(case))
        paper.text(_ruling(case) if recall else f"经研究，决定对{who}同志给予批评教育，责令限期改正。")
        if case.grave:
            paper.text(f"本决定已报经上级组织部门备案审核（{case.examined_number}，{spelled(case.examined_on)}）。")
        paper.sign(_office(case), case.decided_on)
    return paper


def interview(case):
    """约谈通知书: the sender's responsible person is asked to come, at the same time as the recall 同步双向问责."""
    with override("zh-hans"):
        paper = Paper()
        paper.title("约谈通知书")
        paper.blank()
        paper.to(f"{case.posting.sender.name}：")
        paper.text(
            f"你单位选派的{_seat(case)}{case.posting.cadre.name}同志，因{case.get_ground_display()}，"
            f"已于{spelled(case.decided_on)}决定召回（{case.decision_number}）。"
        )
        paper.text(_clause(case))
        due = case.duties.filter(kind="unit_interviewed").values_list("due_on", flat=True).first()
        until = f"于{spelled(due)}前" if due else ""
        paper.text(f"现约谈你单位主要负责人，请{until}到我部接受约谈，并就选派管理、跟踪管理责任落实情况作出说明。")
        paper.sign(_office(case), case.decided_on)
    return paper


def _seat(case):
    return f"{case.posting.team.village.division.full_name.replace(' / ', '')}{case.posting.get_seat_display()}"


def _facts(case):
    heard = f"{spelled(case.heard_on)}已听取本人申辩。" if case.heard_on else ""
    return (
        f"{case.posting.cadre.name}同志，系你单位选派的{_seat(case)}，{spelled(case.posting.starts_on)}起驻村任职。"
        f"经查，{spelled(case.happened_on)}，{case.reason.rstrip('。')}。属于{case.get_ground_display()}。{heard}"
    )


def _clause(case):
    said = case.provisions["assessment.grave_cases" if case.grave else "assessment.recall"]
    return f"根据《{said['title']['zh']}》{said['clause']}：“{said['quote']}”。"


def _ruling(case):
    follows = case.provisions["assessment.recall"]["value"]
    parts = [f"自{spelled(case.leaves_on)}起结束其驻村任职，予以批评教育和召回"]
    parts += [f"取消其{case.decided_on.year}年度评先评优资格"] if "no_awards_this_year" in follows else []
    parts += ["是后备干部的取消后备干部资格"] if "off_the_reserve_list" in follows else []
    parts += ["同步约谈派出单位负责人"] if "unit_interviewed" in follows else []
    return f"经研究，决定：{'；'.join(parts)}。空缺席位由派出单位按规定补派。"


def _office(case):
    """The deciding department's full name."""
    return department(SimpleNamespace(area=case.deciding_area))
