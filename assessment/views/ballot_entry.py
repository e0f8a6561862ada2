"""Entering a count in the browser: one page for the phone, with everything typed kept whatever is refused."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from assessment import ballot_rows
from assessment import ballot_rules as rules
from assessment.actions import balloting as deeds
from assessment.ballot_checks import printed
from assessment.ballot_steps import BallotKind, BallotState
from assessment.balloting import items_for, kinds_of, lines_of, subjects_of
from assessment.facts import policy_of
from assessment.forms.ballots import CountForm, PaperForm, first_figures
from assessment.models import BallotBatch
from assessment.views.ballots import batch_of
from core.access import fetch
from core.clock import today
from core.pages import show
from core.record import timeline
from core.refusals import NotAllowed, Refused
from teams.models import Team


def enter(request, pk):
    """One page to enter a count: big boxes, sums as one types; a refusal or a faster colleague loses nothing."""
    team, cycle, kind, said = chosen(request, pk)
    if cycle is None or kind is None:
        return show(request, "assessment/ballot_enter.html", {"team": team})
    held = BallotBatch.objects.visible_to(request.actor).filter(cycle=cycle, team=team, kind=kind).first()
    if request.method == "GET" and held:
        return redirect("ballot-edit" if held.state != BallotState.CONFIRMED else "ballot", held.pk)
    sheet = printed(policy_of(team.area, cycle.year, today()))
    lines = [(case, items_for(sheet, case)) for case in subjects_of(cycle, [team])[team.pk]]
    form = CountForm(request.POST or None, lines=lines, sheet=sheet, actor=request.actor, on=today())
    context = {"team": team, "cycle": cycle, "kind": BallotKind(kind), "fewest": _fewest(team, cycle)}

    def deed():
        return deeds.enter(cycle, team, kind, form.count(), by=request.actor, on=today())

    return _counted(request, form, deed, context, held)


def _fewest(team, cycle):
    return policy_of(team.area, cycle.year, today())[rules.MINIMUM].value


def edit(request, pk):
    """The same page over a count that waits, or came back."""
    batch = batch_of(request, pk)
    lines = lines_of(batch)
    shape = [(case, list(said)) for case, said in lines]
    form = CountForm(
        request.POST or None,
        initial=first_figures(batch, lines),
        lines=shape,
        sheet=batch.sheet,
        actor=request.actor,
        on=today(),
    )
    context = {"team": batch.team, "cycle": batch.cycle, "kind": BallotKind(batch.kind), "batch": batch}
    context["fewest"] = batch.provisions[rules.MINIMUM]["value"]

    def deed():
        version = form.cleaned_data["version"] or 0
        return deeds.correct(batch, form.count(), version=version, by=request.actor, on=today())

    return _counted(request, form, deed, context, batch)


def _counted(request, form, deed, context, held):
    """Shows the form, or does the deed; what is refused comes back with everything typed and, after a race, what stands."""
    context |= {"form": form, "returned_why": _why(held)}
    if request.method != "POST" or not form.is_valid():
        return show(request, "assessment/ballot_enter.html", context)
    try:
        batch = deed()
    except NotAllowed:
        raise
    except Refused as refusal:
        form.refuse(refusal)
        stands = held if refusal.status != Refused.status else None
        return show(request, "assessment/ballot_enter.html", {**context, "stands": stands}, status=refusal.status)
    said = _("Entered. A colleague of the county compares it with the tally sheet and confirms it.")
    few = _("Too few valid ballots: only the figures of the turnout were kept, so that nobody can be recognised.")
    messages.success(request, said if batch.valid >= context["fewest"] else f"{said} {few}")
    return redirect("ballot", batch.pk)


def _why(batch):
    """Why a count came back, from its last step backward."""
    if batch is None or batch.state != BallotState.RETURNED:
        return ""
    last = timeline(batch).filter(verb__in=("return", "reopen")).last()
    return last.note if last else ""


def chosen(request, pk):
    """(team, cycle, kind, what was asked): a team in the jurisdiction; without a word the county's latest cycle and its first kind."""
    rows = Team.objects.visible_to(request.actor).select_related("village__division")
    team = fetch(rows, request.actor, pk)
    form = PaperForm(request.POST if "kind" in request.POST else request.GET, actor=request.actor)
    said = form.cleaned_data if form.is_valid() else {}
    cycle = said.get("cycle") or ballot_rows.latest(request.actor, team.area)
    if cycle is None or not team.area.startswith(cycle.area):
        return team, None, None, said
    kinds = kinds_of(cycle, policy_of(team.area, cycle.year, today()))
    kind = said.get("kind") or next(iter(kinds), None)
    return team, cycle, kind if kind in kinds else None, said
