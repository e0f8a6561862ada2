"""一人一档 as Word: the facts as a form, every section as a table, after GB/T 9704."""

from django.utils.translation import override

from core.documents import Paper, spelled

TITLE = "驻村干部一人一档"
WIDTH = 156  # millimetres of the type area
SMALL, MONTHS = 9, 7


def paper_of(dossier):
    """The paper as a download, in Chinese whatever the reader's language."""
    file = dossier.file
    return _written(dossier).answer(f"{TITLE}-{file.cadre.name}-{file.on.isoformat()}")


def _written(dossier):
    paper = Paper()
    with override("zh-hans"):
        paper.title(TITLE)
        paper.number(f"（截至{spelled(dossier.file.on)}）")
        paper.form(_pairs(dossier.facts), size=12)
        if dossier.remark:
            paper.text(dossier.remark)
        for part in dossier.parts:
            paper.heading(str(part.title))
            _section(paper, part)
    return paper


def _pairs(facts):
    """Two facts a line."""
    flat = [str(text) for pair in facts for text in pair]
    return [tuple(flat[at : at + 4]) for at in range(0, len(flat), 4)]


def _section(paper, part):
    if not part.rows:
        paper.text("无记录。")
        return
    heads = [str(head) for head in part.heads]
    rows = [[str(cell if cell is not None else "") for cell in row.cells] for row in part.rows]
    widths = (12, 24, *[8.5] * 12, 12) if part.key == "days" else [WIDTH / len(heads)] * len(heads)
    paper.table(heads, rows, widths=widths, size=MONTHS if part.key == "days" else SMALL)
