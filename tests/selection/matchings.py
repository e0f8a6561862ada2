"""A round of our county with a pool, ready to be matched."""

from datetime import date

import selection.tasks  # noqa: F401 – a worker knows its work
from core.models import Job, OutboxMessage
from core.outbox import deliver
from selection.actions import matching as deeds
from selection.models import PoolMember, Round, RoundPlace
from selection.offers import NOMINATED, POOL
from teams.models import Pairing, Team
from tests import cast as casting

DECLARED = ("political", "style", "ability", "health", "cultivation")
STARTS = date(2026, 9, 1)


def open_round(cast, *codes, area="630222"):
    """An open round over these villages; those without a team get one."""
    case = Round.objects.create(
        name="第三批",
        area=area,
        office="county",
        nominate_from=date(2026, 7, 1),
        nominate_until=date(2026, 8, 15),
        starts_on=STARTS,
        term_ends_on=date(2028, 8, 31),
        state="open",
    )
    for code in codes:
        put_in(cast, case, code)
    return case


def put_in(cast, case, code):
    """A village into a round."""
    team, _made = Team.objects.get_or_create(village=cast.villages[code], area=code, formed_on=casting.BEGAN)
    RoundPlace.objects.create(round=case, team=team, area=code)
    return team


def put_forward(cast, case, who, *seats, **facts):
    """Somebody of the cast into the pool."""
    cadre = cast.cadres[who]
    known = {"decision_number": "党组〔2026〕5号", "decided_on": date(2026, 7, 1), **dict.fromkeys(DECLARED, True)}
    sender = {"unit": cadre.unit, "sender_area": cadre.area}
    return PoolMember.objects.create(round=case, cadre=cadre, seats=list(seats), **sender, **{**known, **facts})


def another(cast, name, **facts):
    """One more cadre, known to the cast by name."""
    cast.cadres[name] = casting._cadre(cast, name, **facts)
    return cast.cadres[name]


def pair(cast, code, unit):
    """A pairing of a village that has none."""
    return Pairing.objects.create(village=cast.villages[code], unit=cast.units[unit], starts_on=date(2025, 8, 1))


def work_done():
    """Does what workers were promised; the failed jobs' errors."""
    for number in OutboxMessage.objects.filter(task="core.job", done_at=None).values_list("pk", flat=True):
        assert deliver(number)
    return list(Job.objects.filter(state="failed").values_list("error", flat=True))


def matched(cast, case, area="630222", *, who="county", wanted=(POOL, NOMINATED), open_pairings=False):
    """A matching, computed."""
    asked = {"wanted": wanted, "open_pairings": open_pairings, "by": cast.actors[who], "on": cast.today}
    found = deeds.ask_matching(case, area, **asked)
    assert work_done() == []
    found.refresh_from_db()
    return found


def placed(matching):
    """{cadre number: (village code, seat)}."""
    return {cadre: (code, seat) for cadre, code, seat, _points in matching.placed}
