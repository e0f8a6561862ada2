"""A team's second village: taken on, and left."""

from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import fetch
from core.clock import today
from teams import actions
from teams.forms import SecondVillageEndForm, SecondVillageForm
from teams.models import Team
from teams.provisions import clause
from teams.views.doing import form_page


def team_second(request, pk):
    """A department has a team serve a second village of the same township and paired unit."""
    one = _team(request, pk)
    return form_page(
        request,
        SecondVillageForm(request.POST or None, actor=request.actor, on=today(), team=one),
        lambda data: actions.add_second_village(one, data["village"], by=request.actor, on=today()),
        done=_("The team serves both villages."),
        **_page(one, _("A second village for the team of %(village)s") % {"village": one.village}, "team.seats"),
    )


def team_second_end(request, pk):
    """Ending the service in the second village: refused with the clause while the policy's period runs."""
    one = _team(request, pk)
    return form_page(
        request,
        SecondVillageEndForm(request.POST or None, actor=request.actor, on=today()),
        lambda data: actions.drop_second_village(one, **data, by=request.actor, on=today()),
        done=_("The team serves one village now."),
        **_page(one, _("End the service in the second village"), "team.no_withdrawal"),
    )


def _team(request, pk):
    related = ("village__division", "second_village__division")
    return fetch(Team.objects.visible_to(request.actor).select_related(*related), request.actor, pk)


def _page(team, heading, key):
    return {
        "to": lambda done: ("team", done.pk),
        "heading": heading,
        "back": ("teams", _("Teams")),
        "cancel": reverse("team", args=[team.pk]),
        "provision": clause(key, team.area, today()),
    }
