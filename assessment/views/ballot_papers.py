"""The papers of a ballot: what is handed out in the village, and what the counters tick; on A4 and as Word."""

from django.http import Http404
from django.utils.translation import gettext as _

from assessment import ballot_papers, ballot_rows
from assessment.actions.balloting import NO_SUCH
from assessment.ballot_checks import printed
from assessment.balloting import subjects_of
from assessment.facts import policy_of
from assessment.forms.ballots import PaperForm
from assessment.views.ballot_entry import chosen
from core.clock import today
from core.pages import show
from core.refusals import Refused


def paper(request, pk):
    """The ballot paper, or the counters' tally sheet, of a team on A4."""
    team, cycle, kind, of, sheet, subjects = _asked(request, pk)
    context = {
        "team": team,
        "cycle": cycle,
        "kind": kind,
        "of": of,
        "title": ballot_papers.title(cycle, kind, of),
        "said": ballot_papers.RULES if of == "paper" else ballot_papers.FIGURES,
        "signed": ballot_papers.SIGNED,
        "heads": ballot_papers.heads(sheet, of),
        "blocks": ballot_papers.blocks(sheet, subjects),
    }
    return show(request, "assessment/ballot_paper.html", context)


def paper_word(request, pk):
    """The same as Word."""
    team, cycle, kind, of, sheet, subjects = _asked(request, pk)
    made = ballot_papers.word_paper(cycle, team, kind, sheet, subjects, of)
    return made.answer(f"{team.village.division.name} {ballot_papers.title(cycle, kind, of)}")


def table(request):
    """The table to fill in for every village of a cycle that lacks a count of one kind; it is handed in as it comes back."""
    form = PaperForm(request.GET, actor=request.actor)
    said = form.cleaned_data if form.is_valid() else {}
    seen = ballot_rows.overview(request.actor, said.get("cycle"), today())
    kind = said.get("kind") or (seen.kinds[0] if seen else "")
    if seen is None or kind not in seen.kinds:
        raise Refused(NO_SUCH if seen else _("No cycle is open"))
    teams = list(seen.teams({"kind": kind, "stage": "missing"}))
    sheet = printed(policy_of(seen.cycle.area, seen.cycle.year, today()))
    return ballot_papers.table_file(seen.cycle, kind, sheet, teams, subjects_of(seen.cycle, teams))


def _asked(request, pk):
    team, cycle, kind, said = chosen(request, pk)
    if cycle is None or kind is None:
        raise Http404
    sheet = printed(policy_of(team.area, cycle.year, today()))
    return team, cycle, kind, said.get("of") or "paper", sheet, subjects_of(cycle, [team])[team.pk]
