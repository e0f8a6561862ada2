"""Use of results in the browser: recommendations, what became of them, and the lists for the special inspection."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from assessment.actions import using
from assessment.forms.results import RecommendForm, UseFilter, UseStepForm
from assessment.results import USE_COLUMNS, counted, grade_of, results, use_cells, uses
from assessment.use_rules import GROUND, INSPECTION
from core.access import fetch
from core.clock import today
from core.export import MOST_ROWS, excel_file
from core.pages import show
from core.paging import page_of
from core.policy import PROVINCE, provision
from core.record import timeline
from core.refusals import Refused
from core.workflow import steps_open
from teams.views.doing import form_page, narrowed


def use_list(request):
    """Who was recommended for what, and what became of it."""
    return _list(request, GROUND, own=False)


def inspection(request):
    """选拔使用专项督查: those sent from the department's own level, who was recommended and who was taken up."""
    return _list(request, INSPECTION, own=True)


def _list(request, key, *, own):
    filters = UseFilter(request.GET, actor=request.actor, on=today())
    rows = uses(request.actor, {**narrowed(filters), **({"own": True} if own else {})})
    if own:
        del filters.fields["own"]
    context = {
        "filters": filters,
        "page": page_of(request, rows),
        "counts": counted(rows),
        "own": own,
        "basis": provision(key, at=request.actor.area or PROVINCE, on=today()),
    }
    return show(request, "assessment/uses.html", context)


def use_table(request):
    """The list as Excel; `own=on` for those sent from the department's own level."""
    rows = uses(request.actor, narrowed(UseFilter(request.GET, actor=request.actor, on=today())))
    heads = [head for head, _value in USE_COLUMNS]
    return excel_file(_("Use of results"), heads, use_cells(rows[:MOST_ROWS]))


def use_new(request, pk):
    """County or unit recommends somebody with a final grade."""
    case = fetch(results(request.actor, {}), request.actor, pk)
    form = RecommendForm(request.POST or None, actor=request.actor, on=today())
    return form_page(
        request,
        form,
        lambda said: using.recommend(case, **said, by=request.actor, on=today()),
        to=lambda made: ("use", made.pk),
        done=_("Recommended. The department of the level that sent them has been told."),
        template="assessment/use_new.html",
        case=case,
        grade=grade_of(case),
        basis=provision(GROUND, at=case.area, on=today()),
    )


def use(request, pk):
    """One recommendation with its reason, its steps, and what this office may do now."""
    return _use_page(request, _use(request, pk))


def _use(request, pk):
    return fetch(uses(request.actor, {}).defer(None), request.actor, pk)


def _use_page(request, case, *, form=None, status=None):
    steps = steps_open(case, request.actor)
    context = {
        "case": case,
        "steps": steps,
        "decides": any(step.verb == "use" for step in steps),
        "form": form or UseStepForm(initial={"used_on": today()}),
        "records": timeline(case),
    }
    return show(request, "assessment/use.html", context, status=status)


def use_step(request, pk):
    """Taken up, not taken up, or withdrawn."""
    case, form = _use(request, pk), UseStepForm(request.POST, actor=request.actor, on=today())
    if not form.is_valid():
        return _use_page(request, case, form=form)
    try:
        using.decide(case, form.cleaned_data, by=request.actor, on=today())
    except Refused as refusal:
        if refusal.status != Refused.status:
            raise
        form.refuse(refusal)
        return _use_page(request, case, form=form, status=refusal.status)
    messages.success(request, _("Recorded."))
    return redirect("use", case.pk)
