"""Cycles in the browser: the list, opening one with its checklist, its page and steps, many counties at once."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessment import actions, calendars, cycle_rows
from assessment.checklist import checklist
from assessment.facts import policy_of
from assessment.forms.cycles import (
    CalendarForm,
    CountiesForm,
    CycleFilter,
    CycleStepForm,
    OpenForm,
    SpanForm,
    YearFilter,
    plan_of,
    usual_span,
)
from assessment.models import Cycle
from assessment.subjects import lacking
from core.access import fetch
from core.clock import today
from core.models import Job
from core.offices import Office
from core.pages import show
from core.paging import page_of
from core.record import timeline
from core.refusals import Refused
from core.workflow import steps_open
from teams.views.doing import form_page, narrowed


def cycles(request):
    """Every cycle of the jurisdiction."""
    filters = CycleFilter(request.GET, actor=request.actor)
    page = page_of(request, cycle_rows.listed(request.actor, narrowed(filters)))
    return show(
        request,
        "assessment/cycles.html",
        {"filters": filters, "page": page, "rows": cycle_rows.named(page.object_list)},
    )


def cycle_new(request):
    """The county sees what is missing, sets the calendar and opens a cycle."""
    actor, on = request.actor, today()
    asked = usual_span(on) | {name: value for name, value in (request.POST or request.GET).items() if value}
    span = SpanForm(asked, actor=actor, on=on)
    plan = span.plan() or plan_of(usual_span(on))
    usual = calendars.with_usual_days(plan, policy_of(actor.area, min(plan.year, on.year), on), on)
    form = OpenForm(request.POST or None, actor=actor, on=on, initial=vars(usual) | {"year": plan.year})
    return form_page(
        request,
        form,
        lambda said: actions.open_cycle(plan_of(said), by=actor, on=on),
        to=lambda done: ("cycle", done[0].pk),
        done=_("The cycle is open. The townships have been told."),
        template="assessment/cycle_new.html",
        span=span,
        kind=plan.kind,
        items=cycle_rows.places(checklist(actor.area, usual, on)),
    )


def cycle(request, pk):
    """One cycle: calendar, what is missing, the provisions that govern it and what changed since, its steps."""
    return _cycle_page(request, _cycle(request, pk))


def _cycle(request, pk):
    return fetch(Cycle.objects.visible_to(request.actor).select_related("opened_by"), request.actor, pk)


def _cycle_page(request, row, *, form=None, refusal=None):
    actor, on = request.actor, today()
    plan = actions.plan_of(row)
    own = actor.office == Office.COUNTY and actor.area == row.area
    runs = row.state == Cycle.State.RUNNING
    context = {
        "cycle": row,
        "county": cycle_rows.named([row])[0][1],
        "counts": cycle_rows.listed(actor, {}).filter(pk=row.pk).values("cases", "final").first(),
        "items": cycle_rows.places(checklist(row.area, plan, on)) if runs and actor.office != Office.TOWNSHIP else [],
        "late": sum(rows.count() for rows in lacking(row.area, plan, on)) if own and runs else 0,
        "texts": cycle_rows.texts(row),
        "governs": cycle_rows.governs(row, on),
        "steps": steps_open(row, actor),
        "form": form or (CalendarForm(initial=row.calendar) if own and runs else None),
        "records": timeline(row),
        "refusal": refusal,
        "typed": request.POST if refusal else {},
    }
    return show(request, "assessment/cycle.html", context, status=refusal.status if refusal else None)


def cycle_step(request, pk):
    """One step of a cycle; a refusal shows the cycle again, with what was typed."""
    row = _cycle(request, pk)
    form = CycleStepForm(request.POST, actor=request.actor)
    try:
        if not form.is_valid():
            raise Refused(_("This form was not understood."), fields=dict(form.errors.items()))
        done = actions.take_cycle_step(row, form.cleaned_data, by=request.actor, on=today())
    except Refused as refusal:
        if refusal.status != Refused.status:
            raise
        return _cycle_page(request, row, form=_refused(request, refusal), refusal=refusal)
    messages.success(request, _said(form.cleaned_data["verb"], done))
    return redirect("cycle", row.pk)


def _refused(request, refusal):
    """The calendar as it was typed with what is wrong in it; None when another step was refused."""
    if request.POST.get("verb") != "calendar":
        return None
    form = CalendarForm(request.POST, actor=request.actor)
    if form.is_valid():
        form.refuse(refusal)
    return form


def _said(verb, done):
    if verb != "again":
        return _("Done.")
    new = done[1]
    said = ngettext("%(count)s assessment opened.", "%(count)s assessments opened.", new) % {"count": new}
    return said if new else _("Nothing new: everybody who has served is already there.")


def cycle_counties(request):
    """The counties below and their cycle of a year; one button opens it for all of them."""
    actor, on = request.actor, today()
    filters = YearFilter(request.GET or None, actor=actor)
    year = min(max((filters.is_valid() and filters.cleaned_data["year"]) or on.year, calendars.FIRST_YEAR), on.year)
    plan = calendars.yearly(year)
    usual = calendars.with_usual_days(plan, policy_of(actor.area, year, on), on)
    job = Job.objects.visible_to(actor.myself).filter(kind=actions.OPEN_COUNTIES, payload__year=year).first()
    return form_page(
        request,
        CountiesForm(request.POST or None, actor=actor, on=on, initial={"year": year}),
        lambda said: actions.ask_open_counties(said.pop("year"), said, by=actor, on=on),
        to=lambda job: (reverse("cycle-counties") + f"?year={job.payload['year']}",),
        done=_("A worker opens the cycles, county by county."),
        template="assessment/cycle_counties.html",
        filters=YearFilter({"year": year}, actor=actor),
        year=year,
        usual=usual,
        counties=cycle_rows.counties(actor, usual, on),
        job=job,
    )
