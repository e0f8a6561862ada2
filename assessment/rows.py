"""The assessments the pages work on, each inside the actor's jurisdiction, narrowed by a cleaned filter."""

from django.db.models import Q
from django.utils.translation import gettext as _

from assessment import quota, rules
from assessment.facts import policy_of
from assessment.models import Assessment
from core.offices import Office
from teams.models import Seat

PEOPLE, TEAMS = "people", "teams"
PERSON_NAMED = ("posting__cadre", "posting__pairing__unit", "posting__team__village__division")
TEAM_NAMED = ("team__village__division", "team__second_village__division")
NAMED = (*PERSON_NAMED, *TEAM_NAMED)


def listed(actor, wanted):
    """The assessments a list shows."""
    rows = Assessment.objects.visible_to(actor)
    if wanted.get("waiting"):
        rows = rows.waiting_for(actor)
    rows = rows.filter(_narrowed(wanted))
    return rows.select_related(*NAMED).order_by("-year", "area", "team", "posting")


def _narrowed(wanted):
    """The condition of a cleaned filter; what is left empty does not narrow."""
    plain = {"year": "year", "state": "state", "kind": "kind", "proposed": "proposed", "area": "area__startswith"}
    found = Q(**{path: wanted[name] for name, path in plain.items() if wanted.get(name)})
    if whose := wanted.get("whose"):
        found &= Q(team__isnull=whose != TEAMS)
    if words := wanted.get("q"):
        found &= (
            Q(posting__cadre__name__icontains=words)
            | Q(posting__team__village__division__name__icontains=words)
            | Q(team__village__division__name__icontains=words)
        )
    return found


def in_pool(rows, name, policy):
    """Those who count in a pool, by the kind of their unit."""
    kinds = [kind for kind, pool in policy["assessment.pools"].value.items() if pool == name]
    found = Q(posting__pairing__unit__kind__in=kinds)
    if quota.TOWNSHIP_KIND in kinds:
        found |= Q(posting__pairing__isnull=True, posting__isnull=False)
    return rows.filter(found)


def latest_year(actor):
    """The latest year that was opened in the jurisdiction, or None."""
    return Assessment.objects.visible_to(actor).order_by("-year").values_list("year", flat=True).first()


def said_of(typed, errors, case):
    """What was typed for a case, and what was wrong with it, without the case's number."""
    end = f"-{case.pk}"
    mine = {key.removesuffix(end): value for key, value in typed.items() if key.endswith(end)}
    return mine, {key.removesuffix(end): value for key, value in errors.items() if key.endswith(end)}


def pools_in_words(actor, year, on, *, teams=False):
    """[(the pool in words, the pool counted live)] for the office that sets; only pools with a limit."""
    if actor.office != Office.COUNTY:
        return []
    policy = policy_of(actor.area, year, on)
    limited = [pool for pool in quota.pools_of(actor.area, year, policy, teams=teams) if pool.places is not None]
    return [(pool_in_words(pool.name, policy), pool) for pool in limited]


def pool_in_words(name, policy):
    """A pool as the county's rule calls it."""
    return _("teams") if name == quota.TEAMS else policy[rules.SHARE].word(name)


def seat_of(case):
    """The seat of a person in words; "" for a team."""
    return Seat(case.posting.seat).label if case.posting_id else ""


def sees_the_way(actor):
    """Whether this office sees who took which step; a unit and a cadre see the result."""
    return actor.office not in (Office.UNIT, Office.CADRE)
