"""Rounds: the list, preparing one, its page of villages × seats, and what its department does with it."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.access import fetch
from core.clock import today
from core.models import Division
from core.pages import show
from core.paging import page_of
from core.policy import Provision
from core.record import timeline
from core.refusals import NotAllowed, Refused
from selection.actions import reminding
from selection.actions import rounds as deeds
from selection.facts import policy_for
from selection.forms.rounds import BoardFilter, NewRoundForm, ReopenForm, RoundFilter, RoundForm, SeatForm, VillagesForm
from selection.ledger import boards
from selection.ledger.places import without_team
from selection.ledger.rounds import listed
from selection.models import Round
from selection.papers.boards import act_of, board_file, grid
from teams.models import Team
from teams.views.doing import form_page, narrowed

PER_PAGE = 15  # rows of the table that stands without the script
EMBEDDED = 600  # villages a page brings along; more are fetched once the page stands


def rounds(request):
    """The rounds that concern this office, the newest first."""
    filters = RoundFilter(request.GET, actor=request.actor, on=today())
    page = page_of(request, listed(request.actor, narrowed(filters)))
    return show(request, "selection/rounds.html", {"filters": filters, "page": page})


def round_new(request):
    """A department prepares a round; its villages are all it has, or some."""
    form = NewRoundForm(request.POST or None, actor=request.actor, on=today())
    return form_page(
        request,
        form,
        lambda facts: deeds.prepare_round(facts, form.teams(), by=request.actor, on=today()),
        to=lambda case: ("round", case.pk),
        done=_("The round is prepared. Nobody else sees it before you open it."),
        template="selection/round_form.html",
        heading=_("New round"),
        cancel=reverse("rounds"),
    )


def round_edit(request, pk):
    """A draft is changed; of an open round only the dates, and only to a later day."""
    case = _case(request, pk)
    form = RoundForm(request.POST or None, actor=request.actor, on=today(), initial=_known(case))
    if case.state == Round.State.OPEN:
        form.only(*deeds.EXTENDED)
    return form_page(
        request,
        form,
        lambda facts: deeds.edit_round(case, facts, by=request.actor, on=today()),
        to=lambda done: ("round", done.pk),
        done=_("Saved."),
        template="selection/round_form.html",
        heading=_("Change the round"),
        case=case,
        cancel=reverse("round", args=[case.pk]),
    )


def _known(case):
    return {name: getattr(case, name) for name in RoundForm.base_fields}


def round_villages(request, pk):
    """The villages of a draft: chosen anew; those without a team, whose teams can be formed at once."""
    case = _case(request, pk)
    form = VillagesForm(request.POST or None, actor=request.actor, on=today())
    bare = without_team(case.area, today()) if case.kept_by(request.actor) else []
    return form_page(
        request,
        form,
        lambda _data: deeds.choose_villages(case, form.teams(), by=request.actor, on=today()),
        to=lambda _count: ("round", case.pk),
        done=_("The villages have been chosen."),
        template="selection/round_villages.html",
        case=case,
        bare=bare,
        paired=sum(bool(village.paired_now) for village in bare),
    )


def round_teams(request, pk):
    """The teams of all paired villages that have none are formed and taken in."""

    def deed(case):
        count = deeds.form_teams(case, by=request.actor, on=today())
        messages.success(request, ngettext("%(n)s team formed.", "%(n)s teams formed.", count) % {"n": count})

    return _done(request, pk, deed)


def round_open(request, pk):
    """Opens a draft; units, townships and counties are told."""
    words = _("The round is open; all have been told.")
    return _done(request, pk, lambda case: deeds.open_round(case, by=request.actor, on=today()), words)


def round_close(request, pk):
    """Closes a round: what is on its way stays on its way."""
    words = _("The round is closed.")
    return _done(request, pk, lambda case: deeds.close_round(case, by=request.actor, on=today()), words)


def round_reopen(request, pk):
    """Opens a closed round again, with a new last day and the reason."""
    case = _case(request, pk)
    form = ReopenForm(request.POST or None, actor=request.actor, on=today())
    return form_page(
        request,
        form,
        lambda data: deeds.reopen_round(case, **data, by=request.actor, on=today()),
        to=lambda done: ("round", done.pk),
        done=_("The round is open; all have been told."),
        template="selection/round_form.html",
        heading=_("Open the round again"),
        case=case,
        cancel=reverse("round", args=[case.pk]),
    )


def round_remind(request, pk):
    """Whoever must fill a seat is reminded, once a day."""
    form = SeatForm(request.POST, actor=request.actor, on=today())

    def deed(case):
        if not form.is_valid():
            raise Refused(_("This form was not understood."))
        team = fetch(Team.objects.visible_to(request.actor).filter(rounds__round=case), request.actor, form.team_id)
        fresh = reminding.remind(case, team, form.which, by=request.actor, on=today())
        messages.success(request, _("Reminded.") if fresh else _("Already reminded today."))

    return _done(request, pk, deed)


def _done(request, pk, deed, words=""):
    """A deed on a round by a button; refused, the round's page says why."""
    case = _case(request, pk)
    try:
        deed(case)
    except NotAllowed:
        raise
    except Refused as refusal:
        return _page(request, case, refusal=refusal)
    if words:
        messages.success(request, words)
    return redirect(reverse("round", args=[case.pk]) + (f"?{request.GET.urlencode()}" if request.GET else ""))


