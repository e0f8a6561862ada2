"""Terms that end: days left, successor, volunteers who continue and enter the next round in one step (二(三))."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access import fetch
from core.clock import today
from core.export import excel_file
from core.pages import show
from core.paging import page_of
from selection import leaving_rows
from selection.actions.leaving import volunteers
from selection.forms.leaving import TermFilter, WishForm
from selection.leaving import is_own, sent_by
from selection.models import Nomination
from teams.models import Posting
from teams.provisions import clause

HEADS = [
    gettext_lazy(head)
    for head in (
        "Cadre",
        "Village",
        "Seat",
        "Sent by",
        "End of term",
        "Days left",
        "Successor",
        "Volunteers to continue",
    )
]


def terms(request):
    """Per office: whose term ends when, who follows, who wishes to stay."""
    actor, on = request.actor, today()
    form = TermFilter(request.GET, actor=actor, on=on)
    page = page_of(request, leaving_rows.terms(actor, form.cleaned_data if form.is_valid() else {}, on))
    for one in page:
        one.left = (one.term_ends_on - on).days
        one.successor = successor_of(one)
        one.may_speak = sent_by(one, actor) or is_own(one, actor)
        one.may_enter = sent_by(one, actor)
    context = {
        "filters": form,
        "page": page,
        "counts": leaving_rows.term_counts(actor, on),
        "rule": clause(volunteers.RULE, page[0].area, on) if page else None,
    }
    return show(request, "selection/terms.html", context)


def successor_of(one):
    """(state, words): who follows on the seat."""
    if one.coming:
        return "approved", _("approved from %(day)s") % {"day": one.coming}
    if one.nominated:
        return one.nominated, str(Nomination.State(one.nominated).label)
    return "short", _("nobody yet")


def terms_file(request):
    """The list as Excel, as filtered."""
    form = TermFilter(request.GET, actor=request.actor, on=today())
    rows = leaving_rows.terms(request.actor, form.cleaned_data if form.is_valid() else {}, today())
    lines = (
        (
            one.cadre.name,
            one.team.village.division.full_name,
            one.get_seat_display(),
            one.sender.name,
            one.term_ends_on,
            (one.term_ends_on - today()).days,
            successor_of(one)[1],
            one.volunteered or "",
        )
        for one in rows.select_related("cadre__township")[:20000]
    )
    return excel_file(_("Terms that end"), HEADS, lines)


def term_volunteer(request, pk):
    """Notes that the cadre wishes to continue."""
    form = WishForm(request.POST, actor=request.actor, on=today())
    note = form.cleaned_data["note"] if form.is_valid() else ""
    volunteers.volunteer(_posting(request, pk), note=note, by=request.actor, on=today())
    messages.success(request, _("Noted: the cadre wishes to continue."))
    return redirect("terms")


def term_take_back(request, pk):
    """Takes the wish back."""
    volunteers.take_back(_posting(request, pk), by=request.actor, on=today())
    messages.success(request, _("The wish to continue has been taken back."))
    return redirect("terms")


def term_enter(request, pk):
    """Puts the volunteer into the running round: a draft whose declarations and decision are filled in next."""
    draft = volunteers.enter_next_round(_posting(request, pk), by=request.actor, on=today())
    messages.success(request, _("In the round. Give the declarations and the decision, then submit."))
    return redirect("nomination-mend", draft.pk)


def _posting(request, pk):
    return fetch(Posting, request.actor, pk)
