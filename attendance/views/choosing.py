"""For whom an absence is entered: the cadre's own posting, or one the clerk chooses."""

from attendance.absence_rows import serving
from core.access import fetch
from core.clock import today
from core.forms.ticks import number_in
from teams.models import Posting

_RELATED = ("cadre__township", "pairing__unit", "team__village__division")


def chosen_posting(request):
    """The posting a link names; without one the only one there is, else None."""
    number = number_in(request.GET.get("posting", ""))
    if number is not None:
        rows = Posting.objects.visible_to(request.actor).select_related(*_RELATED)
        return fetch(rows, request.actor, number)
    found = list(serving(request.actor, "", today())[:2])
    return found[0] if len(found) == 1 else None


def choice(request):
    """What `absence_choose.html` shows: the running postings, narrowed by a name."""
    words = request.GET.get("q", "")[:40]
    return {"people": serving(request.actor, words, today())[:100], "words": words}
