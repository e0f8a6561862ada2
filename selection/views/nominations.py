"""Nominating, and mending what came back."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from core.clock import today
from core.findings import verdict
from core.pages import show
from core.refusals import Conflict, Refused
from selection import actions
from selection.facts import findings_for
from selection.forms import NominationForm
from selection.views.cases import case_of


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


def nomination_mend(request, pk):
    """A returned nomination, with the fields to mend marked; sent again in one action."""
    case = case_of(request, pk)
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
