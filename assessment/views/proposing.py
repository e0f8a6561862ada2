"""The township proposes: every person and team that waits for it on one page, facts beside each name."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessment import choosing, rows, sentences
from assessment.facts import facts_of
from assessment.forms.grading import FilterForm, filled, too_long
from assessment.models import Assessment
from assessment.shown import also, ballots
from core.clock import today
from core.pages import show
from core.paging import page_of
from core.refusals import Refused

AT_ONCE = 150  # people and teams of one page: a large township


def propose_list(request):
    """A grade and an opinion for each; rows without a grade wait. What was typed survives a refusal."""
    if request.method == "GET":
        return _page(request)
    chosen = filled(request.POST, request.actor)
    try:
        if long := too_long(chosen):
            raise Refused(_("A text is too long."), fields=long)
        done = choosing.do_many("propose", chosen, by=request.actor, on=today())
    except Refused as refusal:
        return _page(request, refusal=refusal)
    if not done:
        return _page(request, refusal=Refused(_("Nothing was chosen: nothing was changed.")))
    messages.success(request, ngettext("%(count)s case done.", "%(count)s cases done.", done) % {"count": done})
    return redirect(request.get_full_path())


def _page(request, *, refusal=None):
    actor = request.actor
    form = FilterForm(request.GET, actor=actor)
    asked = form.cleaned_data if form.is_valid() else {}
    year = asked.get("year") or rows.latest_year(actor) or today().year
    waiting = rows.listed(actor, {"year": year, "waiting": True, "whose": asked.get("whose")})
    page = page_of(request, waiting.defer("provisions"), AT_ONCE)
    typed, errors = (request.POST, refusal.fields) if refusal else ({}, {})
    context = {"year": year, "page": page, "refusal": refusal, "rows": _rows(list(page.object_list), typed, errors)}
    return show(request, "assessment/propose.html", context, status=refusal.status if refusal else None)


def _rows(cases, typed, errors):
    """Each case with its facts, what was typed and what was wrong; an opinion starts from what the facts say."""
    facts = facts_of(cases)
    return [_row(case, facts[case.pk], *rows.said_of(typed, errors, case)) for case in cases]


def _row(case, facts, typed, errors):
    back = case.state == Assessment.State.RETURNED
    return {
        "case": case,
        "facts": facts,
        "seat": rows.seat_of(case),
        "ballots": list(ballots(facts)),
        "also": list(also(facts)),
        "errors": errors,
        "grade": typed.get("grade", case.proposed if back else ""),
        "opinion": typed.get("opinion", case.opinion or sentences.opening(facts)),
    }
