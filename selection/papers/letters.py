"""派驻通知 as an official paper: to county and township, who serves where from when to when, by which words."""

from datetime import date

from django.utils.translation import override

from core.documents import Paper, spelled
from selection.facts import policy_for
from selection.lettered import lines
from selection.noticeboard import department, spoken

HEADS = ("序号", "姓名", "性别", "政治面貌", "派出单位及职务", "驻村", "任职", "任职时间")
WIDTHS = (11, 18, 10, 20, 32, 26, 17, 22)
MOST_NAMED = 4  # addressees named one by one; more are addressed together


def paper_of(letter, actor):
    """The paper as a download: whole for the department, with the lines that concern them for everybody else."""
    mine = lines(letter, actor)
    return letter_paper(letter, mine, whole=len(mine) == letter.lines.count()).answer(str(letter))


def letter_paper(letter, named, *, whole):
    """The letter with the lines its reader is given; `whole`: whether these are all there are."""
    paper = Paper()
    paper.title("关于派驻第一书记和工作队员的通知")
    paper.number(str(letter))
    paper.blank()
    paper.to(_addressees(named))
    with override("zh-hans"):
        _body(paper, letter, named)
        if len(named) > 1:
            paper.annexed("派驻人员名单" + ("" if whole else "（节录）"))
        paper.sign(department(letter), letter.issued_on)
        if len(named) > 1:
            paper.annex("派驻人员名单" if whole else "派驻人员名单（节录）")
            paper.table(HEADS, [_row(at, facts) for at, facts in enumerate(named, start=1)], widths=WIDTHS, size=11)
    return paper


def _body(paper, letter, named):
    one = named[0]
    if len(named) == 1:
        paper.text(
            f"根据选派工作安排，现派{one['sender']}{one['name']}同志到{one['township']}{one['village']}驻村，"
            f"任{spoken(one)['seat']}，时间自{_day(one['from'])}至{_day(one['until'])}。"
        )
    else:
        paper.text(f"根据选派工作安排，现派{one['name']}等{len(named)}名同志到村任第一书记或工作队员，名单附后。")
    relations = policy_for(letter.area, letter.issued_on)["team.relations"]
    paper.text(f"《{relations.title['zh']}》{relations.clause}规定：“{relations.quote}”。")
    paper.text("请做好接收和工作、生活安排，及时将派驻人员的党组织关系转到所驻村党支部，并做好日常管理。")


def _addressees(named):
    """County departments, then township committees; many are addressed together."""
    counties = dict.fromkeys(facts["county"] for facts in named)
    townships = dict.fromkeys(facts["township"] for facts in named)
    if len(counties) + len(townships) > MOST_NAMED:
        return "各有关县（市、区）委组织部，各有关乡镇党委："
    return "、".join([*(f"{name}委组织部" for name in counties), *map(_committee, townships)]) + "："


def _committee(township):
    """A town's or township's Party committee; a street office has a working committee."""
    name = township.removesuffix("办事处")
    return f"{name}党工委" if name.endswith("街道") else f"{name}党委"


def _row(at, facts):
    words = spoken(facts)
    post = f"{facts['sender']} {facts['post']}".strip()
    village = f"{facts['county']}{facts['township']}{facts['village']}"
    term = f"{_short(facts['from'])}至{_short(facts['until'])}"
    return (at, facts["name"], words["sex"], words["party"], post, village, words["seat"], term)


def _day(text):
    return spelled(date.fromisoformat(text))


def _short(text):
    day = date.fromisoformat(text)
    return f"{day.year}.{day.month:02}.{day.day:02}"
