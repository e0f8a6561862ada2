"""Nominating, and deciding on nominations."""

from django.contrib import messages
from django.db.models import Min
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from core.access import fetch
from core.clock import today
from core.findings import verdict
from core.offices import Office
from core.pages import show
from core.paging import page_of
from core.record import timeline
from core.refusals import Conflict, Refused
from core.workflow import steps_open, waiting_at
from selection import actions
from selection.deciding import step_of
from selection.facts import findings_for, said_in
from selection.forms import FilterForm, NominationForm, StepForm
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


def nomination_new(request):
    """A unit or township puts a cadre forward and sees at once what the rules say."""
    form = NominationForm(request.POST or None, actor=request.actor, on=today(), initial=_asked(request))
    if request.method == "POST" and form.is_valid():
        try:
            as_draft = "draft" in request.POST
            made = actions.nominate(form.proposal(), by=request.actor, on=today(), as_draft=as_draft)
        except Conflict:
            raise
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(
                request, _("Saved as a draft.") if as_draft else _("Submitted to the county organization department.")
            )
            return redirect("nomination", made.pk)
    return show(request, "selection/new.html", {"form": form, **_judged(request, request.POST or request.GET)})


def judge(request):
    """A fragment: the findings for what the form says so far."""
    return show(request, "selection/_judgement.html", _judged(request, request.GET))


def _asked(request):
    """What a link or the Judge button carries."""
    return {name: value for name, value in request.GET.items() if name in NominationForm.base_fields}


def _judged(request, data):
    """Findings as far as team, seat, cadre and first day are known; nothing otherwise."""
    form = NominationForm(data or None, actor=request.actor, on=today())
    if not form.is_bound:
        return {}
    form.full_clean()
    said = {name: form.cleaned_data.get(name) for name in ("team", "seat", "cadre", "starts_on")}
    if not all(said.values()):
        return {}
    found = findings_for(
        said["cadre"], team=said["team"], seat=said["seat"], starts_on=said["starts_on"], said=form.cleaned_data
    )
    return {"findings": found, "verdict": verdict(found)}


def nomination(request, pk):
    """One case: facts, findings with the words they rest on, steps taken, whose turn it is, what this office may do."""
    return _case_page(request, _case(request, pk))


def _case(request, pk):
    rows = Nomination.objects.visible_to(request.actor)
    return fetch(
        rows.select_related("cadre__unit__home", "team__village__division", "unit", "waiver_by"), request.actor, pk
    )


def _case_page(request, case, *, refusal=None):
    decided = bool(case.findings) and case.state not in ("draft", "returned")
    found = (
        case.findings
        if decided
        else findings_for(case.cadre, team=case.team, seat=case.seat, starts_on=case.starts_on, said=said_in(case))
    )
    answers = [one["answer"] if isinstance(one, dict) else one.answer for one in found]
    steps = [step for step in steps_open(case, request.actor) if step.verb != "submit"]
    context = {
        "case": case,
        "findings": found,
        "steps": steps,
        "decides": any(step.verb == "return" for step in steps),
        "asks_waiver": "waiver" in answers and any(step.verb == "approve" for step in steps),
        "mendable": [(name, NominationForm.base_fields[name].label) for name in actions.MENDABLE],
        "to_mend": [NominationForm.base_fields[name].label for name in case.fields_to_mend],
        "may_mend": case.state in ("draft", "returned")
        and any(s.verb == "submit" for s in steps_open(case, request.actor)),
        "declared": [(NominationForm.base_fields[name].label, value) for name, value in said_in(case).items()],
        "records": timeline(case),
        "waiting": waiting_at(case),
        "refusal": refusal,
        "note": request.POST.get("note", "") if refusal else "",
        "ticked": request.POST.getlist("fields_to_mend") if refusal else [],
    }
    return show(request, "selection/nomination.html", context, status=refusal.status if refusal else None)


def nomination_step(request, pk):
    """One step on a case; a refusal shows the case again, with what was typed."""
    case = _case(request, pk)
    form = StepForm(request.POST, actor=request.actor)
    try:
        if not form.is_valid():
            raise Refused(_("This form was not understood."))
        step_of(case, form.cleaned_data, by=request.actor, on=today())
    except Refused as refusal:
        if refusal.status != 422:
            raise
        return _case_page(request, case, refusal=refusal)
    messages.success(request, _("Done. The next office has been told."))
    return redirect("nomination", case.pk)


def nomination_mend(request, pk):
    """A returned nomination, with the fields to mend marked; sent again in one action."""
    case = _case(request, pk)
    known = {name: getattr(case, name) for name in actions.MENDABLE}
    known |= {"team": case.team_id, "seat": case.seat, "cadre": case.cadre_id}
    form = NominationForm(request.POST or None, actor=request.actor, on=today(), initial=known)
    form.fix("team", "seat", "cadre")
    form.mark(case.fields_to_mend)
    if request.method == "POST" and form.is_valid():
        try:
            actions.mend(case, form.proposal(), by=request.actor, on=today())
        except Refused as refusal:
            if refusal.status != 422:
                raise
            form.refuse(refusal)
        else:
            messages.success(request, _("Submitted to the county organization department."))
            return redirect("nomination", case.pk)
    return show(
        request,
        "selection/new.html",
        {"form": form, "case": case, "to_mend": form.marked, **_judged(request, request.POST)},
    )
