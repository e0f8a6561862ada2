"""Assessments in the browser: the list, one case, a step on it."""

from django.urls import reverse

from assessment import actions, rows, snapshot
from assessment.facts import absent_days, facts_of, policy_of
from assessment.forms.grading import FilterForm, StepForm
from assessment.forms.methods import MethodForm
from assessment.judging import judged
from assessment.methods import ways_of
from assessment.models import GRADED, Assessment, ResultNotice, ShownResult
from assessment.sentences import opening
from assessment.shown import ballots, marks
from assessment.steps import Kind
from core.access import fetch
from core.clock import today
from core.offices import Office
from core.pages import show, stepped
from core.paging import page_of
from core.record import timeline
from core.workflow import steps_open, waiting_at

DECIDES = {
    Office.TOWNSHIP: "assessments-propose",
    Office.COUNTY: "assessments-set",
    Office.UNIT: "assessments-agree",
}


def assessments(request):
    """Every assessment in the jurisdiction; a unit and a cadre see the grades that are set."""
    form = FilterForm(request.GET, actor=request.actor)
    wanted = form.cleaned_data if form.is_valid() else {}
    context = {
        "filters": form,
        "page": page_of(request, rows.listed(request.actor, wanted).defer("facts")),
        "decides": DECIDES.get(request.actor.office),
    }
    return show(request, "assessment/assessments.html", context)


def assessment(request, pk):
    """One case: facts with their sources, proposal, caps with the words they rest on, the grade as it was frozen."""
    return case_page(request, case_of(request, pk))


def case_of(request, pk):
    """The case of an address, inside the jurisdiction, or 404."""
    named = (*rows.NAMED, "proposed_by", "set_by", "cycle", "opening")
    return fetch(Assessment.objects.visible_to(request.actor).select_related(*named), request.actor, pk)


def case_page(request, case, *, refusal=None, form=None):
    """The page of a case; after a refusal with what was typed."""
    live, on = facts_of([case])[case.pk], today()
    is_set = case.state in GRADED
    facts, best = case.facts if is_set else live, _judged(case, live, on)
    steps = steps_open(case, request.actor)
    context = {
        "case": case,
        "facts": facts,
        "seat": rows.seat_of(case),
        "ballots": list(ballots(facts)),
        "also": list(marks(facts)),
        "absences": absent_days(case) if case.posting_id else (),
        "members": _members(request, case),
        "judged": best,
        "changed": snapshot.differences(case, live) if is_set else snapshot.since_opening(case, live),
        "intact": snapshot.intact(case) if is_set else None,
        "stands": case.provisions.get("assessment.counts_in_unit") if is_set and case.posting_id else None,
        "pools": [] if is_set or case.kind == Kind.TERM else _pools(request, case, on),
        "ways": ways_of(case, request.actor, on) if case.kind == Kind.TERM else None,
        "way_form": form or MethodForm(actor=request.actor, on=on),
        "steps": steps,
        "proposes": any(step.verb == "propose" for step in steps),
        "grades": any(step.verb in ("propose", "set") for step in steps),
        "chosen": request.POST.get("grade") if refusal else _suggested(case, best),
        "opinion": request.POST.get("opinion") if refusal else case.opinion or opening(live),
        "notice": _notice(request, case) if is_set else None,
        "records": timeline(case) if rows.sees_the_way(request.actor) else None,
        "waiting": waiting_at(case),
        "refusal": refusal,
        "typed": request.POST if refusal else {},
    }
    return show(request, "assessment/assessment.html", context, status=refusal.status if refusal else None)


def _notice(request, case):
    """The public notice the grade rests on, as far as the reader may see it."""
    shown = ShownResult.objects.visible_to(request.actor).filter(assessment=case, stands=True)
    return ResultNotice.objects.visible_to(request.actor).filter(shown__in=shown).first()


def _members(request, case):
    """The people of a team with what is proposed or set for them in the same cycle."""
    if case.posting_id:
        return None
    mine = Assessment.objects.visible_to(request.actor).filter(cycle=case.cycle_id, posting__team=case.team_id)
    return mine.select_related(*rows.NAMED)


def _pools(request, case, on):
    return rows.pools_in_words(request.actor, case.year, on, teams=bool(case.team_id))


def _judged(case, live, on):
    """What the caps leave open: out of the snapshot once the grade is set, else of the facts of now."""
    if case.state in GRADED:
        return snapshot.judged_again(case)
    return judged(live, case.proposed, policy_of(case.area, case.year, on)) if case.proposed else None


def _suggested(case, best):
    """The grade a form begins with: the best one open of what is proposed; nothing for the township to lean on."""
    proposed = case.state in (Assessment.State.PROPOSED, Assessment.State.AGREED)
    return best.grade if best and proposed else case.proposed


def step(request, pk):
    """One step on a case; a refusal shows the case again, with what was typed."""
    case = case_of(request, pk)
    form = StepForm(request.POST, actor=request.actor)
    return stepped(
        request, case, form, deed=actions.take_step, again=case_page, to=reverse("assessment", args=[case.pk])
    )
