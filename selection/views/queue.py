"""The queue of nominations: what waits for an office, and everything in its jurisdiction."""

from django.db.models import Min

from core.clock import today
from core.offices import Office
from core.pages import show
from core.paging import page_of
from selection.forms import FilterForm
from selection.models import Nomination
from selection.rows import listed, open_seats

NOMINATORS = (Office.UNIT, Office.TOWNSHIP)


def nominations(request):
    """The queue: what waits for this office first, everything in its jurisdiction behind it."""
    form = FilterForm(request.GET, actor=request.actor)
    wanted = form.cleaned_data if form.is_valid() else {}
    waiting = Nomination.objects.visible_to(request.actor).waiting_for(request.actor)
    rows = listed(request.actor, wanted).order_by("changed_at" if wanted.get("waiting") else "-changed_at")
    context = {
        "filters": form,
        "page": page_of(request, rows),
        "waiting": waiting.count(),
        "oldest": waiting.aggregate(oldest=Min("changed_at"))["oldest"],
        "open_seats": open_seats(request.actor, today()) if request.actor.office in NOMINATORS else [],
    }
    return show(request, "selection/nominations.html", context)
