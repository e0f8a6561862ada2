"""The clerk's sheet of a day."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from attendance import actions
from attendance.boards import unconfirmed_days
from attendance.forms import SpanForm, entries
from attendance.models import Status
from attendance.sheet import sheet
from core.clock import today
from core.models import CountyRule
from core.offices import Office
from core.pages import show
from core.policy import NoPolicy, policy_in_force
from core.refusals import Refused

LOOK_BACK = 14  # days in which forgotten confirmations are pointed out


def day_sheet(request):
    """One day of all the township's teams, prefilled; the clerk marks exceptions and confirms in one action."""
    if request.method == "POST":
        return _confirm(request)
    first = {"first": today(), "last": today()}
    form = SpanForm(request.GET or None, actor=request.actor, on=today(), initial=first)
    span = form.cleaned_data if form.is_valid() else first
    return _sheet_page(request, form, span)


def _confirm(request):
    form = SpanForm(request.POST, actor=request.actor, on=today())
    if not form.is_valid():
        return _sheet_page(request, form, {"first": today(), "last": today()})
    span = form.cleaned_data
    try:
        if "span" in request.POST:
            changed = actions.confirm_span(span["first"], span["last"], by=request.actor, on=today())
        else:
            changed = actions.confirm_days(entries(request.POST), by=request.actor, on=today())
    except Refused as refusal:
        return _sheet_page(request, form, span, refusal=refusal)
    done = ngettext("%(count)s line confirmed.", "%(count)s lines confirmed.", changed) % {"count": changed}
    messages.success(request, done if changed else _("Nothing to change: these days are already confirmed so."))
    return redirect(reverse("sheet") + "?" + urlencode(span))


def _sheet_page(request, form, span, *, refusal=None):
    """The page; after a refusal with everything that was typed still in it."""
    single = span["first"] == span["last"]
    lines = sheet(request.actor, span["first"], span["last"])
    typed = request.POST if refusal else _reasons(request.GET)
    context = {
        **_rules(request.actor, span["first"]),
        "form": form,
        "rows": [_row(line, typed, refusal) for line in lines] if single else [],
        "days": [] if single else _by_day(lines),
        "span": span,
        "single": single,
        "open_days": _open_days(request.actor, span),
        "statuses": Status.choices,
        "writes": request.actor.office == Office.CLERK and span["last"] <= today(),
        "confirmed": sum(line.confirmed_at is not None for line in lines),
        "total": len(lines),
        "refusal": refusal,
    }
    return show(request, "attendance/sheet.html", context, status=refusal.status if refusal else None)


def _reasons(said):
    """Reasons a link brings along, from a discrepancy that was settled; a status never comes by link."""
    return {name: words for name, words in said.items() if name.startswith("reason-")}


def _rules(actor, on):
    """Which statuses count as village days here on that day, and who keeps the sheet (二(四)); nothing before the first policy."""
    entered = CountyRule.objects.visible_to(actor).above(actor.area).in_force(on)
    try:
        policy = policy_in_force(actor.area, on, entered)
    except NoPolicy:
        return {}
    return {"counted": policy["attendance.counted_statuses"], "recorder": policy["attendance.recorder"]}


def _open_days(actor, span):
    """The days pointed out: not the one that is on the page anyway."""
    found = unconfirmed_days(actor, _back(span["last"]), today())
    return [line for line in found if not span["first"] == span["last"] == line[0]]


def _back(last):
    return min(last, today()).fromordinal(min(last, today()).toordinal() - LOOK_BACK)


def _row(line, typed, refusal):
    """A line as the page shows it: what was typed wins over what is stored."""
    return {
        "line": line,
        "status": typed.get(f"s-{line.key}", line.status),
        "note": typed.get(f"n-{line.key}", line.note),
        "reason": typed.get(f"reason-{line.key}", ""),
        "error": refusal.fields.get(f"reason-{line.key}") or refusal.fields.get(f"n-{line.key}") if refusal else "",
    }


def _by_day(lines):
    """[(day, people, confirmed, exceptions)] of a span."""
    found = {}
    for line in lines:
        row = found.setdefault(line.day, {"day": line.day, "people": 0, "confirmed": 0, "exceptions": 0})
        row["people"] += 1
        row["confirmed"] += line.confirmed_at is not None
        row["exceptions"] += line.status != Status.IN_VILLAGE
    return list(found.values())
