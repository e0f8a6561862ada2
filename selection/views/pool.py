"""The pool of a round: who was put forward, putting several forward at once, changing and taking back one."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import files
from core.access import fetch
from core.clock import today
from core.export import MOST_ROWS, excel_file
from core.pages import show
from core.paging import page_of
from core.refusals import Conflict, Refused
from selection import pools
from selection.actions import pool
from selection.facts import said_in
from selection.forms.decision import sent
from selection.forms.lines import DECLARATIONS
from selection.forms.pool import Member, OfferForm, PoolFilter, PoolForm, judged
from selection.rows import own_teams
from selection.seats import called, people_of

LINES = 5


def members(request):
    """The list for senders and for the departments that match from it."""
    form, wanted = _filter(request)
    page = page_of(request, pools.members(request.actor, wanted))
    for one in page:
        one.spoken_seats = pools.seats_of(one)
    context = {"filters": form, "page": page}
    return show(request, "selection/pool.html", context)


def export(request):
    """The same list as Excel."""
    rows = pools.members(request.actor, _filter(request)[1])[:MOST_ROWS]
    return excel_file(_("Pool"), [label for label, _value in pools.COLUMNS], pools.cells(rows))


def _filter(request):
    form = PoolFilter(request.GET, actor=request.actor)
    return form, form.cleaned_data if form.is_valid() else {}


def put_forward(request):
    """Several people with one decision; each is judged by itself, what is refused stays filled in."""
    shared = PoolForm(*sent(request), actor=request.actor, on=today(), initial=_asked(request))
    if request.method != "POST":
        return _page(request, shared, _lines(request, shared))
    shared.keep_scan()
    lines = _lines(request, shared)
    asks = "judge" in request.POST or "more" in request.POST
    written = [line for line in lines if line.written]
    if asks:
        shared.errors.clear()  # nothing has been sent yet
    elif not written:
        shared.add_error(None, _("Put somebody forward."))
    elif shared.is_valid():
        if left := _sent(request, lines):
            return _again(request, shared, left)
        return redirect("pool")
    return _again(request, shared, lines)


def _asked(request):
    return {"round": request.GET.get("round")} if "round" in request.GET else {}


def _lines(request, shared):
    """As many lines as were sent, and more if that was asked."""
    number = shared.cleaned_data.get("lines") if shared.is_bound else None
    number = (number or LINES) + (LINES if "more" in request.POST else 0)
    known = {"people": _people(request), "teams": list(own_teams(request.actor, today()))}
    sent = request.POST if request.method == "POST" else None
    return [
        Member(at, shared, data=sent if sent and f"p{at}-person" in sent else None, **known) for at in range(number)
    ]


def _people(request):
    people = list(people_of(request.actor, today()))
    for one in people:
        one.called = called(one)
    return people


def _sent(request, lines):
    """Puts every written line forward by itself; the lines that are left, none when all is done."""
    good = [line for line in lines if line.written and line.form.is_valid()]
    outcomes = pool.put_forward_each([line.offer() for line in good], by=request.actor, on=today())
    done = []
    for line, outcome in zip(good, outcomes, strict=True):
        if isinstance(outcome, Refused):
            line.refuse(outcome)
        else:
            done.append(line)
    if done:
        words = ngettext("%(count)s cadre put into the pool.", "%(count)s cadres put into the pool.", len(done))
        messages.success(request, words % {"count": len(done)})
    return [line for line in lines if line.written and line not in done]


def _again(request, shared, lines):
    wrong = shared.errors or any(line.form.errors for line in lines if line.written)
    wrong = wrong and not ("judge" in request.POST or "more" in request.POST)
    answer = _page(request, shared, lines, status=422 if wrong else 200)
    answer.stands, answer.secret = True, True  # the scan and the lines that went through stay; too long to be kept
    return answer


def _page(request, shared, lines, status=200):
    context = {"shared": shared, "lines": lines, "judged": "judge" in request.POST, "people": _people(request)}
    return show(request, "selection/pool_new.html", context, status=status)


def member(request, pk):
    """One member: what was said, and what the rules say for each seat."""
    return _member_page(request, _member(request, pk))


def _member(request, pk):
    return fetch(
        pools.members(request.actor, {}).select_related("decision_file", "cadre__unit__home"), request.actor, pk
    )


def _member_page(request, one, *, refusal=None):
    own = pools.is_own(one, request.actor)
    context = {
        "member": one,
        "judged": judged(pools.offer_of(one)),
        "declared": [(field.label, said_in(one)[name]) for name, field in DECLARATIONS.items()],
        "may_change": own and one.case is None and one.withdrawn_at is None,
        "refusal": refusal,
    }
    return show(request, "selection/pool_member.html", context, status=refusal.status if refusal else None)


def member_change(request, pk):
    """What was said about a member is changed; round and cadre stay."""
    one = _member(request, pk)
    offered = pools.offer_of(one)
    known = {name: getattr(offered, name) for name in OfferForm.base_fields if hasattr(offered, name)} | offered.said
    known |= {"round": one.round_id, "cadre": one.cadre_id, "team": one.team_id}
    form = OfferForm(*sent(request), actor=request.actor, on=today(), initial=known)
    form.fix("round", "cadre")
    if request.method == "POST":
        form.keep_scan()
        if form.is_valid() and (done := _changed(request, one, form)):
            return done
    return show(request, "selection/pool_change.html", {"form": form, "member": one})


def _changed(request, one, form):
    try:
        pool.change(one, form.offer(), by=request.actor, on=today())
    except Refused as refusal:
        if refusal.status not in (Refused.status, Conflict.status):
            raise
        form.refuse(refusal)
        return None
    messages.success(request, _("Saved."))
    return redirect("pool-member", one.pk)


def member_take_back(request, pk):
    """Out of the pool again."""
    pool.take_back(_member(request, pk), by=request.actor, on=today())
    messages.success(request, _("Taken out of the pool."))
    return redirect("pool-member", pk)


def member_decision(request, pk):
    """The scan of the Party committee's decision."""
    one = _member(request, pk)
    if one.decision_file is None:
        raise Http404
    return files.answer(one.decision_file)
