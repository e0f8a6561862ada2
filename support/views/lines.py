"""Insurance, check-ups, visits and talks in the browser: their lists, the entry for many at once, a wrong line struck."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.access import fetch
from core.clock import today
from core.export import MOST_ROWS, excel_file, plain_cell
from core.forms.ticks import ticked
from core.pages import show
from core.paging import page_of
from core.policy import PROVINCE
from support import care, line_rows
from support.actions import lines as deeds
from support.forms.funds import WhyForm
from support.forms.lines import ENTRY, CareFilter, DoneForm, LineFilter
from support.line_rows import TABLES, cells
from support.models import Checkup
from support.reach import enterable
from teams.models import Posting
from teams.provisions import clause
from teams.views.doing import narrowed, sent

LISTS = {"insurance": "insurances", "checkup": "checkups", "visit": "visits", "allowance": "allowances-paid"}
RULES = {"insurance": care.INSURED, "checkup": care.CHECKED, "visit": care.VISITED, "allowance": "support.allowances"}
HEADS = [gettext_lazy(head) for head in ("Name", "Village", "Seat", "Sent by")]
LAST = [gettext_lazy(head) for head in ("Entered at", "Entered on", "struck because")]
AT_ONCE = 150


def list_of(key):
    """The page of one kind of line."""

    def view(request):
        return _list(request, TABLES[key])

    return view


def _list(request, table, *, form=None, status=None):
    filters = LineFilter(request.GET, actor=request.actor, on=today())
    page = page_of(request, line_rows.lines(table, request.actor, narrowed(filters)))
    for row in page:
        row.cells = list(zip((head for head, _name in table.columns), cells(table, row), strict=True))
    context = {
        "table": table,
        "filters": filters,
        "page": page,
        "heads": [head for head, _name in table.columns],
        "rule": clause(RULES[table.key], request.actor.area or PROVINCE, today()),
        "to_new": f"{table.key}-new" if table.key in ENTRY else "allowances",
        "to_strike": f"{table.key}-strike",
        "to_file": f"{LISTS[table.key]}-file",
        "done": form or (DoneForm(initial={"done_on": today()}) if table.model is Checkup else None),
    }
    return show(request, "support/lines.html", context, status=status)


def file_of(key):
    """The same list as Excel."""

    def view(request):
        table = TABLES[key]
        filters = LineFilter(request.GET, actor=request.actor, on=today())
        rows = line_rows.lines(table, request.actor, narrowed(filters))[:MOST_ROWS]
        heads = [*HEADS, *(head for head, _name in table.columns), *LAST]
        return excel_file(str(table.title), heads, (_excel(table, row) for row in rows))

    return view


def _excel(table, row):
    posting = row.posting
    who = (posting.cadre.name, posting.team.village.division.full_name, posting.get_seat_display(), str(posting.sender))
    own = (float(cell) if hasattr(cell, "quantize") else plain_cell(cell) for cell in cells(table, row))
    return (*who, *own, row.entered_place, row.entered_on, row.struck_why)


def entry_of(key):
    """The page on which a line of one kind is entered for many people at once."""

    def view(request):
        form = ENTRY[key](request.POST or None, actor=request.actor, on=today(), initial=_usual(key))
        picked = ticked(request.POST, "picked")
        if request.method != "POST":
            return _entry(request, key, form, picked)
        rows = Posting.objects.visible_to(request.actor).filter(pk__in=picked).select_related("pairing", "cadre")
        return sent(
            request,
            form,
            lambda _data: form.enter(list(rows), by=request.actor, on=today()),
            again=lambda status: _entry(request, key, form, picked, status),
            to=lambda _count: (LISTS[key],),
            done=lambda count: ngettext("Entered for %(n)s person.", "Entered for %(n)s people.", count) % {"n": count},
        )

    return view


def _usual(key):
    year = today().replace(month=1, day=1)
    days = {"starts_on": year, "ends_on": year.replace(month=12, day=31)}
    return {"insurance": days, "checkup": {"planned_on": today()}, "visit": {"day": today()}}[key]


def _entry(request, key, form, picked, status=None):
    filters = CareFilter(request.GET, actor=request.actor, on=today())
    rows = enterable(care.people(request.actor, narrowed(filters), today()), key, request.actor)
    page = page_of(request, rows, AT_ONCE)
    for row in page:
        row.ticked = row.pk in picked if picked or form.is_bound else str(row.pk) == request.GET.get("posting")
    context = {"form": form, "filters": filters, "page": page, "table": TABLES[key], "to_list": LISTS[key]}
    return show(request, "support/enter.html", context, status=status)


def strike_of(key):
    """Strikes one line of a kind, with the reason; back to the list."""

    def view(request, pk):
        row = fetch(TABLES[key].model, request.actor, pk)
        form = WhyForm(request.POST, actor=request.actor, on=today())
        why = form.cleaned_data["why"] if form.is_valid() else ""
        deeds.strike(row, why=why, by=request.actor, on=today())
        messages.success(request, _("Struck. The line stays, with the reason."))
        return redirect(LISTS[key])

    return view


def checkups_done(request):
    """Marks the ticked check-ups as done."""
    form = DoneForm(request.POST, actor=request.actor, on=today())
    rows = Checkup.objects.visible_to(request.actor).filter(pk__in=ticked(request.POST, "picked"))
    return sent(
        request,
        form,
        lambda data: deeds.checked_up(list(rows), **data, by=request.actor, on=today()),
        again=lambda status: _list(request, TABLES["checkup"], form=form, status=status),
        to=lambda _count: ("checkups",),
        done=lambda count: ngettext("%(n)s check-up done.", "%(n)s check-ups done.", count) % {"n": count},
    )
