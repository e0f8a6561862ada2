"""The end of a funds' year: what is left is carried over 结转 or returned 收回, the book is closed, and opened again with a reason."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.models import Record
from core.offices import Office
from core.record import line, record
from core.refusals import Conflict, NotAllowed, Refused
from support.actions.funds import books, entry_of, reversal
from support.fund_rules import enough, sums
from support.models import Fund, FundEntry

CARRIED, RETURNED = "carried", "returned"


@transaction.atomic
def close(funds, *, how, number="", by, on):
    """Closes the books of a year of some teams. Returns how many it were.

    Effects in order: office, the year being over, `how` (carried over, or returned by a document); the books and next
    year's are locked; what is left of each is booked out, and in next year when carried over; the books are closed; one
    record line each. Raises NotAllowed, Refused, Conflict.
    """
    _by_the_county(funds, by)
    rows = Fund.objects.select_for_update(of=("self",)).filter(pk__in=[fund.pk for fund in funds]).order_by("pk")
    funds = list(rows.select_related("team"))
    _may_close(funds, how, number, on)
    left = {fund: rest for fund, rest in _left(funds).items() if rest}
    FundEntry.objects.bulk_create(_closing(left, how, number.strip(), by, on), batch_size=1000)
    Fund.objects.filter(pk__in=[fund.pk for fund in funds]).update(closed_on=on)
    lines = [line(by, "close_funds", fund, note=how, details={"left": str(left.get(fund, 0))}) for fund in funds]
    Record.objects.bulk_create(lines, batch_size=1000)
    return len(funds)


@transaction.atomic
def reopen(fund, *, why, by, on):
    """Opens a closed book again. Returns it.

    Effects in order: office and reason; the book and next year's are locked; it is open; what closing had booked out is
    reversed, in next year too where that is open and still holds it; one record line. Raises NotAllowed, Refused, Conflict.
    """
    _by_the_county([fund], by)
    if not why.strip():
        raise Refused(_("Say why the year is opened again."), fields={"why": _("Required.")})
    fund, after = _with_next(fund)
    if fund.closed_on is None:
        raise Conflict(_("This year is open."))
    fund.closed_on = None
    fund.save(update_fields=["closed_on"])
    for entry in fund.entries.filter(stands=True, kind__in=("carried_out", "returned")):
        if entry.kind == "carried_out":
            _taken_back(after, entry.amount, why, by, on)
        reversal(entry, why.strip(), by, on).save(force_insert=True)
    record(by, "reopen_funds", fund, note=why.strip())
    return fund


def _by_the_county(funds, by):
    if by.office != Office.COUNTY or not all(by.covers(fund.area) for fund in funds):
        raise NotAllowed(_("The county organization department closes a year and opens it again."))


def _may_close(funds, how, number, on):
    if how not in (CARRIED, RETURNED):
        raise Refused(_("Choose what becomes of the rest."), fields={"how": _("Required.")})
    if how == RETURNED and not number.strip():
        raise Refused(_("Returned by which document?"), fields={"number": _("Required.")})
    if any(fund.closed_on for fund in funds):
        raise Conflict(_("This year has been closed already."))
    if any(fund.year >= on.year and not fund.team.disbanded_on for fund in funds):
        raise Refused(_("A year is closed once it is over."))
    if how == CARRIED and any(fund.team.disbanded_on for fund in funds):
        raise Refused(
            _("A disbanded team carries nothing over: the rest is returned."), fields={"how": _("Choose another.")}
        )


def _left(funds):
    entries = {}
    for entry in FundEntry.objects.filter(fund__in=funds):
        entries.setdefault(entry.fund_id, []).append(entry)
    return {fund: sums(entries.get(fund.pk, [])).held for fund in funds}


def _closing(left, how, number, by, on):
    """The entries that book out what is left, and in again where it is carried over."""
    kind = "carried_out" if how == CARRIED else "returned"
    out = [entry_of(fund, by, on, kind=kind, amount=rest, day=on, number=number) for fund, rest in left.items()]
    return out + ([*_carried_in(left, by, on)] if how == CARRIED else [])


def _carried_in(left, by, on):
    for year in sorted({fund.year for fund in left}):
        rests = {fund.team_id: rest for fund, rest in left.items() if fund.year == year}
        teams = [fund.team for fund in left if fund.year == year]
        for after in books(teams, year + 1):
            if after.closed_on:
                raise Conflict(_("%(who)s: next year is closed already.") % {"who": after.team})
            yield entry_of(after, by, on, kind="carried_in", amount=rests[after.team_id], day=on)


def _with_next(fund):
    """The book and next year's, locked in that order; None where there is no next one."""
    both = Fund.objects.select_for_update(of=("self",)).filter(team=fund.team_id, year__in=(fund.year, fund.year + 1))
    found = {row.year: row for row in both.order_by("year")}
    return found[fund.year], found.get(fund.year + 1)


def _taken_back(after, amount, why, by, on):
    """Takes what was carried over out of next year again."""
    if after.closed_on:
        raise Conflict(_("Next year is closed: open it first."))
    enough(amount, sums(after.entries.all()).held)
    entry = after.entries.get(stands=True, kind="carried_in")
    reversal(entry, why.strip(), by, on).save(force_insert=True)
