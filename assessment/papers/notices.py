"""考核结果公示 as an official paper: which results, from when to when, how one objects."""

from django.utils.translation import override

from assessment.noticeboard import COLUMNS
from core.documents import Paper, spelled
from selection.noticeboard import department

ANNEX = "驻村工作队和干部考核结果名单"
WIDTHS = (11, 38, 28, 26, 34, 19)


def notice_paper(notice, villages):
    """The notice in the layout of official papers, its list as the annex. `villages`: [(code, lines)] to be shown."""
    with override("zh-hans"):
        lines = [line for _code, lines in villages for line in lines]
        rows = [(at, *(str(line[name]) for name in COLUMNS)) for at, line in enumerate(lines, start=1)]
    paper = Paper()
    paper.title(notice.title)
    paper.blank()
    for words in said(notice):
        paper.text(words)
    paper.annexed(ANNEX)
    paper.sign(department(notice), notice.from_on)
    paper.annex(ANNEX)
    paper.table(("序号", *COLUMNS.values()), rows, widths=WIDTHS, size=11)
    return paper


def said(notice, village=""):
    """The paragraphs of a notice; the poster on a village's wall bears the same and names the village."""
    days = (notice.until_on - notice.from_on).days + 1
    what = f"{notice.cycle.year}年度考核" if notice.cycle.kind == "yearly" else "期满考核"
    whose = f"{village.replace(' / ', '')}驻村工作队和驻村干部" if village else "驻村工作队和驻村干部"
    ways = [f"来电：{notice.telephone}", f"来信：{notice.address}"]
    ways += [f"电子邮件：{notice.email}"] if notice.email else []
    return [
        f"按照驻村干部管理有关规定，经复评确定，现将{whose}{what}结果向本村群众公示。",
        f"公示时间：{spelled(notice.from_on)}至{spelled(notice.until_on)}，共{days}天。",
        "公示期间，对考核结果有异议的，可以来电、来信、来访或者发送电子邮件反映。信函以寄出邮戳日期为准。",
        "反映问题应当签署真实姓名并留下联系方式，匿名反映的不予受理。反映人和反映内容予以保密。",
        "；".join(ways) + "。",
    ]
