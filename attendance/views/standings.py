"""Standings: who has the days, who will miss them, and until when it can still be done."""

from itertools import starmap

from django.utils.translation import gettext_lazy as _

from attendance import lists
from attendance.forms import StandingForm
from attendance.models import Standing
from attendance.person import year_of
from core.access import fetch
from core.clock import today
from core.export import excel_file
from core.models import Division
from core.pages import show
from core.paging import page_of
from teams.models import Posting


def standing_list(request):
    """The standings of a kind in the actor's jurisdiction: counts per verdict, places below, people with what they must do."""
    form = StandingForm(request.GET, actor=request.actor, on=today())
    wanted = form.wanted()
    page = page_of(request, lists.standings(request.actor, wanted))
    counts = lists.counts(request.actor, wanted)
    context = {
        "filters": form,
        "page": page,
        "lines": [lists.Line(*row) for row in page],
        "wanted": wanted,
        "kind": Standing.Kind(wanted["kind"]),
        "counts": [(verdict, counts[verdict.value]) for verdict in Standing.Verdict],
        "sum": counts,
        "places": lists.places(request.actor, wanted),
        "here": _here(request.actor, wanted["area"]),
    }
    return show(request, "attendance/standings.html", context)


def _here(actor, area):
    """The division looked at, where it is not simply one's own."""
    if not area or area == actor.area:
        return None
    return Division.objects.visible_to(actor).current().filter(code=area).first()


HEADS = (
    *(_("Name"), _("Village"), _("Kind"), _("Month"), _("Done"), _("Required"), _("Remaining"), _("Still possible")),
    *(
        _("Forecast"),
        _("Verdict"),
        _("Since"),
        _("Latest start"),
        _("What must be done"),
        _("Days unconfirmed too long"),
    ),
    _("As of"),
)


def standings_table(request):
    """The list as an Excel file, in the order and with the filter of the page."""
    form = StandingForm(request.GET, actor=request.actor, on=today())
    wanted = form.wanted()
    kind = str(Standing.Kind(wanted["kind"]).label)
    rows = [
        [
            *(line.name, line.full_name, kind, line.month or "", float(line.done), float(line.required)),
            *(float(line.remaining), float(line.possible), float(line.forecast), line.verdict_words),
            *(line.verdict_since, line.latest_start, line.to_do, line.unconfirmed, line.as_of),
        ]
        for line in starmap(lists.Line, lists.standings(request.actor, wanted))
    ]
    return excel_file(f"{_('Standings')}-{wanted['year']}", HEADS, rows)


def posting_standing(request, pk):
    """One posting's year: months, days, arithmetic, what must be done, what was said before."""
    posting = fetch(
        Posting.objects.visible_to(request.actor).select_related("cadre", "team__village__division"), request.actor, pk
    )
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) == 4 else today().year
    return show(request, "attendance/standing.html", year_of(posting, year, on=today()))
