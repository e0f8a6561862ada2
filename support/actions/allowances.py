"""Allowances 补助 entered as paid: many cadres of one month at once, by the sender or the county (二(五))."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.models import Record
from core.record import line
from core.refusals import Conflict, Refused
from support.actions.lines import entered
from support.cover_rules import month_ends, month_of
from support.entitled import entitled
from support.fund_rules import exact
from support.models import Allowance
from support.placing import demand, sender_or_county
from teams.models import Posting


@dataclass(frozen=True)
class Paid:
    """One allowance of one cadre: the posting, which one, how much."""

    posting: object
    kind: str
    amount: Decimal

    @property
    def key(self):
        """How a form names it: `12-meals`."""
        return f"{self.posting.pk}-{self.kind}"


@transaction.atomic
def pay(paid, *, month, paid_on, by, on):
    """Enters allowances of a month as paid. Returns how many.

    Effects in order: the postings are locked; office; month and day; each amount, that the cadre served then, is entitled
    and has not been paid; one line each, with who pays it; one record line each. Raises NotAllowed, Refused at the field of
    the allowance, Conflict.
    """
    paid = list(paid)
    if not paid:
        raise Refused(_("Nobody is chosen."), fields={"picked": _("Required.")})
    numbers = {one.posting.pk for one in paid}
    rows = Posting.objects.select_for_update(of=("self",)).filter(pk__in=numbers).order_by("pk")
    rows = {row.pk: row for row in rows.select_related("pairing__unit__home", "cadre__township")}
    demand(sender_or_county, rows.values(), by)
    _in_time(month, paid_on, on)
    _not_yet(paid, month)
    rights = {row.pk: {one.kind: one for one in some} for row, some in entitled(rows.values(), on)}
    lines = [_line(one, rows[one.posting.pk], rights, month, paid_on, by, on) for one in paid]
    Allowance.objects.bulk_create(lines, batch_size=1000)
    records = [line(by, "pay_allowance", row, details={"amount": str(row.amount), "kind": row.kind}) for row in lines]
    Record.objects.bulk_create(records, batch_size=1000)
    return len(lines)


def _in_time(month, paid_on, on):
    if month != month_of(month) or month > on:
        raise Refused(_("Choose a month that has begun."), fields={"month": _("Check the month.")})
    if paid_on > on or paid_on < month:
        raise Refused(
            _("Paid in the month or after it, and not on a day to come."), fields={"paid_on": _("Check the day.")}
        )


def _not_yet(paid, month):
    known = Allowance.objects.standing().filter(month=month, posting__in={one.posting.pk for one in paid})
    known = set(known.values_list("posting", "kind"))
    for one in paid:
        if (one.posting.pk, one.kind) in known:
            words = _("%(who)s: paid already.") % {"who": one.posting.cadre.name}
            raise Conflict(words, fields={one.key: words})


def _line(one, posting, rights, month, paid_on, by, on):
    right = rights[posting.pk].get(one.kind)
    served = posting.starts_on <= month_ends(month) and (posting.ends_on is None or posting.ends_on >= month)
    if right is None or not served:
        words = _("%(who)s is not entitled to this in this month.") % {"who": posting.cadre.name}
        raise Refused(words, fields={one.key: words})
    money = {"amount": exact(one.amount, one.key), "payer": right.payer, "payer_name": right.payer_name}
    said = {"kind": one.kind, "month": month, "paid_on": paid_on}
    return Allowance(posting=posting, area=posting.area, **entered(by, on), **said, **money)
