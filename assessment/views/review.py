"""The county's review in the browser, and the unit's list of proposals: up to 300 cases on a page, decided by ticking them."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessment import choosing, reviewing, rows
from assessment.facts import policy_of
from assessment.forms.grading import BarForm, ReviewForm, picked
from assessment.steps import Kind
from assessment.ties import TIES
from assessment.views.review_lines import lines, rule_name
from core.clock import today
from core.pages import show
from core.paging import page_of
from core.refusals import Refused

USUAL = {"kind": Kind.YEARLY.value, "whose": rows.PEOPLE}
STOPPED = 20  # rows named above the list; every one is marked in it


def review(request):
    """Facts, proposals, ballots, the places left and where the last of them go; the ticked rows are set or returned."""
    return _review_page(request) if request.method == "GET" else _decide(request, ("set", "return"), _review_page)


def agree_list(request):
    """The unit's own list: term-end proposals of its people, to agree to or to return with a reason."""
    return _agree_page(request) if request.method == "GET" else _decide(request, ("agree", "return"), _agree_page)


def _decide(request, verbs, again):
    form = BarForm(request.POST, actor=request.actor, on=today())
    cases, seen = picked(request.POST.getlist("pick"), request.actor)
    try:
        if not form.is_valid() or form.cleaned_data["verb"] not in verbs:
            raise Refused(_("This form was not understood."))
        if not cases:
            raise Refused(_("Nothing was chosen: nothing was changed."))
        said = {name: form.cleaned_data[name] for name in ("grade", "note")}
        ticked = [(case, {**said, "seen": seen[case.pk]}) for case in cases]
        done = choosing.do_many(form.cleaned_data["verb"], ticked, by=request.actor, on=today())
    except Refused as refusal:
        return again(request, refusal=refusal, cases=cases)
    messages.success(request, ngettext("%(count)s case done.", "%(count)s cases done.", done) % {"count": done})
    return redirect(request.get_full_path())


def _review_page(request, *, refusal=None, cases=()):
    on = today()
    form, wanted, policy = asked_of(request, on)
    asked = reviewing.asked_for(request.actor, wanted, policy)
    errors = _errors(refusal, cases)
    page = page_of(request, asked, reviewing.AT_ONCE)
    found, places = reviewing.rows_of(page.object_list, on, policy=policy, errors=errors)
    more = {
        "filters": form,
        "year": wanted["year"],
        "places": [(place.name, place.pool) for place in places],
        "contested": [(place, [rule_name(rule) for rule in place.decided_by]) for place in places if place.contested],
        "tie_rules": policy[TIES],
        "sets": True,
    }
    return _shown(request, page, found, refusal, _named(cases, errors), more)


def _agree_page(request, *, refusal=None, cases=()):
    asked = rows.listed(request.actor, {"waiting": True, "kind": Kind.TERM}).defer("provisions")
    page, errors = page_of(request, asked, reviewing.AT_ONCE), _errors(refusal, cases)
    found, _places = reviewing.rows_of(page.object_list, today(), errors=errors)
    return _shown(request, page, found, refusal, _named(cases, errors), {"sets": False})


def _shown(request, page, found, refusal, stopped, more):
    ticked = set(request.POST.getlist("pick")) if refusal else set()
    context = {
        "page": page,
        "rows": found,
        "body": lines(found, request.actor, ticked=ticked),
        "refusal": refusal,
        "stopped": stopped,
        "typed": request.POST if refusal else {},
        **more,
    }
    return show(request, "assessment/set.html", context, status=refusal.status if refusal else None)


def asked_of(request, on):
    """The filter, what it asks for, and the policy of its year; for the page and the machine alike."""
    year = request.GET.get("year") or rows.latest_year(request.actor) or on.year
    form = ReviewForm({**USUAL, **request.GET.dict(), "year": year}, actor=request.actor, on=on)
    asked = form.cleaned_data if form.is_valid() else {}
    wanted = {**USUAL, "year": on.year, **{name: value for name, value in asked.items() if value}}
    policy = policy_of(request.actor.area, wanted["year"], on)
    form.offer_pools(policy)
    return form, wanted, policy


def _errors(refusal, cases):
    """{case number: why it stops the deed}."""
    fields = refusal.fields if refusal else {}
    known = {str(case.pk): case.pk for case in cases}
    numbered = ((name.rpartition("-")[2], words) for name, words in fields.items())
    return {known[number]: words for number, words in numbered if number in known}


def _named(cases, errors):
    return [(case, errors[case.pk]) for case in cases if case.pk in errors][:STOPPED]
