"""How a status is written on a sheet: by digit, by letter, by mark, by word. One table for grid, tables handed in and print."""

from dataclasses import dataclass
from unicodedata import normalize

from django.utils.translation import get_language

from attendance.models import Status


@dataclass(frozen=True)
class Mark:
    """`digit` and the letters (English, pinyin) are keys; `mark` stands in the cell; `words` are understood when pasted.

    X has no meaning: in one office it is a cross for absent, in another the first letter of 休息.
    """

    digit: str
    letters: str
    mark: str
    words: tuple

    @property
    def letter(self):
        """The letter shown to this reader."""
        return self.letters[0] if get_language() == "en" else self.letters[1]


MARKS = {
    Status.IN_VILLAGE: Mark("1", "VZ", "√", ("在村", "驻村", "在岗", "出勤", "到岗", "in the village", "✓", "✔", "v")),
    Status.REPORT_OUT: Mark("2", "OW", "◇", ("外出报备", "报备", "外出", "公出", "出差", "out on report", "◆")),
    Status.TRAINING: Mark("3", "TP", "▲", ("培训", "学习", "training", "☆", "★")),
    Status.LEAVE: Mark("4", "LQ", "△", ("请假", "事假", "病假", "公假", "年休假", "休假", "假", "on leave", "leave")),
    Status.ABSENT: Mark(
        "5", "AK", "×", ("旷工", "缺勤", "缺勤(未请假)", "缺岗", "absent", "absent without leave", "✕", "✗", "╳")
    ),
    Status.REST: Mark("6", "RR", "○", ("休息", "轮休", "休", "调休", "公休", "rest", "〇", "◯")),
}


def meaning(text):
    """The status a written cell means, or None: words, marks, digits and letters, in whatever width or case."""
    return _MEANINGS.get(_plain(text))


def _plain(text):
    return "".join(normalize("NFKC", str(text)).split()).casefold()


_MEANINGS = {
    _plain(word): status
    for status, mark in reversed(MARKS.items())
    for word in (status.value, mark.mark, mark.digit, *mark.letters, *mark.words)
}
