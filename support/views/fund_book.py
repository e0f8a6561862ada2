"""One team's book of a year in the browser: every entry with the balance after it, and what may be booked here."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import files
from core.access import fetch
from core.clock import today
from core.export import excel_file
from core.offices import Office
from core.pages import show
from core.policies import Policies
from core.refusals import Conflict
from support import fund_rows
from support.actions import fund_years, funds
from support.actions.funds import GIVERS, KEEPERS, Voucher
from support.forms.funds import CloseForm, ReceiveForm, ReopenForm, SpendForm, WhyForm, YearQuery, items_at
from support.fund_rules import REVERSIBLE, running, sums
from teams.models import Team
from teams.views.doing import sent

HEADS = ("Date", "Kind", "Number", "Item", "Payee", "Purpose", "Amount in yuan", "Balance", "Entered by")
HEADS = [gettext_lazy(head) for head in HEADS]


def fund(request, pk):
    """The book of a team's year."""
    return _book(request, _team(request, pk), _year(request))


def _team(request, pk):
    rows = Team.objects.visible_to(request.actor)
    return fetch(rows.select_related("village__division", "second_village__division"), request.actor, pk)


def _year(request):
    form = YearQuery(request.POST if request.method == "POST" else request.GET)
    return (form.is_valid() and form.cleaned_data["year"]) or today().year


def _lines(request, team, year):
    entries = list(fund_rows.entries(request.actor, {"fund__team": team, "fund__year": year}))
    words = dict(items_at(today()))
    for entry in entries:
        entry.item_words = words.get(entry.item, entry.item)
        entry.may_reverse = _reverses(request.actor, entry)
    return running(entries)


def _reverses(actor, entry):
    offices = GIVERS if entry.kind == "allotment" else KEEPERS
    return entry.stands and entry.kind in REVERSIBLE and actor.office in offices


def _book(request, team, year, *, forms=None, status=None):
    """The page; `forms`: those that were sent and not done."""
    on, found = today(), fund_rows.book(request.actor, team, year)
    lines = _lines(request, team, year)
    is_open = found is not None and found.closed_on is None
    keeps = request.actor.office in KEEPERS and is_open
    blank = {"initial": {"year": year, "day": on if on.year == year else None}}
    context = {
        "team": team,
        "year": year,
        "years": range(on.year + 1, max(team.formed_on.year, on.year - 4) - 1, -1),
        "fund": found,
        "lines": lines,
        "sums": sums(entry for entry, _balance in lines),
        "rule": Policies(on).at(team.area[:6])[fund_rows.MINIMUM],
        "receive": ReceiveForm(on=on, auto_id="in_%s", **blank) if keeps else None,
        "spend": SpendForm(on=on, **blank) if keeps else None,
        "reopen": ReopenForm(initial={"year": year}) if _opens(request, found) else None,
        "close": _close(request, team, year) if is_open and year < on.year else None,
        "keeps": keeps,
    }
    return show(request, "support/fund.html", {**context, **(forms or {})}, status=status)


def _close(request, team, year):
    """The county closes this one book; the list closes all."""
    if request.actor.office != Office.COUNTY:
        return None
    return CloseForm(initial={"year": year, "team": team.pk}, auto_id="close_%s")


def _opens(request, found):
    return request.actor.office == Office.COUNTY and found is not None and found.closed_on is not None


def fund_book_file(request, pk):
    """The book as Excel."""
    team, year = _team(request, pk), _year(request)
    cells = (
        (entry.day, entry.get_kind_display(), entry.number, entry.item_words, entry.payee, entry.note)
        + (float(entry.amount), float(balance), f"{entry.entered_place} {entry.entered_by.name}")
        for entry, balance in _lines(request, team, year)
    )
    return excel_file(_("Book of the work funds %(year)s") % {"year": year}, HEADS, cells)


def _said(request, pk, shape, name, deed, done):
    team, year = _team(request, pk), _year(request)
    ids = "in_%s" if shape is ReceiveForm else "id_%s"
    form = shape(request.POST, request.FILES, actor=request.actor, on=today(), auto_id=ids)
    return sent(
        request,
        form,
        lambda data: deed(team, data),
        again=lambda status: _book(request, team, year, forms={name: form}, status=status),
        to=lambda _made: (_address(team, year),),
        done=done,
    )


def _address(team, year):
    return f"{reverse('fund', args=[team.pk])}?year={year}"


def receive(request, pk):
    """Books money that has come."""

    def deed(team, data):
        return funds.receive(team, **data, by=request.actor, on=today())

    return _said(request, pk, ReceiveForm, "receive", deed, _("Booked."))


def spend(request, pk):
    """Books an expense by its voucher."""

    def deed(team, data):
        year = data.pop("year")
        return funds.spend(team, Voucher(**data), year=year, by=request.actor, on=today())

    return _said(request, pk, SpendForm, "spend", deed, _("Booked."))


def reopen(request, pk):
    """Opens a closed year again, with the reason."""

    def deed(team, data):
        found = fund_rows.book(request.actor, team, data["year"])
        if found is None:
            raise Conflict(_("There is no book of this year."))
        return fund_years.reopen(found, why=data["why"], by=request.actor, on=today())

    return _said(request, pk, ReopenForm, "reopen", deed, _("The year is open again."))


def reverse_entry(request, pk):
    """Takes an entry back by its negative, with the reason."""
    entry = fetch(fund_rows.entries(request.actor), request.actor, pk)
    team, year = entry.fund.team, entry.fund.year
    form = WhyForm(request.POST, actor=request.actor, on=today())
    return sent(
        request,
        form,
        lambda data: funds.reverse(entry, **data, by=request.actor, on=today()),
        again=lambda status: _book(request, team, year, forms={"why": form}, status=status),
        to=lambda _made: (_address(team, year),),
        done=_("Reversed. Both entries stay in the book."),
    )


def paper(request, pk):
    """The scan of a voucher."""
    entry = fetch(fund_rows.entries(request.actor), request.actor, pk)
    if entry.paper is None:
        raise Http404
    return files.answer(entry.paper)
