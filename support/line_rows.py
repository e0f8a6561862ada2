"""The lists of insurance, check-ups, visits and talks, and allowances paid: which rows, which columns."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from support.case_rows import narrowed
from support.models import Allowance, Checkup, Insurance, Visit

_PLACE = ("posting__cadre__township", "posting__pairing__unit", "posting__team__village__division", "entered_by")


@dataclass(frozen=True)
class Table:
    """One kind of line: its table, its title, the columns of its own, and the field its year is read from."""

    key: str
    model: type
    title: str
    columns: tuple
    dated: str


TABLES = {
    "insurance": Table(
        "insurance",
        Insurance,
        _("Accident insurance"),
        ((_("insurer"), "insurer"), (_("policy number"), "policy_number"), (_("cover from"), "starts_on"))
        + ((_("cover until"), "ends_on"),),
        "ends_on",
    ),
    "checkup": Table(
        "checkup",
        Checkup,
        _("Medical check-ups"),
        ((_("planned for"), "planned_on"), (_("place"), "place"), (_("done on"), "done_on")),
        "planned_on",
    ),
    "visit": Table(
        "visit",
        Visit,
        _("Visits and heart-to-heart talks"),
        ((_("kind"), "get_kind_display"), (_("day"), "day"), (_("by whom"), "leader"))
        + ((_("title of the leader"), "leader_title"), (_("what was brought or agreed"), "brought")),
        "day",
    ),
    "allowance": Table(
        "allowance",
        Allowance,
        _("Allowances paid"),
        ((_("month"), "month"), (_("allowance"), "get_kind_display"), (_("amount"), "amount"))
        + ((_("paid on"), "paid_on"), (_("name of the payer"), "payer_name"), (_("paid by"), "get_payer_display")),
        "month",
    ),
}


def lines(table, actor, wanted):
    """The lines of a table, newest first, narrowed by place, name, year; `struck` ones only when asked for."""
    rows = narrowed(table.model.objects.visible_to(actor), wanted)
    rows = rows if wanted.get("struck") else rows.standing()
    if year := wanted.get("year"):
        rows = rows.filter(**{f"{table.dated}__year": year})
    if posting := wanted.get("posting"):
        rows = rows.filter(posting=posting)
    return rows.select_related(*_PLACE)


def cells(table, row):
    """A line's own cells: days as days, amounts as amounts, codes in words."""
    for _head, name in table.columns:
        value = getattr(row, name)
        yield value() if callable(value) else value
