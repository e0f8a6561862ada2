"""The phone's list: everybody of today, prefilled, and whoever is still open from yesterday."""

from datetime import timedelta

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from attendance import actions
from attendance.forms import entries
from attendance.models import Status
from attendance.sheet import sheet
from core.clock import today
from core.offices import Office
from core.pages import show
from core.refusals import Refused


def today_list(request):
    """Everybody is prefilled; a touch marks an exception, one button confirms the day."""
    if request.method != "POST":
        return _page(request)
    try:
        changed = actions.confirm_days(entries(request.POST), by=request.actor, on=today())
    except Refused as refusal:
        return _page(request, refusal=refusal)
    done = ngettext("%(count)s line confirmed.", "%(count)s lines confirmed.", changed) % {"count": changed}
    messages.success(request, done if changed else _("Nothing to change: these days are already confirmed so."))
    return redirect("today")


def _page(request, *, refusal=None):
    """The page; without people where a browser asks for the bare page to keep it, with what was typed after a refusal."""
    on = today()
    bare = "bare" in request.GET
    lines = [] if bare else sheet(request.actor, on - timedelta(days=1), on)
    typed = request.POST if refusal else {}
    context = {
        "bare": bare,
        "on": on,
        "days": [
            _day(on, [line for line in lines if line.day == on], typed, refusal),
            _day(on - timedelta(days=1), [line for line in lines if _is_forgotten(line, on)], typed, refusal),
        ],
        "statuses": Status.choices,
        "writes": request.actor.office == Office.CLERK,
        "refusal": refusal,
    }
    return show(request, "attendance/today.html", context, status=refusal.status if refusal else None)


def _is_forgotten(line, on):
    return line.day < on and line.confirmed_at is None


def _day(day, lines, typed, refusal):
    rows = [_row(line, typed, refusal) for line in lines]
    return {"day": day, "rows": rows, "open": sum(line.confirmed_at is None for line in lines)}


def _row(line, typed, refusal):
    """A line as the page shows it: what was typed wins over what is stored."""
    return {
        "line": line,
        "status": typed.get(f"s-{line.key}", line.status),
        "note": typed.get(f"n-{line.key}", line.note),
        "reason": typed.get(f"reason-{line.key}", ""),
        "error": refusal.fields.get(f"reason-{line.key}", "") if refusal else "",
    }
