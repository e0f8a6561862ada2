"""Work funds in the browser: the list of teams, the allotment for many, the end of a year."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.access import fetch
from core.clock import today
from core.export import MOST_ROWS, excel_file
from core.forms.ticks import ticked
from core.offices import Office
from core.pages import show
from core.paging import page_of
from core.policies import Policies
from core.policy import PROVINCE
from support import fund_rows
from support.actions import fund_years, funds
from support.forms.funds import AllotForm, CloseForm, FundFilter, YearQuery
from support.models import Fund
from teams.models import Team
from teams.views.doing import narrowed, sent

HEADS = [
    gettext_lazy(head)
    for head in (
        "Village",
        "Division code",
        "Year",
        "allotted",
        "money received",
        "spent",
        "left",
        "least",
        "Books closed on",
    )
]


def fund_list(request):
    """Every team with what was allotted, received, spent and is left; below the minimum it says so, with the clause."""
    filters = FundFilter(request.GET, actor=request.actor, on=today())
    return _list(request, filters)


def _list(request, filters, close=None, status=None):
    wanted, on = narrowed(filters), today()
    year = wanted.get("year") or on.year
    page = page_of(request, fund_rows.teams(request.actor, wanted, on))
    fund_rows.with_minimum(page.object_list, on)
    context = {
        "filters": filters,
        "page": page,
        "year": year,
        "this_year": on.year,
        "sums": fund_rows.totals(request.actor, wanted, on),
        "rule": Policies(on).at((request.actor.area or PROVINCE)[:6])[fund_rows.MINIMUM],
        "close": close or (CloseForm(initial={"year": on.year - 1}) if _closes(request) else None),
    }
    return show(request, "support/funds.html", context, status=status)


def _closes(request):
    return request.actor.office == Office.COUNTY


def fund_file(request):
    """The list as Excel, as filtered."""
    filters = FundFilter(request.GET, actor=request.actor, on=today())
    wanted, on = narrowed(filters), today()
    year = wanted.get("year") or on.year
    rows = fund_rows.with_minimum(fund_rows.teams(request.actor, wanted, on)[:MOST_ROWS], on)
    cells = (
        (str(team), team.area, year, *(float(getattr(team, name)) for name in fund_rows.FIGURES))
        + (team.minimum.value, team.closed_on)
        for team in rows
    )
    return excel_file(_("Work funds %(year)s") % {"year": year}, HEADS, cells)


def allot(request):
    """The same amount for many teams at once: those below the minimum are ticked."""
    on, asked = today(), YearQuery(request.GET, auto_id="show_%s")
    year = (asked.cleaned_data["year"] if asked.is_valid() else None) or on.year
    form = AllotForm(request.POST or None, actor=request.actor, on=on, initial=_usual(request, on, year))
    chosen = ticked(request.POST, "team")
    if request.method != "POST":
        return _allot(request, form, chosen, year)
    teams = Team.objects.visible_to(request.actor).filter(pk__in=chosen).select_related("village__division")
    return sent(
        request,
        form,
        lambda data: funds.allot(list(teams), **data, by=request.actor, on=on),
        again=lambda status: _allot(request, form, chosen, year, status),
        to=lambda _count: ("funds",),
        done=lambda count: ngettext("%(n)s team has its funds.", "%(n)s teams have their funds.", count) % {"n": count},
    )


def _usual(request, on, year):
    least = Policies(on).at(request.actor.area[:6])[fund_rows.MINIMUM].value
    return {"year": year, "amount": least, "day": on}


def _allot(request, form, chosen, year, status=None):
    """The teams of the year in the form, else of the one asked for."""
    year = getattr(form, "cleaned_data", {}).get("year") or year
    rows = fund_rows.with_minimum(list(fund_rows.teams(request.actor, {"year": year}, today())), today())
    for team in rows:
        team.ticked = team.pk in chosen if request.method == "POST" else team.below
    asked = YearQuery(initial={"year": year}, auto_id="show_%s")
    context = {"form": form, "teams": rows, "year": year, "asked": asked}
    return show(request, "support/funds_allot.html", context, status=status)


def close(request):
    """Closes a year's books: of one team, or all that are open in the county."""
    form = CloseForm(request.POST, actor=request.actor, on=today())
    filters = FundFilter({}, actor=request.actor, on=today())

    def end(data):
        rows = Fund.objects.visible_to(request.actor).filter(year=data["year"], closed_on__isnull=True)
        one = data.pop("team", None)
        if one:
            rows = rows.filter(team=fetch(Team, request.actor, one))
        return fund_years.close(list(rows), how=data["how"], number=data["number"], by=request.actor, on=today())

    return sent(
        request,
        form,
        end,
        again=lambda status: _list(request, filters, form, status),
        to=lambda _count: ("funds",),
        done=lambda count: ngettext("%(n)s book is closed.", "%(n)s books are closed.", count) % {"n": count},
    )
