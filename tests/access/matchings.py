"""A matching on either side of the border: departments over its area see it, nobody else."""

from datetime import date

from selection import offers, plans
from selection.models import Matching, PoolMember, Round, RoundPlace

ROUND = {"nominate_from": date(2026, 7, 1), "nominate_until": date(2026, 8, 15), "state": "open"}
DATES = {"starts_on": date(2026, 9, 1), "term_ends_on": date(2028, 8, 31)}
SAID = dict.fromkeys(("political", "style", "ability", "health", "cultivation"), True)


def matching(cast, area, code, who, by):
    """A computed matching of one village, with one person in the pool."""
    case = Round.objects.create(name=area, area=area, office="county", **ROUND, **DATES)
    RoundPlace.objects.create(round=case, team=cast.teams[code], area=code, closed=True)
    cadre = cast.cadres[who]
    known = {"cadre": cadre, "unit": cadre.unit, "sender_area": cadre.area, "seats": ["unit_member"], **SAID}
    member = PoolMember.objects.create(round=case, decision_number="1号", decided_on=date(2026, 7, 1), **known)
    asked = {"wanted": ["pool"], "open_pairings": False}
    terms = offers.terms(case, area, by=cast.actors[by], **asked)
    problem, provisions = plans.frozen(case, terms, **asked)
    made = Matching(round=case, area=area, office="county", made_by=cast.users[by], problem=problem)
    made.provisions, made.state = provisions, Matching.State.READY
    for name, value in plans.answer(made, plans.solved(made), 0).items():
        setattr(made, name, value)
    made.save()
    assert made.problem["cadres"] or made.problem["unfit"], member
    return made.pk
