"""The yearly assessment in the browser: lists, the township's proposals, the county's grades, one case."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessment import actions, quota, rows, rules, snapshot
from assessment.facts import absent_days, facts_of, policy_of, year_facts
from assessment.forms.grading import FilterForm, StepForm, YearForm, picked, too_long
from assessment.models import GRADED, Assessment
from core.access import fetch
from core.clock import today
from core.offices import Office
from core.pages import show, stepped
from core.paging import page_of
from core.record import timeline
from core.refusals import Refused
from core.workflow import steps_open, waiting_at


def assessments(request):
    """Every assessment in the jurisdiction; a unit and a cadre see the grades that are set."""
    form = FilterForm(request.GET, actor=request.actor)
    wanted = form.cleaned_data if form.is_valid() else {}
    context = {
        "filters": form,
        "page": page_of(request, rows.listed(request.actor, wanted)),
        "opens": YearForm(initial={"year": today().year}) if request.actor.office == Office.COUNTY else None,
        "decides": {Office.TOWNSHIP: "assessments-propose", Office.COUNTY: "assessments-set"}.get(request.actor.office),
    }
    return show(request, "assessment/assessments.html", context)


def open_year(request):
    """The county opens a year; opening it again adds only who is new."""
    form = YearForm(request.POST, actor=request.actor, on=today())
    if not form.is_valid():
        raise Refused(_("This year cannot be assessed."))
    year = form.cleaned_data["year"]
    new = actions.open_year(year, by=request.actor, on=today())
    said = ngettext("%(count)s assessment opened.", "%(count)s assessments opened.", new) % {"count": new}
    messages.success(request, said if new else _("Nothing new: everybody who has served is already there."))
    return redirect(reverse("assessments") + f"?year={year}")


def propose_list(request):
    """The township proposes: facts beside each name, a grade and an opinion; rows left empty wait."""
    return _list_form(request, actions.propose, "opinion", "assessment/propose.html")


def set_list(request):
    """The county sets: facts, proposal, caps, and what is left of the quota; only ticked rows are set."""
    return _list_form(request, actions.set_grade, "note", "assessment/set.html")


def _list_form(request, deed, words, template):
    """A list of the waiting cases of one year, and the same deed for every row filled in."""
    if request.method == "GET":
        return _list_page(request, template)
    chosen = picked(request.POST, request.actor, words=words)
    try:
        if long := too_long(chosen):
            raise Refused(_("A text is too long."), fields=long)
        done = actions.many(chosen, deed, by=request.actor, on=today())
    except Refused as refusal:
        return _list_page(request, template, refusal=refusal)
    if not done:
        return _list_page(request, template, refusal=Refused(_("Nothing was chosen: nothing was changed.")))
    messages.success(request, ngettext("%(count)s case done.", "%(count)s cases done.", done) % {"count": done})
    return redirect(request.path)


def _list_page(request, template, *, refusal=None):
    actor, on = request.actor, today()
    form = FilterForm(request.GET, actor=actor)
    year = (form.cleaned_data if form.is_valid() else {}).get("year") or rows.latest_year(actor) or on.year
    page = page_of(request, rows.waiting(actor, year))
    typed, errors = (request.POST, refusal.fields) if refusal else ({}, {})
    context = {
        "year": year,
        "page": page,
        "rows": rows.judged_rows(page.object_list, on, typed=typed, errors=errors),
        "pools": _pools(actor, year, on),
        "refusal": refusal,
    }
    return show(request, template, context, status=refusal.status if refusal else None)


def _pools(actor, year, on):
    """[(the pool in words, the pool counted live)] for the office that sets."""
    if actor.office != Office.COUNTY:
        return []
    policy = policy_of(actor.area, year, on)
    limited = [pool for pool in quota.pools(actor.area, year, policy) if pool.places is not None]
    return [(policy[rules.SHARE].word(pool.name), pool) for pool in limited]


def assessment(request, pk):
    """One case: facts with their sources, proposal, caps with the words they rest on, the grade as it was frozen."""
    return _case_page(request, _case(request, pk))


def _case(request, pk):
    cases = Assessment.objects.visible_to(request.actor).people()
    named = ("posting__pairing__unit", "posting__team__village__division", "proposed_by", "set_by")
    return fetch(cases.select_related(*named), request.actor, pk)


def _case_page(request, case, *, refusal=None):
    live, on = facts_of([case])[case.pk], today()
    is_set = case.state in GRADED
    policy = None if is_set else policy_of(case.area, case.year, on)
    judged = _judged(case, live, policy)
    context = {
        "case": case,
        "facts": case.facts if is_set else live,
        "absences": absent_days(case),
        "judged": judged,
        "changed": snapshot.differences(case, live) if is_set else [],
        "intact": snapshot.intact(case) if is_set else None,
        "stands": case.provisions.get("assessment.counts_in_unit") if is_set else None,
        "pools": _pools(request.actor, case.year, on) if not is_set else [],
        "steps": steps_open(case, request.actor),
        "proposes": request.actor.office == Office.TOWNSHIP,
        "chosen": request.POST.get("grade") if refusal else _suggested(case, judged),
        "records": timeline(case) if rows.sees_the_way(request.actor) else None,
        "waiting": waiting_at(case),
        "refusal": refusal,
        "typed": request.POST if refusal else {},
    }
    return show(request, "assessment/assessment.html", context, status=refusal.status if refusal else None)


def _judged(case, live, policy):
    """What the caps leave open: out of the snapshot once the grade is set, else of the facts of now."""
    if policy is None:
        return snapshot.judged_again(case)
    return rules.grade(year_facts(live, case.proposed), policy) if case.proposed else None


def _suggested(case, judged):
    """The grade a form begins with: the best one open of what is proposed; nothing for the township to lean on."""
    return judged.grade if judged and case.state == Assessment.State.PROPOSED else case.proposed


def step(request, pk):
    """One step on a case; a refusal shows the case again, with what was typed."""
    case = _case(request, pk)
    form = StepForm(request.POST, actor=request.actor)
    return stepped(
        request, case, form, deed=actions.take_step, again=_case_page, to=reverse("assessment", args=[case.pk])
    )
