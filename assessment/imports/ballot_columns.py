"""The columns of a table of counts: one line an item; what holds for the whole meeting stands at least once per village."""

from django.utils.translation import gettext_lazy as _

from assessment.ballot_rules import MOST_GRADES, Figures
from assessment.forms.ballots import MOST
from core.imports.kinds import Column
from core.sheets import cells
from teams.imports.places import COLUMNS as PLACE

MEETING = ("held_on", "place", *Figures.__slots__)
ONCE = _("Once per village is enough.")
USUAL = (
    ("满意",),
    ("基本满意",),
    ("不满意",),
    ("不了解",),
)  # heads of the usual grades; others stand as 第1档, 第2档 …
GRADES = tuple(f"grade_{at}" for at in range(MOST_GRADES))


def _whole(value):
    """A number of ballots."""
    number = cells.number(value)
    if number is not None and (number != int(number) or not 0 <= number <= MOST):
        raise cells.BadCell(_("A whole number, not below zero."))
    return int(number)


def _number(key, label, *heads):
    return Column(key, label, heads, _whole, words=ONCE, sample="38")


def _grade(at):
    usual = USUAL[at] if at < len(USUAL) else ()
    label = _("Votes of grade %(number)s") % {"number": at + 1}
    return Column(GRADES[at], label, (*usual, f"第{at + 1}档", *(f"{one}票数" for one in usual)), _whole, sample="24")


COLUMNS = (
    *PLACE,
    Column(
        "held_on", _("day of the meeting"), ("会议日期", "测评日期", "日期"), cells.day, words=ONCE, sample="2026-12-20"
    ),
    Column("place", _("place of the meeting"), ("会议地点", "地点"), cells.at_most(80), words=ONCE, sample="村委会"),
    _number("eligible", _("entitled to take part"), "应参加人数", "应到人数"),
    _number("issued", _("ballots issued"), "发出票数", "发放票数"),
    _number("returned", _("ballots returned"), "收回票数", "收回"),
    _number("valid", _("valid ballots"), "有效票数", "有效票"),
    Column(
        "subject",
        _("Whom it is about"),
        ("评议对象", "测评对象", "姓名"),
        cells.text,
        required=True,
        sample="驻村工作队",
    ),
    Column("item", _("ballot item"), ("测评项目", "项目"), cells.text, required=True, sample="驻村在岗"),
    *map(_grade, range(MOST_GRADES)),
)
