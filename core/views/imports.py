"""Tables handed in: the list, a new one, its rows with what was found, entering and taking back."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from core import files, work
from core.access import fetch
from core.clock import today
from core.forms.imports import HandInForm, RowFilter, answers_of
from core.imports import deeds
from core.imports.blanks import blank
from core.imports.kinds import KINDS
from core.imports.showing import lines_of
from core.models import Job, SheetImport
from core.pages import show
from core.paging import page_of
from core.refusals import NotAllowed, Refused

State = SheetImport.State


def import_list(request):
    """What this office has handed in, and the tables it may hand in."""
    rows = SheetImport.objects.visible_to(request.actor).select_related("file", "owner")
    page = page_of(request, rows)
    for row in page:
        row.label = KINDS[row.kind].label if row.kind in KINDS else row.kind
    return show(request, "core/imports.html", {"page": page, "kinds": deeds.kinds_for(request.actor)})


def import_new(request):
    """A table of one kind (`?kind=`), new or as the correction of another (`?corrects=`)."""
    kind = KINDS.get(request.GET.get("kind", ""))
    if kind is None or kind not in deeds.kinds_for(request.actor):
        return show(request, "core/import_kinds.html", {"kinds": deeds.kinds_for(request.actor)})
    corrects = _corrected(request)
    form, beside = _forms(request, kind, corrects)
    context = {"form": form, "beside": beside, "kind": kind, "corrects": corrects}
    if request.method != "POST" or not all([form.is_valid(), beside is None or beside.is_valid()]):
        return show(request, "core/import_new.html", context)
    try:
        made = _hand_in(request, kind, form, beside, corrects)
    except NotAllowed:
        raise
    except Refused as refusal:
        form.refuse(refusal)
        return show(request, "core/import_new.html", context, status=refusal.status)
    return redirect("import", made.pk)


def _forms(request, kind, corrects):
    """The file, and what stands beside it: as it was beside the table that is corrected."""
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    known = {"actor": request.actor, "on": today()}
    first = corrects.asked if corrects else {}
    return HandInForm(*sent, **known), kind.page(*sent, initial=first, **known) if kind.page else None


def _hand_in(request, kind, form, beside, corrects):
    asked, papers = answers_of(beside)
    file = form.cleaned_data["file"]
    said = {"asked": asked, "papers": papers, "corrects": corrects}
    return deeds.hand_in(kind.name, file, **said, by=request.actor, on=today())


def _corrected(request):
    number = request.GET.get("corrects", "")
    return _sheet(request.actor, int(number)) if number.isascii() and number.isdigit() and len(number) < 18 else None


def _sheet(actor, pk):
    related = ("file", "marked", "owner", "job", "corrects__file")
    return fetch(SheetImport.objects.visible_to(actor).select_related(*related), actor, pk)


def sheet(request, pk):
    """One table: counts, remarks, its rows by verdict, and what can be done with it now."""
    one = _sheet(request.actor, pk)
    filters = RowFilter(request.GET, actor=request.actor, on=today())
    rows = one.rows.order_by("number")
    if filters.is_valid() and filters.cleaned_data["verdict"]:
        rows = rows.filter(verdict=filters.cleaned_data["verdict"])
    page = page_of(request, rows)
    context = {
        "sheet": one,
        "kind": KINDS.get(one.kind),
        "filters": filters,
        "page": page,
        "lines": lines_of(page, one.kind),
        "counts": [(key, label, one.counts.get(key, 0)) for key, label in one.rows.model.Verdict.choices],
        "corrections": one.corrections.order_by("pk"),
        **_under_way(one, request.actor),
    }
    return show(request, "core/import.html", context)


def _under_way(one, actor):
    """The work under way, and how far it is."""
    if one.job is None or one.job.state != Job.State.WAITING:
        return {"job": None, "may": {"check": one.state == State.CHECKED, "undo": one.state == State.APPLIED}}
    done, total = work.progress(one.job)
    percent = done * 100 // total if total else 0
    return {"job": one.job, "mine": one.job.owner_id == actor.user_id, "done": done, "total": total, "percent": percent}


def import_file(request, pk):
    """The file as it was handed in."""
    return files.answer(_sheet(request.actor, pk).file)


def import_marked(request, pk):
    """The file with its faults marked; 404 until it is made."""
    one = _sheet(request.actor, pk)
    if one.marked is None:
        raise Http404
    return files.answer(one.marked)


def import_check(request, pk):
    """Has it checked again."""
    return _do(request, pk, deeds.check_again, _("The table is being checked."))


def import_enter(request, pk):
    """Has the good rows entered."""
    return _do(request, pk, deeds.enter, _("The rows are being entered."))


def import_undo(request, pk):
    """Has all of it taken back."""
    return _do(request, pk, deeds.take_back, _("The rows are being taken back."))


def _do(request, pk, deed, said):
    deed(_sheet(request.actor, pk), by=request.actor, on=today())
    messages.success(request, said)
    return redirect("import", pk)


def import_blank(request, kind):
    """The empty table of a kind, with every column explained."""
    if kind not in KINDS:
        raise Http404
    answer = HttpResponse(blank(KINDS[kind]), content_type=files.TYPES["xlsx"])
    name = f"{KINDS[kind].label}.xlsx"
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return answer
