"""The audit record: read by auditors, filtered, taken away, its chain checked; changed by nobody."""

from datetime import datetime, time, timedelta
from itertools import islice

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import seals
from core.clock import today
from core.export import MOST_ROWS, csv_file, excel_file
from core.forms.records import RecordFilter
from core.models import Record
from core.pages import show
from core.paging import page_of
from core.refusals import Refused

MOST_NAMED = 20  # broken places named on the page


def record_list(request):
    """Lines inside the auditor's area, the newest first."""
    form = RecordFilter(request.GET or None)
    page = page_of(request, _lines(request, form))
    return show(request, "core/records.html", {"filters": form, "page": page})


def _lines(request, form):
    rows = Record.objects.visible_to(request.actor).select_related("user")
    facts = form.cleaned_data if form.is_bound and form.is_valid() else {}
    if facts.get("who"):
        rows = rows.filter(user__username__iexact=facts["who"])
    for name in ("verb", "kind", "result"):
        if facts.get(name):
            rows = rows.filter(**{name: facts[name]})
    return _between(_about(rows, facts.get("thing")), facts)


def _about(rows, thing):
    if not thing:
        return rows
    kind, _colon, number = thing.partition(":")
    rows = rows.filter(object_type=kind) if "." in kind else rows.filter(object_type__endswith=f".{kind}")
    return rows.filter(object_id=number) if number else rows


def _between(rows, facts):
    if facts.get("since"):
        rows = rows.filter(at__gte=_midnight(facts["since"]))
    if facts.get("until"):
        rows = rows.filter(at__lt=_midnight(facts["until"] + timedelta(days=1)))
    return rows


def _midnight(day):
    return timezone.make_aware(datetime.combine(day, time()))


def record_file(request):
    """What the filter shows, as Excel or (`?format=csv`) CSV."""
    form = RecordFilter(request.GET)
    if not form.is_valid():
        raise Refused(_("The filter is not valid."))
    heads = (
        _("Time"),
        _("User"),
        _("Office"),
        _("Acting for"),
        _("Deed"),
        _("Thing"),
        _("Result"),
        _("Comment"),
        _("Details"),
        "IP",
    )
    rows = (_cells(line) for line in islice(_lines(request, form)[:MOST_ROWS].iterator(2000), MOST_ROWS))
    make = csv_file if request.GET.get("format") == "csv" else excel_file
    return make(f"audit-{today()}", heads, rows)


def _cells(line):
    who = line.user.username if line.user else ""
    thing = f"{line.object_type}:{line.object_id}" if line.object_type else ""
    said = (line.at, who, line.get_office_display(), line.place, line.verb, thing, line.get_result_display())
    return (*said, line.note, str(line.details or ""), line.ip or "")


def record_verify(request):
    """Walks the chain and says whether it is whole, or which lines were touched."""
    broken = list(islice(seals.verify(), MOST_NAMED))
    if broken:
        named = ", ".join(f"{number} ({what})" for number, what in broken)
        text = ngettext(
            "The record was touched at line %(lines)s.", "The record was touched at lines %(lines)s.", len(broken)
        )
        messages.error(request, text % {"lines": named})
    else:
        messages.success(request, _("The chain of the record is whole."))
    return redirect("records")
