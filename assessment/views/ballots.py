"""Counted ballots in the browser: the overview of a cycle, one count, the second counter's word."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from assessment import ballot_papers, ballot_rows
from assessment import ballot_rules as rules
from assessment.actions import balloting as deeds
from assessment.ballot_steps import COUNTERS, BallotKind
from assessment.balloting import RULE, lines_of, result
from assessment.forms.ballots import BallotFilter, BallotStepForm, subject
from assessment.models import BallotBatch
from core.access import fetch
from core.clock import today
from core.pages import show
from core.paging import page_of
from core.policy import in_readers_language
from core.record import timeline
from core.refusals import NotAllowed, Refused
from core.workflow import hindrance, steps_open


def ballots(request):
    """Which villages of a cycle have been balloted, what waits to be confirmed, what is missing."""
    form, wanted, seen = _overview(request)
    if seen is None:
        return show(request, "assessment/ballots.html", {"filters": form})
    page = page_of(request, seen.teams(wanted))
    context = {
        "filters": form,
        "cycle": seen.cycle,
        "page": page,
        "kinds": [BallotKind(kind).label for kind in seen.kinds if wanted.get("kind") in ("", None, kind)],
        "rows": seen.rows(page.object_list, wanted.get("kind") or ""),
        "tiles": seen.tiles(),
        "asked": [BallotKind(kind) for kind in seen.kinds],
        "counts_here": request.actor.office in COUNTERS and seen.cycle.state == seen.cycle.State.RUNNING,
    }
    return show(request, "assessment/ballots.html", context)


def _overview(request):
    """(filter form, what it says, the overview or None)."""
    form = BallotFilter(request.GET, actor=request.actor)
    wanted = form.cleaned_data if form.is_valid() else {}
    return form, wanted, ballot_rows.overview(request.actor, wanted.get("cycle"), today())


def ballots_file(request):
    """The overview as Excel, narrowed like the page."""
    form, wanted, seen = _overview(request)
    if seen is None or not form.is_valid():
        raise Refused(_("No cycle is open") if seen is None else _("This form was not understood."))
    kind = wanted.get("kind") or ""
    kinds = [BallotKind(one) for one in seen.kinds if kind in ("", one)]
    return ballot_papers.overview_file(seen.rows(list(seen.teams(wanted)), kind), kinds, seen.cycle, by=request.actor)


def batch_of(request, pk):
    """One count inside the jurisdiction."""
    rows = BallotBatch.objects.visible_to(request.actor)
    named = ("cycle", "team__village__division", "entered_by", "confirmed_by")
    return fetch(rows.select_related(*named), request.actor, pk)


def ballot(request, pk):
    """One count: figures, votes with their shares, whether it counts and by which rule, the steps taken."""
    return _page(request, batch_of(request, pk))


def _page(request, batch, *, refusal=None):
    lines = lines_of(batch)
    records = list(timeline(batch))
    context = {
        "batch": batch,
        "turnout": rules.decimal(
            rules.turnout(rules.Figures(batch.eligible, batch.issued, batch.returned, batch.valid))
        ),
        "rule": batch.provisions.get(RULE.get(batch.standing)),
        "grades": batch.sheet["grades"],
        "subjects": [_spoken(batch, case, said) for case, said in lines],
        "steps": [step for step in steps_open(batch, request.actor) if step.verb != "submit"],
        "corrects": _may_correct(batch, request.actor),
        "confirms": hindrance(batch, "confirm", request.actor) is None,
        "records": records,
        "earlier": [
            (line, line.details["was"], _votes_then(batch, lines, line.details["was"]))
            for line in records
            if "was" in line.details
        ],
        "refusal": refusal,
        "typed": request.POST if refusal else {},
    }
    return show(request, "assessment/ballot.html", context, status=refusal.status if refusal else None)


def _votes_then(batch, lines, was):
    """The votes of an earlier count that differ from those of now, in words."""
    words = {one["item"]: in_readers_language(one) for one in (*batch.sheet["team"], *batch.sheet["people"])}
    before = was["votes"]
    return [
        f"{subject(case)} · {words[item]}: {' / '.join(map(str, then))}"
        for case, said in lines
        for item, then in before.get(str(case.pk), {}).items()
        if then is not None and then != said.get(item)
    ]


def _may_correct(batch, actor):
    return any(step.verb == "submit" for step in steps_open(batch, actor))


def _spoken(batch, case, votes):
    """A subject as the page shows it: name, lines of votes, and what they come to where the batch counts."""
    words = {one["item"]: one for one in (*batch.sheet["team"], *batch.sheet["people"])}
    lines = [(words[item], said, sum(said)) for item, said in votes.items() if said is not None]
    return {"who": subject(case), "lines": lines, "result": result(batch, votes)}


def step(request, pk):
    """The second counter confirms or returns; a confirmed count is opened again with a reason."""
    batch, form = batch_of(request, pk), BallotStepForm(request.POST, actor=request.actor)
    try:
        if not form.is_valid():
            raise Refused(_("This form was not understood."))
        deeds.take_step(batch, form.cleaned_data, by=request.actor, on=today())
    except Refused as refusal:
        if refusal.status == NotAllowed.status:
            raise
        return _page(request, batch_of(request, pk), refusal=refusal)
    messages.success(request, _("Done."))
    return redirect("ballot", batch.pk)
