"""Teams: whole or short, since when, and who must act."""

from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import fetch
from core.clock import today
from core.export import excel_file
from core.pages import show
from core.paging import page_of
from teams import actions, rows
from teams.forms import DisbandForm, TeamFilter
from teams.ledger import must_act, seat_states, short_since
from teams.models import Cadre, Posting, Team
from teams.provisions import clause
from teams.roster import workbook
from teams.statistics import HEADS, first_secretaries
from teams.views.doing import form_page, narrowed

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def teams(request):
    """The list: complete or short, since when, who must act."""
    filters = TeamFilter(request.GET, actor=request.actor, on=today())
    page = page_of(request, rows.teams(request.actor, narrowed(filters), today()))
    for one in page:
        one.seats = seat_states(one.formed_on, one.postings.all(), today())
        one.short_since, one.must_act = short_since(one.seats), must_act(one.seats)
    return show(request, "teams/teams.html", {"filters": filters, "page": page})


def team(request, pk):
    """One team: three seats with their holders, and everybody who ever served."""
    one = _team(request, pk)
    served = list(
        one.postings.select_related("cadre__township", "pairing__unit")
        .annotate(followed=_inside(Posting, request, "pk"), seen=_inside(Cadre, request, "cadre"))
        .order_by("-starts_on", "seat")
        .prefetch_related("checks")
    )
    for posting in served:
        posting.open_names = actions.open_names(posting)
    states = seat_states(one.formed_on, served, today())
    context = {
        "team": one,
        "seats": states,
        "short_since": None if one.disbanded_on else short_since(states),
        "served": [posting for posting in served if posting.starts_on <= today()],
        "followed": {posting.pk for posting in served if posting.followed},
        "pairing": one.village.pairings.in_force(today()).select_related("unit").first(),
        "seen": {posting.cadre_id for posting in served if posting.seen},
        "rule": clause("team.seats", one.area, today()),
    }
    return show(request, "teams/team.html", context)


def _inside(model, request, row):
    """Whether the row a posting names lies in the reader's jurisdiction: asked in the same statement."""
    return Exists(model.objects.visible_to(request.actor).filter(pk=OuterRef(row)))


def _team(request, pk):
    related = ("village__division", "second_village__division")
    return fetch(Team.objects.visible_to(request.actor).select_related(*related), request.actor, pk)


def team_disband(request, pk):
    """Disbanding: refused with the clause while the policy's period runs."""
    one = _team(request, pk)
    return form_page(
        request,
        DisbandForm(request.POST or None, actor=request.actor, on=today(), initial={"disbanded_on": today()}),
        lambda data: actions.disband_team(one, **data, by=request.actor, on=today()),
        to=lambda done: ("team", done.pk),
        done=_("The team has been disbanded."),
        heading=_("Disband the team of %(village)s") % {"village": one},
        back=("teams", _("Teams")),
        cancel=reverse("team", args=[one.pk]),
        provision=clause("team.no_withdrawal", one.area, today()),
    )


def roster_sent(request):
    """The roster of form 2: by sending unit."""
    return _roster(request, "sent")


def roster_serving(request):
    """The roster of form 3: by place."""
    return _roster(request, "serving")


def roster_statistics(request):
    """First secretaries by place (form 4), counted now."""
    serving = rows.postings(request.actor, {"current": "yes"}, today())
    lines = first_secretaries(serving, request.actor.area, today())
    return excel_file(_("First secretaries by place"), HEADS, lines)


def _roster(request, kind):
    """花名册 of those who serve today, in Excel; numbers masked, one record line."""
    serving = actions.hand_out_roster(rows.postings(request.actor, {"current": "yes"}, today()), kind, by=request.actor)
    answer = HttpResponse(workbook(serving, kind, today()), content_type=EXCEL)
    answer["Content-Disposition"] = f'attachment; filename="roster-{today()}.xlsx"'
    return answer
