"""Nominating for one seat, mending what came back, the decision's scan."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from core import files
from core.clock import today
from core.findings import verdict
from core.pages import show
from core.refusals import Conflict, Refused
from selection import actions
from selection.facts import findings_for
from selection.forms import NominationForm
from selection.forms.decision import sent
from selection.views.cases import case_of


def nomination_new(request):
    """A unit or township puts a cadre forward and sees at once what the rules say."""
    form = _form(request, initial=_asked(request))
    as_draft = "draft" in request.POST

    def deed():
        return actions.nominate(form.proposal(), by=request.actor, on=today(), as_draft=as_draft)

    said = _("Saved as a draft.") if as_draft else _("Submitted to the county organization department.")
    return _sent(request, form, deed, said) or _page(request, form, request.POST or request.GET)


def nomination_mend(request, pk):
    """A returned nomination, with the fields to mend marked; sent again in one action."""
    case = case_of(request, pk)
    known = {name: getattr(case, name) for name in (*actions.MENDABLE, "order")}
    form = _form(request, initial=known | {"team": case.team_id, "seat": case.seat, "cadre": case.cadre_id})
    form.fix("team", "seat", "cadre")
    form.mark(case.fields_to_mend)

    def deed():
        return actions.mend(case, form.proposal(), by=request.actor, on=today())

    said = _("Submitted to the county organization department.")
    return _sent(request, form, deed, said) or _page(request, form, request.POST, case=case, to_mend=form.marked)


def _form(request, **more):
    form = NominationForm(*sent(request), actor=request.actor, on=today(), **more)
    if request.method == "POST":
        form.keep_scan()
    return form


def _sent(request, form, deed, said):
    """Does the deed and goes to the case; None when the form is to be shown, with what is wrong written on it."""
    if request.method != "POST" or not form.is_valid() or "judge" in request.POST:
        return None
    try:
        case = deed()
    except Refused as refusal:
        if refusal.status not in (Refused.status, Conflict.status):
            raise
        form.refuse(refusal)
        form.status = refusal.status
        return None
    messages.success(request, said)
    return redirect("nomination", case.pk)


def _page(request, form, known, **more):
    status = getattr(form, "status", None)
    answer = show(request, "selection/new.html", {"form": form, **more, **_judged(request, known)}, status=status)
    answer.stands = form.scan is not None  # the scan was kept; nothing else was done
    answer.secret = True  # not worth keeping: sent again, it is judged again
    return answer


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
        said["cadre"], team=said["team"], seat=said["seat"], starts_on=said["starts_on"], said=form.said()
    )
    return {"findings": found, "verdict": verdict(found)}


def nomination_decision(request, pk):
    """The scan of the Party committee's decision, for whoever sees the case."""
    case = case_of(request, pk)
    if case.decision_file is None:
        raise Http404
    return files.answer(case.decision_file)
