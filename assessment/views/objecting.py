"""Objections to results: the list, entering one from its notice, the case with finding, contact and paper."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from assessment import noticeboard
from assessment.actions import objecting as deeds
from assessment.forms.publishing import ObjectionFilter, ResultObjectionForm
from assessment.models import ResultNotice, ResultObjection
from core import files
from core.access import fetch
from core.clock import today
from core.pages import show
from core.paging import page_of
from core.record import timeline
from core.refusals import Conflict, Refused
from core.workflow import hindrance, steps_open
from selection.forms.publicity import ContactForm, SettleForm
from teams.views.doing import form_page, narrowed


def objections(request):
    """What is objected to notices of this jurisdiction, the unsettled first."""
    filters = ObjectionFilter(request.GET, actor=request.actor, on=today())
    rows = noticeboard.objections(request.actor, narrowed(filters))
    return show(request, "assessment/result_objections.html", {"filters": filters, "page": page_of(request, rows)})


def objection_new(request, pk):
    """Enters an objection to one of the grades a notice shows."""
    notice = fetch(ResultNotice, request.actor, pk)
    facts = {"received_on": today(), "assessment": request.GET.get("assessment")}
    sent = (request.POST or None, request.FILES or None)
    form = ResultObjectionForm(*sent, actor=request.actor, on=today(), notice=notice, initial=facts)
    return form_page(
        request,
        form,
        lambda said: deeds.receive(notice, _with_paper(said, request.actor), by=request.actor, on=today()),
        to=lambda made: ("result-objection", made.pk),
        done=_("The objection is entered. Somebody else settles it."),
        heading=_("Enter an objection"),
        back=("result-notices", _("Public notice of results")),
        cancel=reverse("result-notice", args=[notice.pk]),
    )


def _with_paper(said, actor):
    scan = said.pop("scan", None)
    return {**said, "paper": files.keep(scan, by=actor, field="scan") if scan else None}


def objection(request, pk):
    """One case: who objects to what and why, what was found, what this office may do now."""
    return _case_page(request, _case(request, pk))


def _case(request, pk):
    related = ("notice", "assessment__posting__cadre", "assessment__posting__team__village__division", "paper")
    rows = ResultObjection.objects.visible_to(request.actor).select_related(*related)
    return fetch(rows.select_related("assessment__team__village__division", *related), request.actor, pk)


def _case_page(request, case, *, status=None, **more):
    context = {
        "case": case,
        "own": (case.area, "county") == (request.actor.area, request.actor.office),
        "steps": steps_open(case, request.actor),
        "why_not": hindrance(case, "dismiss", request.actor),
        "settle": SettleForm(),
        "ask": ContactForm(),
        "records": timeline(case),
        **more,
    }
    return show(request, "assessment/result_objection.html", context, status=status)


def objection_step(request, pk):
    """Dismisses or upholds, with what was found."""
    case, form = _case(request, pk), SettleForm(request.POST, actor=request.actor, on=today())
    if not form.is_valid():
        return _case_page(request, case, settle=form)
    try:
        deeds.settle(case, **form.cleaned_data, by=request.actor, on=today())
    except Conflict:
        raise
    except Refused as refusal:
        form.refuse(refusal)
        return _case_page(request, case, settle=form, status=refusal.status)
    messages.success(request, _("The objection is settled."))
    return redirect("result-objection", case.pk)


def objection_reveal(request, pk):
    """The contact, once, on the page that answers."""
    case, form = _case(request, pk), ContactForm(request.POST, actor=request.actor, on=today())
    if not form.is_valid():
        return _case_page(request, case, ask=form)
    contact = deeds.reveal_contact(case, **form.cleaned_data, by=request.actor, on=today())
    answer = _case_page(request, case, revealed=contact)
    answer.secret = True
    return answer


def objection_paper(request, pk):
    """The scan of the paper; looking at it is recorded."""
    case = _case(request, pk)
    if case.paper is None:
        raise Http404
    return files.answer(deeds.open_paper(case, by=request.actor))
