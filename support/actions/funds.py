"""Work funds 工作经费: allotted by the county, received, spent with a voucher, corrected by reversal (二(五))."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.files import kept
from core.models import Record
from core.offices import Office
from core.record import line, record
from core.refusals import Conflict, NotAllowed, Refused, tells
from support.fund_checks import an_item, county_of, day_of, in_time, numbered, they_stand, unused
from support.fund_rules import REVERSIBLE, compared, enough, exact, sums
from support.models import Fund, FundEntry
from support.models.funds import BELOW, BEYOND, CLOSED

GIVERS, KEEPERS = (Office.COUNTY, Office.LEADERSHIP), (Office.COUNTY, Office.LEADERSHIP, Office.TOWNSHIP)
IS_CLOSED = _("This year's funds are closed. The county opens them again with a reason.")


@dataclass(frozen=True)
class Voucher:
    """What an expense is booked by. `item` is one of the policy's; `paper` the scan, as uploaded or kept."""

    number: str
    day: date
    amount: Decimal
    payee: str
    item: str
    note: str = ""
    paper: object = None


@transaction.atomic
def allot(teams, *, year, amount, number, day, by, on):
    """Allots the same amount to each of many teams by one document. Returns how many teams it was.

    Effects in order: office, amount, year and day are checked; missing books of the year are opened; all are locked, and
    checked for being open and not allotted by this document yet; one entry and one record line each. Raises NotAllowed,
    Refused, Conflict.
    """
    teams, amount = list(teams), exact(amount)
    _allowed(teams, by, GIVERS)
    if not teams:
        raise Refused(_("Choose the teams."), fields={"teams": _("Required.")})
    number = numbered(number, "number")
    in_time(year, day, on)
    they_stand(teams, year)
    funds = books(teams, year)
    _all_open(funds)
    known = FundEntry.objects.filter(fund__in=funds, kind="allotment", stands=True, voucher=compared(number))
    if one := known.select_related("fund__team__village__division").first():
        words = _("%(who)s already has an allotment by this document.") % {"who": one.fund.team}
        raise Conflict(words, fields={"number": words})
    said = {"kind": "allotment", "amount": amount, "number": number, "voucher": compared(number), "day": day}
    FundEntry.objects.bulk_create([entry_of(fund, by, on, **said) for fund in funds], batch_size=1000)
    details = {"amount": str(amount), "number": number, "year": year}
    Record.objects.bulk_create([line(by, "allot_funds", fund, details=details) for fund in funds], batch_size=1000)
    return len(funds)


@transaction.atomic
def receive(team, *, year, amount, day, by, on, number="", note=""):
    """Books money that came for a team. Returns the entry.

    Effects in order: office and amount; the book is locked; open, in its year, no more than is allotted and has not come;
    the entry; one record line. Raises NotAllowed, Refused with what is still to come.
    """
    fund, amount = _opened(team, year, by), exact(amount)
    day_of(fund, day, on)
    owed = sums(fund.entries.all()).owed
    if amount > owed:
        words = _("Only %(left)s yuan are allotted and still to come.") % {"left": owed}
        raise Refused(words, fields={"amount": words})
    said = {"kind": "receipt", "amount": amount, "day": day, "number": number.strip(), "note": note.strip()}
    return _booked(entry_of(fund, by, on, **said), "receive_funds", by)


@transaction.atomic
def spend(team, voucher, *, year, by, on):
    """Books an expense by its voucher. Returns the entry.

    Effects in order: office and amount; the book is locked; open, in its year, an item of the policy, a voucher nobody
    has used, enough money; the scan is kept; the entry; one record line. Raises NotAllowed, Refused with what is left,
    Conflict with the booking that holds the voucher.
    """
    fund, amount = _opened(team, year, by), exact(voucher.amount)
    number = numbered(voucher.number, "number")
    if not voucher.payee.strip():
        raise Refused(_("Say who was paid."), fields={"payee": _("Required.")})
    day_of(fund, voucher.day, on)
    an_item(voucher.item, fund, on)
    unused(fund, number, voucher.day)
    enough(amount, sums(fund.entries.all()).held)
    entry = entry_of(fund, by, on, kind="expense", amount=amount, day=voucher.day, number=number)
    entry.voucher, entry.item = compared(number), voucher.item
    entry.payee, entry.note = voucher.payee.strip(), voucher.note.strip()
    entry.paper = kept(voucher.paper, by=by, field="paper")
    return _booked(entry, "spend_funds", by)


