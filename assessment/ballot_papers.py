"""The ballot paper 测评票 and the counters' tally sheet 计票表 of a team, and the overview as Excel."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from assessment.balloting import items_for
from core.documents import Paper
from core.export import MOST_ROWS, excel_file
from core.record import record

TEAM = "驻村工作队"
TITLES = {"villagers": "村民测评", "village_cadres": "村干部评议", "ballot": "民主测评"}
RULES = (
    "请在每一项的一个档次栏内画“○”，每项只选一个档次；不画、多画的，该票无效。",
    "本票不记名。填好后请亲自投入票箱。",
)


def title(cycle, kind, of):
    """What is printed above: the year, the ballot, and whether it is a ballot paper or a tally sheet."""
    ends = "年度" if cycle.kind == "yearly" else "期满"
    return f"{cycle.year}年驻村工作队{ends}{TITLES[kind]}{'票' if of == 'paper' else '计票表'}"


def blocks(sheet, subjects):
    """[(whom, [item])] in Chinese, in the order of the paper."""
    words = {one["item"]: one["zh"] for one in (*sheet["team"], *sheet["people"])}
    return [(_whom(case), [words[item] for item in items_for(sheet, case)]) for case in subjects]


def _whom(case):
    if case.team_id:
        return TEAM
    with override("zh-hans"):
        return f"{case.posting.cadre.name}　{case.posting.get_seat_display()}"


def heads(sheet, of):
    """The heads of the table: item, then the grades; a tally sheet adds the sum."""
    return ["评议对象", "测评项目", *[one["zh"] for one in sheet["grades"]], *(["合计"] if of == "tally" else [])]


def word_paper(cycle, team, kind, sheet, subjects, of):
    """The ballot paper or tally sheet as Word."""
    paper, columns = Paper(), heads(sheet, of)
    paper.title(title(cycle, kind, of))
    paper.blank()
    paper.to(f"{team.village.division.full_name.replace(' / ', '')}：")
    for words in RULES if of == "paper" else FIGURES:
        paper.text(words)
    empty = [""] * (len(columns) - 2)
    rows = [
        (whom if at == 0 else "", item, *empty)
        for whom, items in blocks(sheet, subjects)
        for at, item in enumerate(items)
    ]
    narrow = (156 - 38 - 40) // len(empty)
    paper.table(columns, rows, widths=(38, 40, *[narrow] * len(empty)), size=11)
    if of == "tally":
        paper.text(SIGNED)
    return paper


FIGURES = (
    "会议日期：____年__月__日  地点：______________",
    "应参加____人  发出____票  收回____票  有效____票",
    "每项各档次票数之和应当等于有效票数。",
)
SIGNED = "唱票人：________  计票人：________  监票人：________"


def table_file(cycle, kind, sheet, teams, subjects):
    """The table to fill in for many villages: a line per subject and item; the meeting is said once per village."""
    grades = [f"第{at}档（{one['zh']}）" for at, one in enumerate(sheet["grades"], start=1)]
    columns = (
        "村代码",
        "村",
        "会议日期",
        "会议地点",
        "应参加人数",
        "发出票数",
        "收回票数",
        "有效票数",
        "评议对象",
        "测评项目",
    )
    words = {one["item"]: one["zh"] for one in (*sheet["team"], *sheet["people"])}
    rows = (
        (team.area, team.village.division.name, *[""] * 6, _called(case), words[item], *[""] * len(grades))
        for team in teams
        for case in subjects[team.pk]
        for item in items_for(sheet, case)
    )
    return excel_file(title(cycle, kind, "tally"), (*columns, *grades), rows)


def _called(case):
    return TEAM if case.team_id else case.posting.cadre.name


def overview_file(rows, kinds, cycle, *, by):
    """The overview as Excel; taking it away leaves one record line."""
    record(by, "export_ballots", cycle)
    columns = (_("State"), _("day of the meeting"), _("entitled to take part"), _("ballots issued"))
    columns += (_("ballots returned"), _("valid ballots"), _("Turnout"), _("whether it counts"))
    named = [f"{kind.label} · {column}" for kind in kinds for column in columns]
    return excel_file(_("Ballots"), (_("Village"), _("Division code"), *named), map(_line, rows[:MOST_ROWS]))


def _line(row):
    return (
        row.team.village.division.full_name,
        row.team.area,
        *[one for _kind, batch in row.cells for one in _cell(batch)],
    )


def _cell(batch):
    if batch is None:
        return (_("missing"), *[""] * 7)
    figures = (batch.eligible, batch.issued, batch.returned, batch.valid, round(batch.returned / batch.eligible, 4))
    return (batch.get_state_display(), batch.held_on, *figures, batch.get_standing_display())
