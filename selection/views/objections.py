"""Objections: the list, entering one from its notice, the case with finding, contact and paper."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from core import files
from core.access import fetch
from core.clock import today
from core.pages import show
from core.paging import page_of
from core.record import timeline
from core.refusals import NotAllowed
from core.workflow import hindrance, steps_open
from selection import noticeboard
from selection.actions import objections as deeds
from selection.forms.publicity import ContactForm, ObjectionFilter, ObjectionForm, SettleForm
from selection.models import Objection, PublicNotice
from teams.views.doing import form_page, narrowed


def objections(request):
    """What is objected to notices of this jurisdiction, the unsettled first."""
    filters = ObjectionFilter(request.GET, actor=request.actor, on=today())
    rows = noticeboard.objections(request.actor, narrowed(filters))
    return show(request, "selection/objections.html", {"filters": filters, "page": page_of(request, rows)})


def objection_new(request, pk):
    """Enters an objection to one of those a notice shows."""
    notice = fetch(PublicNotice, request.actor, pk)
    facts = {"received_on": today(), "nomination": request.GET.get("nomination")}
    form = ObjectionForm(
        request.POST or None,
        request.FILES or None,
        actor=request.actor,
        on=today(),
        notice=notice,
        initial=facts,
    )
    return form_page(
        request,
        form,
        lambda said: deeds.receive(notice, _with_paper(said, request.actor), by=request.actor, on=today()),
        to=lambda made: ("objection", made.pk),
        done=_("The objection is entered. Somebody else settles it."),
        heading=_("Enter an objection"),
        back=("public-notices", _("Public notices")),
        cancel=reverse("public-notice", args=[notice.pk]),
    )


def _with_paper(said, actor):
    scan = said.pop("scan", None)
    return {**said, "paper": files.keep(scan, by=actor, field="scan") if scan else None}


def objection(request, pk):
    """One case: who objects to whom and why, what was found, what this office may do now."""
    return _case_page(request, _case(request, pk))


def _case(request, pk):
    related = ("notice", "nomination__cadre", "nomination__team__village__division", "paper")
    return fetch(Objection.objects.visible_to(request.actor).select_related(*related), request.actor, pk)


def _case_page(request, case, *, status=None, **more):
    own = (case.office, case.area) == (request.actor.office, request.actor.area)
    upheld = case.state == Objection.State.UPHELD
    context = {
        "case": case,
        "own": own,
        "steps": steps_open(case, request.actor),
        "why_not": hindrance(case, "dismiss", request.actor),
        "settle": SettleForm(),
        "ask": ContactForm(),
        "records": timeline(case),
        "consequence": own and upheld and noticeboard.may_be_shown(case.nomination, request.actor),
        **more,
    }
    return show(request, "selection/objection.html", context, status=status)


def objection_step(request, pk):
    """Dismisses or upholds, with what was found."""
    case, form = _case(request, pk), SettleForm(request.POST, actor=request.actor, on=today())
    if not form.is_valid():
        return _case_page(request, case, settle=form)
    try:
        deeds.settle(case, **form.cleaned_data, by=request.actor, on=today())
    except NotAllowed as refusal:
        form.refuse(refusal)
        return _case_page(request, case, settle=form, status=refusal.status)
    messages.success(request, _("The objection is settled. The departments of the route have been told."))
    return redirect("objection", case.pk)


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