def round_page(request, pk):
    """Villages × three seats: where each stands on the posting day; counts by county or township above them."""
    return _page(request, _case(request, pk))


def _case(request, pk):
    return fetch(Round, request.actor, pk)


def _page(request, case, *, refusal=None):
    form = BoardFilter(request.GET, actor=request.actor, on=today())
    wanted = narrowed(form)
    area = wanted.get("area") or request.actor.area
    counts, rows = _read(request, case, wanted, area)
    form.offer_units(rows or [])
    found = boards.in_order(boards.narrowed(rows or [], wanted), wanted.get("sort"))
    context = {
        "case": case,
        "filters": form,
        "day": boards.day_of(case, today()),
        "total": boards.total(counts),
        "parts": _named(request.actor, counts),
        "rows": rows,
        "page": page_of(request, found, PER_PAGE),
        "grid": grid(rows, request.actor, case) if rows and len(rows) <= EMBEDDED else None,
        "act": act_of(request.actor, case),
        "kept": case.kept_by(request.actor),
        "provisions": _provisions(case) if "policy" in request.GET else [],
        "records": timeline(case),
        "refusal": refusal,
    }
    return show(request, "selection/round.html", context, status=refusal.status if refusal else None)


def _read(request, case, wanted, area):
    """(counts by place, lines): where the villages are very many, lines only when they are asked for."""
    actor, length = request.actor, 6 if len(area) < 6 else 9
    within = area if actor.area else ""
    searched = any(value for name, value in wanted.items() if name != "area") or "all" in request.GET
    if not searched and boards.teams_of(case, actor, within).count() > EMBEDDED:
        return boards.counts_of(case, actor, today(), within, length), None
    rows = boards.lines_of(case, actor, today(), within)
    return boards.counts(rows, length), rows


def _named(actor, counts):
    """[(code, name, {state: seats})] of the places below, where there are several."""
    known = Division.objects.visible_to(actor).current().filter(code__in=list(counts))
    names = dict(known.values_list("code", "name")) if len(counts) > 1 else {}
    return [(code, name, boards.total({code: counts[code]})) for code, name in sorted(names.items())]


def _provisions(case):
    """The policy a round goes by: as frozen when it was opened, before that as it would be."""
    if case.provisions:
        return [Provision.from_json(one) for one in case.provisions.values()]
    policy = policy_for(case.area, case.starts_on)
    return [policy[key] for key in policy if key.startswith(deeds.FROZEN)]


def round_grid(request, pk):
    """The lines of a round as compact JSON: what the page draws when the villages are too many to bring along."""
    case = _case(request, pk)
    form = BoardFilter(request.GET, actor=request.actor, on=today())
    rows = boards.lines_of(case, request.actor, today(), narrowed(form).get("area") or "")
    return JsonResponse(grid(rows, request.actor, case))


def round_file(request, pk):
    """The lines of a round in Excel, as the filter narrows them, with the conditions above the head."""
    case = _case(request, pk)
    form = BoardFilter(request.GET, actor=request.actor, on=today())
    wanted = narrowed(form)
    rows = boards.lines_of(case, request.actor, today(), wanted.get("area") or "")
    form.offer_units(rows)
    found = boards.in_order(boards.narrowed(rows, wanted), wanted.get("sort"))
    deeds.hand_out_round(case, len(found), by=request.actor)
    return board_file(case, found, form, today())
