"""Counts of the cast's full team, right to the last vote unless a test says otherwise."""

from assessment.actions import balloting as deeds
from assessment.ballot_checks import Count
from assessment.ballot_rules import Figures
from assessment.balloting import items_for, subjects_of
from assessment.models import BallotBatch, Cycle

FULL = "630222100201"
ITEMS = 6 + 3 * 3  # six duties of the team, three items for each of its three people
FIGURES = {"eligible": 40, "issued": 38, "returned": 36, "valid": 30}


def cycle_of(cast, area="630222"):
    return Cycle.objects.get(area=area)


def paper(cast):
    """[(case number, item)] of the team's ballot paper."""
    cycle, team = cycle_of(cast), cast.teams[FULL]
    sheet = {"team": [{"item": name} for name in TEAM], "people": [{"item": name} for name in PEOPLE]}
    return [(case.pk, item) for case in subjects_of(cycle, [team])[team.pk] for item in items_for(sheet, case)]


TEAM = ("propaganda", "poverty", "organization", "service", "economy", "governance")
PEOPLE = ("on_post", "conduct", "results")


def count(cast, *, votes=(24, 3, 1, 2), held_on=None, place="村委会", **figures):
    """A count in which every item has the same votes."""
    said = Figures(**{**FIGURES, **figures})
    return Count(held_on or cast.today, place, said, {key: list(votes) for key in paper(cast)})


def entered(cast, *, who="county", kind="villagers", **more):
    """A count entered and waiting."""
    said = {"by": cast.actors[who], "on": cast.today}
    return deeds.enter(cycle_of(cast), cast.teams[FULL], kind, count(cast, **more), **said)


def confirmed(cast, *, who="county_b", **more):
    """A count entered by the county and confirmed by its colleague."""
    batch = entered(cast, **more)
    return deeds.confirm(batch, version=batch.version, by=cast.actors[who], on=cast.today)


def fresh(batch):
    return BallotBatch.objects.get(pk=batch.pk)


def typed(cast, *, votes=(24, 3, 1, 2), version=0, **figures):
    """The same count as the form of the page sends it."""
    said = {"held_on": "2026-07-20", "place": "村委会", "version": version, **FIGURES, **figures}
    at = {}
    for case, _item in paper(cast):
        line = at[case] = at.get(case, -1) + 1
        said |= {f"vote-{case}-{line}-{grade}": number for grade, number in enumerate(votes)}
    return said
