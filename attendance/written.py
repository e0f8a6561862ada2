"""A cell of the month sheet as text: `√`, `△事假`, `(√)` where nobody has confirmed it. Written and read by the same rules."""

from unicodedata import normalize

from django.utils.translation import gettext_lazy as _

from attendance.marks import MARKS, meaning
from attendance.models import Day, Status
from core.sheets.cells import BadCell, text

NOTHING = frozenset("-–—－/／\\")  # how people strike out a cell that does not count
_MARKS = {mark.mark: status for status, mark in MARKS.items()}
_PLAIN = {word for status, mark in MARKS.items() for word in (status.value, mark.mark, mark.words[0])}
_LONGEST = Day._meta.get_field("note").max_length


def written(status, note, confirmed):
    """The text of a cell."""
    said = MARKS[status].mark + plain(note)
    return said if confirmed else f"({said})"


def plain(note):
    """A note as a table can keep it: what cannot be seen is not kept."""
    return text(note)


def read(value):
    """(status, note, confirmed) of what somebody wrote, or None for a struck-out cell. Raises BadCell."""
    said = normalize("NFKC", text(value)) if len(text(value)) == 1 else text(value)
    if not said or set(said) <= NOTHING:
        return None
    open_, said = _unwrapped(said)
    found = _marked(said) or _worded(said)
    if found is None:
        known = "、".join(f"{mark.mark} {mark.words[0]}" for mark in MARKS.values())
        raise BadCell(_("“%(written)s” is no status. Known: %(known)s.") % {"written": said[:30], "known": known})
    status, note = found
    if len(note) > _LONGEST:
        raise BadCell(_("Too long: %(most)s characters at most.") % {"most": _LONGEST})
    return Status(status), note, not open_


def _unwrapped(said):
    """Whether the cell is in brackets as a whole, and what stands in them."""
    wrapped = len(said) > 2 and said[0] in "((" and said[-1] in "))"
    return wrapped, said[1:-1] if wrapped else said


def _marked(said):
    """A mark, and what stands behind it as the note."""
    status = _MARKS.get(said[0])
    return (status, said[1:].strip()) if status else None


def _worded(said):
    """A word, a digit or a letter; 事假, 病假 and the like stay as the note."""
    status = meaning(said)
    return (status, said if _telling(said) else "") if status else None


def _telling(said):
    return said not in _PLAIN and len(said) > 1 and not said.isascii() and said not in _EVERYDAY


_EVERYDAY = {"驻村", "在岗", "出勤", "到岗", "报备", "外出", "休假", "轮休", "公休", "缺勤", "缺勤(未请假)"}