@transaction.atomic
def reverse(entry, *, why, by, on):
    """Takes a wrong entry back by its negative 红字冲销; both stay in the book. Returns the reversal.

    Effects in order: office; the book is locked and open; the entry stands and is no closing entry; what is left stays
    above zero; the negative entry; the entry stands no more, so that its voucher may be booked again; one record line.
    Raises NotAllowed, Conflict, Refused.
    """
    if not why.strip():
        raise Refused(_("Say why the entry is reversed."), fields={"why": _("Required.")})
    fund = _opened(entry.fund.team, entry.fund.year, by)
    entry = FundEntry.objects.get(pk=entry.pk)
    if not entry.stands:
        raise Conflict(_("This entry has been reversed already."))
    if entry.kind not in REVERSIBLE:
        raise Refused(_("An entry made by closing the year is taken back by opening the year again."))
    if entry.kind == "allotment" and by.office not in GIVERS:
        raise NotAllowed(_("The county allots, and takes an allotment back."))
    _reversal_fits(entry, sums(fund.entries.all()))
    return _booked(reversal(entry, why.strip(), by, on), "reverse_entry", by)


def reversal(entry, why, by, on):
    """The negative of an entry, not stored yet; the entry itself stands no more."""
    FundEntry.objects.filter(pk=entry.pk).update(stands=False)
    said = {name: getattr(entry, name) for name in ("kind", "number", "item", "payee")}
    return entry_of(entry.fund, by, on, **said, amount=-entry.amount, day=on, note=why, reverses=entry, stands=False)


def _reversal_fits(entry, now):
    if entry.kind == "receipt":
        enough(entry.amount, now.held)
    if entry.kind == "allotment" and entry.amount > now.owed:
        words = _("%(sum)s yuan of it have come already: reverse the receipt first.") % {"sum": entry.amount - now.owed}
        raise Refused(words)


def books(teams, year):
    """The books of a year of these teams, opened where there are none, locked in the order of their numbers."""
    rows = [Fund(team=team, area=team.area, year=year) for team in teams]
    Fund.objects.bulk_create(rows, ignore_conflicts=True, batch_size=1000)
    found = Fund.objects.select_for_update(of=("self",)).filter(team__in=teams, year=year)
    return list(found.select_related("team__village__division", "team__second_village__division").order_by("pk"))


def _opened(team, year, by):
    """The locked, open book of a team's year, or the refusal that says why there is none."""
    _allowed([team], by, KEEPERS)
    fund = Fund.objects.select_for_update(of=("self",)).filter(team=team, year=year).first()
    if fund is None:
        words = _("Nothing is allotted to this team for %(year)s yet.") % {"year": year}
        raise Refused(words, fields={"amount": words})
    _all_open([fund])
    return fund


def _allowed(teams, by, offices):
    if by.office not in offices or not all(by.covers(team.area) for team in teams):
        raise NotAllowed(_("The county allots work funds; county and township keep their books."))


def _all_open(funds):
    if any(fund.closed_on for fund in funds):
        raise Conflict(IS_CLOSED)


def entry_of(fund, by, on, **said):
    """An entry of a book, not stored yet."""
    who = {"entered_by_id": by.user_id, "entered_place": by.place, "entered_on": on}
    return FundEntry(fund=fund, area=fund.area, county=county_of(fund), **who, **said)


def _booked(entry, verb, by):
    entry.save(force_insert=True)
    details = {"amount": str(entry.amount), "day": str(entry.day), "number": entry.number}
    record(by, verb, entry, note=entry.note, details=details)
    return entry


@tells(CLOSED)
def _told_closed(diag):
    return Conflict(IS_CLOSED)


@tells(BELOW)
def _told_below(diag):
    return Conflict(_("Somebody else was faster: there is not enough left."))


@tells(BEYOND)
def _told_beyond(diag):
    return Conflict(_("Somebody else was faster: no more than what is allotted can be received."))


@tells("voucher_used_once")
def _told_used(diag):
    return Conflict(_("This voucher was booked a moment ago."), fields={"number": _("Used already.")})
