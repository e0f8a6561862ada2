"""Leave 请假 in the browser: the list, the application, one leave and its steps, several decided at once."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from attendance import absence_rows, absence_steps, leave_papers
from attendance.absences import LEVELS, beside, chain_of, policy_for, speaks_for
from attendance.actions import leaves as deeds
from attendance.actions.checking_leave import covered, in_order
from attendance.actions.deciding_leave import MOST, decide_together
from attendance.forms.absences import LeaveFilter, LeaveForm, LeaveStepForm, SpanOfLeaveForm, TogetherForm
from attendance.models import Leave
from attendance.views.choosing import choice, chosen_posting
from core.access import fetch
from core.clock import today
from core.export import MOST_ROWS, excel_file
from core.forms.ticks import ticked
from core.offices import Office
from core.pages import paper_of, show, stepped
from core.paging import page_of
from core.policy import NoPolicy
from core.record import timeline
from core.refusals import Refused
from core.ways import way
from core.workflow import steps_free, waiting_at

DECIDING = (Office.TOWNSHIP, Office.COUNTY)


def _asked(request):
    form = LeaveFilter(request.GET, actor=request.actor, on=today())
    return form, form.cleaned_data if form.is_valid() else {}


def leaves(request):
    """The leaves of the jurisdiction; what waits can be decided together."""
    form, wanted = _asked(request)
    context = {
        "filters": form,
        "page": page_of(request, absence_rows.leaves(request.actor, wanted, today())),
        "counts": absence_rows.counted(request.actor, today()),
        "together": bool(wanted.get("waiting")) and request.actor.office in DECIDING,
        "speaks": request.actor.office in (Office.CADRE, Office.CLERK),
    }
    return show(request, "attendance/leaves.html", context)


def leaves_file(request):
    """The leave register as filtered, in Excel."""
    rows = absence_rows.leaves(request.actor, _asked(request)[1], today())[:MOST_ROWS]
    return excel_file(f"leaves-{today()}", leave_papers.leave_heads(), map(leave_papers.leave_cells, rows))


def leave_new(request):
    """An application: for oneself, or by the clerk for a cadre of the township."""
    posting = chosen_posting(request)
    if posting is None:
        return show(request, "attendance/absence_choose.html", {**choice(request), "for_leave": True})
    form = LeaveForm(
        request.POST or None, request.FILES or None, actor=request.actor, on=today(), initial=_known(request, posting)
    )
    sending = request.method == "POST" and "send" in request.POST and form.is_valid()
    if sending and (answer := _sent(request, form, deeds.apply_for, posting)):
        return answer
    return show(request, "attendance/leave_new.html", _application(form, posting))


def _sent(request, form, deed, subject):
    """Sends the application and answers with its page; None when it was refused, with the reason in the form."""
    try:
        case = deed(subject, deeds.Wanted(**form.cleaned_data), by=request.actor, on=today())
    except Refused as refusal:
        if refusal.status != Refused.status:
            raise
        form.refuse(refusal)
        return None
    messages.success(request, _("The application has been sent."))
    return redirect("leave", case.pk)


def _known(request, posting):
    """What can be filled in beforehand: today; or, prolonging a leave, the days after it."""
    number = request.GET.get("extends", "")
    rows = Leave.objects.visible_to(request.actor).live().filter(posting=posting)
    before = rows.filter(pk=int(number)).first() if number.isdecimal() and len(number) < 19 else None
    if before is None:
        return {"starts_on": today(), "ends_on": today(), "kind": Leave.Kind.PERSONAL}
    first = before.ends_on.fromordinal(before.ends_on.toordinal() + 1)
    same = {"kind": before.kind, "reason": before.reason, "destination": before.destination}
    return {**same, "starts_on": first, "ends_on": first}


def _application(form, posting):
    """The form with who would decide on the days that stand in it."""
    days = form.data if form.is_bound else {name: form.initial[name] for name in ("starts_on", "ends_on")}
    span = SpanOfLeaveForm({"starts_on": days.get("starts_on"), "ends_on": days.get("ends_on")})
    return {"form": form, "posting": posting, "rule": _rule(posting), **_ahead(posting, span)}


def _rule(posting):
    try:
        return policy_for(posting.area, today()).get(LEVELS)
    except NoPolicy:
        return None


def _ahead(posting, span, but=None):
    """Who would decide on these days and what else covers them, or why there can be no leave."""
    if not span.is_valid():
        return {}
    first, last = span.cleaned_data["starts_on"], span.cleaned_data["ends_on"]
    try:
        in_order(first, last, today())
        covered(posting, first, last)
        chain = chain_of(posting, first, last, but=but)
    except Refused as refusal:
        return {"no_way": refusal}
    return {"chain": chain, "beside": beside(posting, first, last), "late": first < today()}


def leave_way(request):
    """The fragment that says who would decide on the days typed so far."""
    posting = chosen_posting(request)
    found = _ahead(posting, SpanOfLeaveForm(request.GET)) if posting else {}
    return render(request, "attendance/_leave_way.html", {"posting": posting, **found})


def leaves_decide(request):
    """Decides the ticked leaves together; each has its own outcome."""
    form = TogetherForm(request.POST, actor=request.actor, on=today())
    numbers = ticked(request.POST, "leave")
    if not form.is_valid() or not numbers:
        messages.warning(request, _("Tick the leaves that are to be decided."))
        return redirect(reverse("leaves") + "?waiting=on")
    rows = Leave.objects.visible_to(request.actor).filter(pk__in=numbers).named().order_by("pk")[:MOST]
    said = form.cleaned_data
    outcome = decide_together(list(rows), said["verb"], by=request.actor, on=today(), note=said["note"])
    done = sum(refusal is None for _leave, refusal in outcome)
    messages.success(request, ngettext("%(n)s leave decided.", "%(n)s leaves decided.", done) % {"n": done})
    for case, refusal in outcome:
        if refusal is not None:
            messages.warning(request, f"{case.posting.cadre.name}: {refusal.message}")
    return redirect(reverse("leaves") + "?waiting=on")


def _case(request, pk):
    rows = Leave.objects.visible_to(request.actor).named().select_related("applied_by", "extends")
    return fetch(rows, request.actor, pk)


def leave(request, pk):
    """One leave."""
    return _page(request, _case(request, pk))


def _page(request, case, refusal=None):
    """Facts, papers, the way it goes, the steps taken, and what this office may do – or why this person may not."""
    free, hindered = steps_free(case, request.actor)
    context = {
        "case": case,
        "form": _step_form(request, refusal),
        "verbs": [step for step in free if step.verb in ("approve", "return", "decline")],
        "mine": {step.verb for step in free},
        "hindered": hindered,
        "papers": case.papers.all(),
        "rule": case.provisions.get(LEVELS),
        "beside": beside(case.posting, case.starts_on, case.ends_on) if case.state in Leave.OPEN else None,
        "way": way(case) if case.state in (*Leave.OPEN, Leave.State.APPROVED) else [],
        "records": timeline(case),
        "waiting": waiting_at(case),
        "extended_by": case.extended_by.live().first(),
        "speaks": speaks_for(case.posting, request.actor),
        "begun": case.starts_on <= today(),
        "refusal": refusal,
    }
    return show(request, "attendance/leave.html", context, status=refusal.status if refusal else None)


def _step_form(request, refusal):
    form = LeaveStepForm(request.POST or None, actor=request.actor, on=today(), initial={"back_on": today()})
    if refusal and form.is_valid():
        form.refuse(refusal)
    return form


def leave_step(request, pk):
    """One step on a leave."""
    form = LeaveStepForm(request.POST, actor=request.actor, on=today())
    deed = absence_steps.leave_step
    return stepped(request, _case(request, pk), form, deed=deed, again=_page, to=reverse("leave", args=[pk]))


def leave_mend(request, pk):
    """A returned application is mended and sent again."""
    case = _case(request, pk)
    facts = ("kind", "starts_on", "ends_on", "reason", "destination", "late_reason")
    known = {name: getattr(case, name) for name in facts}
    form = LeaveForm(request.POST or None, request.FILES or None, actor=request.actor, on=today(), initial=known)
    if request.method == "POST" and form.is_valid() and (answer := _sent(request, form, deeds.submit, case)):
        return answer
    marked = [form[name].label for name in case.to_mend if name in form.fields]
    return show(request, "attendance/leave_mend.html", {"form": form, "case": case, "marked": marked})


def leave_paper(request, pk):
    """A paper of the leave."""
    return paper_of(request, _case(request, pk).papers.all())


def leave_form(request, pk):
    """The official form 请假审批表 as Word."""
    return leave_papers.leave_form(_case(request, pk)).answer(_("Leave form"))
