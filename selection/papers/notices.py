"""公示 as an official paper: who decided, whom, from when to when, how one objects."""

from django.utils.translation import override

from core.documents import Paper, spelled
from selection.noticeboard import COLUMNS, department, people, spoken

WIDTHS = (11, 18, 10, 20, 24, 32, 24, 17)


def notice_paper(notice):
    """The notice in the layout of official papers, its list as the annex."""
    shown = list(people(notice))
    paper = Paper()
    paper.title(notice.title)
    paper.blank()
    for words in said(notice, len(shown)):
        paper.text(words)
    paper.annexed("拟派驻村人员名单")
    paper.sign(department(notice), notice.from_on)
    paper.annex("拟派驻村人员名单")
    with override("zh-hans"):
        lines = [(at, *_cells(facts)) for at, facts in enumerate(shown, start=1)]
    paper.table(("序号", *COLUMNS.values()), lines, widths=WIDTHS, size=11)
    return paper


def said(notice, number):
    """The paragraphs of a notice; the poster on the wall bears the same."""
    days = (notice.until_on - notice.from_on).days + 1
    ways = [f"来电：{notice.telephone}", f"来信：{notice.address}"]
    ways += [f"电子邮件：{notice.email}"] if notice.email else []
    return [
        f"经{notice.decided_by}研究，拟派{number}名同志驻村任第一书记或工作队员，现予公示。",
        f"公示时间：{spelled(notice.from_on)}至{spelled(notice.until_on)}，共{days}天。",
        "公示期间，对公示对象有异议的，可以来电、来信、来访或者发送电子邮件反映。信函以寄出邮戳日期为准。",
        "反映问题应当签署真实姓名并留下联系方式，匿名反映的不予受理。反映人和反映内容予以保密。",
        "；".join(ways) + "。",
    ]


def _cells(facts):
    words = spoken(facts)
    return [words.get(name, "") for name in COLUMNS]
