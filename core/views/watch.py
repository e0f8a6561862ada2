"""What the system administrator and the auditor watch: daily jobs, the outbox, the record."""

import csv
import io

from django.http import HttpResponse

from core.actions.auditing import chain_faults, note_export
from core.forms.watch import RecordFilter
from core.models import JobRun, OutboxMessage, Record
from core.pages import show
from core.paging import page_of

MOST_EXPORTED = 10_000


def job_list(request):
    """The daily jobs that ran, and the work still promised."""
    context = {
        "page": page_of(request, JobRun.objects.visible_to(request.actor)),
        "waiting": OutboxMessage.objects.visible_to(request.actor).waiting().count(),
        "failing": OutboxMessage.objects.visible_to(request.actor).waiting().exclude(error="").order_by("-pk")[:20],
    }
    return show(request, "core/jobs.html", context)


def record_list(request):
    """The record, filtered by person, deed, thing, result and day."""
    form = RecordFilter(request.GET, actor=request.actor)
    rows = form.narrow(Record.objects.visible_to(request.actor)).select_related("user")
    context = {"filters": form, "page": page_of(request, rows), "query": request.GET.urlencode()}
    return show(request, "core/records.html", context)


def record_export(request):
    """The filtered record as CSV for Excel (UTF-8 with BOM); cells that look like formulas are made plain."""
    form = RecordFilter(request.GET, actor=request.actor)
    rows = list(form.narrow(Record.objects.visible_to(request.actor)).select_related("user")[:MOST_EXPORTED])
    note_export(len(rows), request.GET.urlencode(), by=request.actor)
    text = io.StringIO("﻿", newline="")
    text.seek(1)
    writer = csv.writer(text)
    writer.writerow(["time", "user", "office", "place", "deed", "thing", "number", "result", "comment", "address"])
    writer.writerows([_plain(cell) for cell in _cells(line)] for line in rows)
    answer = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="record.csv"'
    return answer


def _cells(line):
    who = line.user.username if line.user else ""
    told = (line.office, line.place, line.verb, line.object_type, line.object_id, line.result, line.note, line.ip or "")
    return (line.at.isoformat(), who, *told)


def _plain(cell):
    """Neutralises what a spreadsheet would run."""
    return f"'{cell}" if str(cell)[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def record_check(request):
    """Walks the hash chain and names every line that was touched."""
    faults = chain_faults(by=request.actor)
    return show(request, "core/record_check.html", {"faults": faults})
