"""A handover at any point of its way, through the deeds: the first secretary's posting ends on 31 July 2026."""

from datetime import date

from duties.actions import handovers, signing
from duties.actions.handovers import Line, Lists
from teams.models import Posting

ENDS = date(2026, 7, 31)
WEEK = {"together_from": date(2026, 7, 13), "together_until": date(2026, 7, 19)}
LINES = [
    Line("situation", "general", "驻村地点", "享堂村"),
    Line("work", "project", "饮水工程", "完成八成"),
    Line("materials", "thing", "工作台账", "一套"),
]


def ending(cast, who="first"):
    """The posting, with its last day known."""
    Posting.objects.filter(pk=cast.postings[who].pk).update(ends_on=ENDS, end_kind="term")
    posting = cast.postings[who]
    posting.refresh_from_db()
    return posting


def follow(cast, account="nobody"):
    """A successor on the same seat, with an account."""
    first, pool = ending(cast), cast.cadres["pool"]
    pool.account = cast.users[account] if account else None
    pool.save()
    seat = {"team": first.team, "area": first.area, "seat": first.seat, "pairing": first.pairing}
    return Posting.objects.create(**seat, cadre=pool, starts_on=date(2026, 8, 1))


def begun(cast, who="cadre"):
    """Begun with what is known."""
    return handovers.begin(ending(cast), by=cast.actors[who], on=cast.today)


def listed(cast, who="cadre", lines=LINES, **more):
    """With three lists."""
    return handovers.write(begun(cast, who), Lists(list(lines), **{**WEEK, **more}), by=cast.actors[who], on=cast.today)


def signed(cast, who="cadre", **more):
    """Signed by who hands over."""
    return signing.hand_over(listed(cast, who, **more), by=cast.actors[who], on=cast.today)
