"""From rows to the plain facts the rules look at."""

from django.db.models import F, Q

from core.models import CountyRule
from core.policy import policy_in_force
from selection import rules
from selection.models import Round, RoundPlace
from selection.rules import Candidate, Place, Sender
from teams.models import Pairing, Posting, Seat

DECLARED = ("political", "style", "ability", "health", "cultivation")


def policy_for(area, on):
    """The policy of a place on a day, county rules included."""
    return policy_in_force(area, on, list(CountyRule.objects.in_force(on).above(area)))


def sender_of(cadre, team, on):
    """Who sends this cadre, and whether that is the right source for the team's village."""
    if cadre.unit_id is None:
        return Sender("township", "organ", cadre.area, paired=cadre.area == team.area[:9])
    paired = Pairing.objects.in_force(on).filter(village=team.village_id, unit=cadre.unit_id).exists()
    unit = cadre.unit
    return Sender(unit.level, unit.kind, unit.home.code, paired=paired)


def round_open_for(team, actor):
    """The open round in which the actor sees a team (or its number, as an address carries it); None for none."""
    if not str(getattr(team, "pk", team) or "").isdecimal():
        return None
    places = RoundPlace.objects.visible_to(actor).filter(team=team, closed=False, round__state=Round.State.OPEN)
    return next((place.round for place in places.select_related("round")), None)


def sender_alone(cadre):
    """Who sends this cadre, whatever the village."""
    if cadre.unit_id is None:
        return Sender("township", "organ", cadre.area)
    return Sender(cadre.unit.level, cadre.unit.kind, cadre.unit.home.code)


def still_served(postings, day):
    """Those of `postings` that hold on a day or later and whose term is not over by then: what `open_posting` refuses."""
    over = Q(ends_on__isnull=True, term_ends_on__gt=F("starts_on"), term_ends_on__lt=day)
    return postings.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day)).exclude(over)


def candidate_of(cadre, said, on):
    """The cadre's facts on the day the posting would start. `said`: the declarations, by name."""
    serving = cadre.pk is not None and Posting.objects.current(on).filter(cadre=cadre).exists()
    return candidate_from(cadre, said, serving=serving)


def candidate_from(cadre, said, *, serving):
    """The same where it is known who serves on that day, for many at once."""
    return Candidate(
        born=cadre.born_on,
        party=cadre.party,
        rank=cadre.rank,
        reserve=cadre.reserve or None,
        languages=tuple(cadre.languages),
        declared=frozenset(name for name in DECLARED if said.get(name)),
        serving=serving,
        volunteers_to_continue=bool(said.get("volunteers_to_continue")),
    )


def findings_for(cadre, *, team, seat, starts_on, said, policy=None):
    """The findings for one cadre and one seat, judged on the day the posting would start."""
    policy = policy or policy_for(team.area, starts_on)
    place = Place(team.village.ethnic_area, tuple(team.village.languages))
    return rules.judge(
        candidate_of(cadre, said, starts_on),
        seat=Seat(seat),
        sender=sender_of(cadre, team, starts_on),
        village=place,
        on=starts_on,
        policy=policy,
    )


def findings_anywhere(cadre, *, seat, area, on, said, policy=None):
    """The findings that do not depend on the village: for a pool member meant for a seat, judged for a day."""
    found = rules.judge(
        candidate_of(cadre, said, on),
        seat=Seat(seat),
        sender=sender_alone(cadre),
        village=Place(),
        on=on,
        policy=policy or policy_for(area, on),
    )
    return [one for one in found if one.rule != "language"]


def said_in(case):
    """The declarations a nomination or a pool member carries, by name."""
    return {name: getattr(case, name) for name in (*DECLARED, "volunteers_to_continue")}
