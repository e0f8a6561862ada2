"""A team's papers at any point of their way, through the deeds."""

from datetime import date

from duties.actions import commitments, reports
from duties.actions.commitments import Promise
from duties.actions.reports import Account
from duties.models import Commitment
from duties.quarters import Quarter

TEAM = "630222100201"
SECOND = Quarter(2026, 2)
TWO = (
    Promise("party_building", "每月组织一次主题党日", "12次", date(2026, 12, 31)),
    Promise("collective_economy", "村集体经济破零", "收入5万元", date(2026, 10, 31)),
)
SAID = {"thought": "思想稳定", "work": "入户走访", "study": "参加集中学习"}


def drafted(cast, year=2026, who="cadre", code=TEAM):
    """A draft."""
    return commitments.draft(cast.teams[code], year, by=cast.actors[who], on=cast.today)


def written(cast, promises=TWO, who="cadre", year=2026, code=TEAM):
    """A draft that promises something."""
    return commitments.write(drafted(cast, year, who, code), list(promises), by=cast.actors[who], on=cast.today)


def submitted(cast, who="cadre", **more):
    """One the township has before it."""
    return commitments.submit(written(cast, who=who, **more), by=cast.actors[who], on=cast.today)


def received(cast, **more):
    """One the township has received."""
    return commitments.accept(submitted(cast, **more), by=cast.actors["township"], on=cast.today)


def received_of(cast, year, items):
    """A received commitment of any year, put down as a row."""
    team = cast.teams[TEAM]
    day = date(year, 1, 20)
    case = Commitment.objects.create(
        team=team, area=team.area, year=year, state="taken", submitted_on=day, received_on=day
    )
    for words, state in items:
        case.items.create(duty="services", what=words, measure="全覆盖", by_on=date(year, 12, 31), state=state)
    return case


def account(case, state="on_way", judgement="", **more):
    """What the writer adds, the same for every promise."""
    lines = {item.pk: (state, judgement) for item in reports.items_of(case)}
    return Account(**{**SAID, **more}, lines=lines)


def report_drafted(cast, quarter=SECOND, who="cadre"):
    """A report that is begun."""
    return reports.draft(cast.teams[TEAM], quarter, by=cast.actors[who], on=cast.today)


def report_written(cast, quarter=SECOND, who="cadre", **more):
    """A report that is written; on 20 July the second quarter's window is over."""
    case = report_drafted(cast, quarter, who)
    more = {"late_reason": "防汛值守", **more}
    return reports.write(case, account(case, **more), by=cast.actors[who], on=cast.today)


def report_submitted(cast, quarter=SECOND, who="cadre", **more):
    """A report the township has before it."""
    return reports.submit(report_written(cast, quarter, who, **more), by=cast.actors[who], on=cast.today)


def report_received(cast, quarter=SECOND, **more):
    """A report the township has received."""
    return reports.accept(report_submitted(cast, quarter, **more), by=cast.actors["township"], on=cast.today)
