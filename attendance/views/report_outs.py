"""Report-outs 外出报备 in the browser: the register, one of them, telling, changing, taking back."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from attendance import absence_rows, leave_papers
from attendance.absences import policy_for, speaks_for
from attendance.actions import report_outs as deeds
from attendance.forms.absences import ReportOutFilter, ReportOutForm, TakeBackForm
from attendance.models import ReportOut
from attendance.views.choosing import choice, chosen_posting
from core.access import fetch
from core.clock import today
from core.export import MOST_ROWS, excel_file
from core.offices import Office
from core.pages import show
from core.paging import page_of
from core.policy import NoPolicy
from core.record import timeline
from core.refusals import Refused


def _asked(request):
    form = ReportOutFilter(request.GET, actor=request.actor, on=today())
    return form, form.cleaned_data if form.is_valid() else {}


def report_outs(request):
    """The register of report-outs."""
    form, wanted = _asked(request)
    page = page_of(request, absence_rows.report_outs(request.actor, wanted))
    speaks = request.actor.office in (Office.CADRE, Office.CLERK)
    return show(request, "attendance/report_outs.html", {"filters": form, "page": page, "speaks": speaks})


def report_outs_file(request):
    """The register as filtered, in Excel."""
    rows = absence_rows.report_outs(request.actor, _asked(request)[1])[:MOST_ROWS]
    return excel_file(f"report-outs-{today()}", leave_papers.out_heads(), map(leave_papers.out_cells, rows))


def report_out_new(request):
    """Tells that one is out: for oneself, or by the clerk for a cadre of the township."""
    posting = chosen_posting(request)
    if posting is None:
        return show(request, "attendance/absence_choose.html", choice(request))
    known = {"starts_on": today(), "ends_on": today(), "kind": ReportOut.Kind.MEETING}
    form = ReportOutForm(request.POST or None, actor=request.actor, on=today(), initial=known)

    def deed(facts):
        return deeds.report_out(posting, deeds.Outing(**facts), by=request.actor, on=today())

    return _told(request, form, deed, {"posting": posting, "counted": _counted(posting)})


def _told(request, form, deed, context):
    """The form's answer: the report-out's page once it is done, else the form again with everything typed."""
    if request.method == "POST" and form.is_valid():
        try:
            row = deed(form.cleaned_data)
        except Refused as refusal:
            if refusal.status != Refused.status:
                raise
            form.refuse(refusal)
        else:
            messages.success(request, _("Noted. Township, county and clerk have been told."))
            return redirect("report-out", row.pk)
    return show(request, "attendance/report_out_new.html", {"form": form, **context})


def _counted(posting):
    """Which statuses count as village days there; None before the first policy."""
    try:
        return policy_for(posting.area, today())["attendance.counted_statuses"]
    except NoPolicy:
        return None


def _row(request, pk):
    return fetch(ReportOut.objects.visible_to(request.actor).named().select_related("told_by"), request.actor, pk)


def report_out(request, pk):
    """One report-out and what was said of it before."""
    return _page(request, _row(request, pk))


def _page(request, row, refusal=None):
    form = TakeBackForm(request.POST or None, actor=request.actor, on=today())
    if refusal and form.is_valid():
        form.refuse(refusal)
    context = {
        "row": row,
        "form": form,
        "records": timeline(row),
        "counted": _counted(row.posting),
        "speaks": row.cancelled_on is None and speaks_for(row.posting, request.actor),
        "refusal": refusal,
    }
    return show(request, "attendance/report_out.html", context, status=refusal.status if refusal else None)


def report_out_change(request, pk):
    """Other days, another matter, or an earlier return."""
    row = _row(request, pk)
    known = {name: getattr(row, name) for name in deeds.FACTS}
    form = ReportOutForm(request.POST or None, actor=request.actor, on=today(), initial=known)

    def deed(facts):
        return deeds.change_report_out(row, deeds.Outing(**facts), by=request.actor, on=today())

    return _told(request, form, deed, {"posting": row.posting, "row": row, "counted": _counted(row.posting)})


def report_out_take_back(request, pk):
    """Takes it back; one that has begun must say why."""
    row = _row(request, pk)
    form = TakeBackForm(request.POST, actor=request.actor, on=today())
    try:
        if not form.is_valid():
            raise Refused(_("This form was not understood."))
        deeds.cancel_report_out(row, by=request.actor, on=today(), note=form.cleaned_data["note"])
    except Refused as refusal:
        if refusal.status != Refused.status:
            raise
        return _page(request, row, refusal)
    messages.success(request, _("Taken back. Township, county and clerk have been told."))
    return redirect("report-out", row.pk)
