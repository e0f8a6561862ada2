"""The queue of nominations: what waits for an office, and everything in its jurisdiction."""

from django.utils.translation import gettext as _

from core.clock import today
from core.export import MOST_ROWS, excel_file
from core.offices import Office
from core.pages import show
from core.paging import page_of
from core.workflow import OWN, VERBS
from selection import actions, queue
from selection.forms import FilterForm
from selection.ledger.vacancies import prepared
from selection.models import Nomination
from teams.models import Seat

NOMINATORS = (Office.UNIT, Office.TOWNSHIP)


def nominations(request):
    """The queue: what waits for this office first, everything in its jurisdiction behind it."""
    actor, (form, wanted) = request.actor, asked(request)
    page = page_of(request, queue.listed(actor, wanted, today()))
    counts = queue.counted(actor)
    context = {
        "filters": form,
        "page": page,
        "cases": queue.dressed(page.object_list, actor, today()),
        "counts": counts,
        "states": [(s, s.label, counts[s]) for s in Nomination.State if counts.get(s)],
        "seats": [(seat, seat.label, counts[seat]) for seat in Seat if counts[seat]],
        "oldest": queue.days_since(counts["oldest"], today()),
        "ageing": queue.AGEING,
        "old": queue.OLD,
        "verbs": verbs(actor),
        "kept": list(request.GET.items()),
        "query": f"?{request.GET.urlencode()}" if request.GET else "",
        "most": actions.MOST,
        **(prepared(actor, today()) if actor.office in NOMINATORS else {}),
    }
    return show(request, "selection/nominations.html", context)


def asked(request):
    """The filter of an address and what it says; a wrong one narrows nothing and shows its errors."""
    form = FilterForm(request.GET, actor=request.actor, on=today())
    return form, form.cleaned_data if form.is_valid() else {}


def verbs(actor):
    """[(verb, label)] of the decisions this office takes on nominations at all."""
    mine = {step.verb for step in Nomination.STEPS if step.office == actor.office and step.verb not in OWN}
    return [(verb, VERBS[verb]) for verb in actions.BATCH_VERBS if verb in mine]


def export(request):
    """The list as filtered, in Excel, under the conditions it was filtered by."""
    form, wanted = asked(request)
    rows = queue.exported(request.actor, wanted, today())[:MOST_ROWS]
    heads = (
        _("Cadre"),
        _("Village"),
        _("Seat"),
        _("Sent by"),
        _("Verdict"),
        _("State"),
        _("Waits for days"),
        _("Posting from"),
        _("End of term"),
        _("Party committee's decision"),
        _("Round"),
    )
    return excel_file(f"nominations-{today()}", heads, map(_cells, rows), above=_conditions(form))


def _cells(case):
    verdict = _("needs a waiver") if case.needs_waiver else _("eligible")
    sender = case.unit or _("township")
    place, decision = case.team.village.division.full_name, f"{case.decision_number} ({case.decided_on})"
    who = (case.cadre.name, place, case.get_seat_display(), sender, verdict, case.get_state_display())
    return (*who, queue.days_waiting(case, today()), case.starts_on, case.term_ends_on, decision, case.round or "")


def _conditions(form):
    """What narrowed the list, one line each."""
    said = [(field.label, field.data) for field in form if field.data and field.name != "sort"]
    return [f"{_('Nominations')} {today()}", *(f"{label}: {value}" for label, value in said), ""]
