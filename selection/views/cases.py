"""One nomination: what is known of it, whose turn it is, and the step an office takes."""

from django.urls import reverse

from core.access import fetch
from core.clock import today
from core.models import Division
from core.pages import show, stepped
from core.record import timeline
from core.workflow import waiting_at
from selection import actions, queue
from selection.facts import findings_for, said_in
from selection.forms import FilterForm, NominationForm, StepForm
from selection.history import judged_before
from selection.models import Nomination
from selection.noticeboard import papers_of
from selection.prospects import open_steps
from selection.rules import full_years
from teams.languages import spoken_names
from teams.models import Village


def nomination(request, pk):
    """One case: facts, findings with the words they rest on, steps taken, whose turn it is, what this office may do."""
    return _case_page(request, case_of(request, pk))


def case_of(request, pk):
    """The case with what its page shows, inside the jurisdiction, or 404."""
    rows = Nomination.objects.visible_to(request.actor)
    named = ("cadre__unit__home", "team__village__division", "unit", "round", "waiver_by")
    return fetch(rows.select_related(*named), request.actor, pk)


def nomination_step(request, pk):
    """One step on a case; a refusal shows the case again, with what was typed. The way through the queue is kept."""
    to = reverse("nomination", args=[pk]) + _kept(request)
    form = StepForm(request.POST, actor=request.actor)
    return stepped(request, case_of(request, pk), form, deed=actions.take_step, again=_case_page, to=to)


def _kept(request):
    return f"?{request.GET.urlencode()}" if request.GET else ""


def _case_page(request, case, *, refusal=None):
    live = not case.findings or case.state in ("draft", "returned")
    found = _judged_now(case) if live else case.findings
    answers = [one["answer"] if isinstance(one, dict) else one.answer for one in found]
    labels = {name: field.label for name, field in NominationForm.base_fields.items()}
    context = {
        "case": case,
        "findings": found,
        "before": judged_before(case, shown_live=live),
        "mendable": [(name, labels[name]) for name in actions.MENDABLE],
        "to_mend": [labels[name] for name in case.fields_to_mend],
        "declared": [(name, labels[name], value) for name, value in said_in(case).items()],
        "age": full_years(case.cadre.born_on, case.starts_on),
        "needs": [Village.Need(need).label for need in case.team.village.needs],
        "cadre_languages": spoken_names(case.cadre.languages),
        "village_languages": spoken_names(case.team.village.languages),
        "records": timeline(case),
        **papers_of(case, today()),
        **_turn(request.actor, case),
        **_way(request, case),
        **_may(request.actor, case, "waiver" in answers),
        "refusal": refusal,
        "note": request.POST.get("note", "") if refusal else "",
        "ticked": request.POST.getlist("fields_to_mend") if refusal else [],
    }
    return show(request, "selection/nomination.html", context, status=refusal.status if refusal else None)


def _judged_now(case):
    return findings_for(case.cadre, team=case.team, seat=case.seat, starts_on=case.starts_on, said=said_in(case))


def _turn(actor, case):
    """Whose turn it is: the step, the place of the office, and for how many days."""
    waiting = waiting_at(case)
    code = waiting.code(case) if waiting else ""
    place = Division.objects.visible_to(actor).current().filter(code=code).first() if code else None
    return {"waiting": waiting, "waiting_place": place, "days": queue.days_waiting(case, today())}


def _way(request, case):
    """Where the case stands among those that wait, narrowed as the list it was opened from, and where to go on."""
    form = FilterForm(request.GET, actor=request.actor, on=today())
    beside = queue.beside(request.actor, form.cleaned_data if form.is_valid() else {}, case.pk, today())
    query = request.GET.copy()
    query.pop("do", None)
    asked = query.pop("next", [""])[-1]
    others = [pk for pk in beside["all"] if pk != case.pk]
    go_on = next((pk for pk in others if str(pk) == asked), others[0] if others else None)
    kept = f"?{query.urlencode()}" if query else ""
    query["next"] = beside["after"] or ""
    return {"beside": beside, "go_on": go_on, "kept": kept, "kept_next": f"?{query.urlencode()}"}


def _may(actor, case, asks_waiver):
    """The steps this office could take, and why not, said before anybody clicks."""
    open_to = open_steps(case, actor, today())
    steps = [step for step, why in open_to if not why and step.verb != "submit"]
    verbs = {step.verb for step in steps}
    return {
        "steps": steps,
        "why_not": next((why for _step, why in open_to if why), None),
        "decides": "return" in verbs,
        "asks_waiver": asks_waiver and "approve" in verbs,
        "may_mend": any(step.verb == "submit" for step, _why in open_to),
    }
