"""What a plan of spot checks is drawn from, a look at the draw beforehand, and the proof afterwards."""

from django.db.models import F, Max, Q
from django.utils.crypto import salted_hmac

from attendance.drawing import Candidate, digest, draw, shares
from attendance.models import SpotCheck, SpotCheckPlan
from core.models import Division
from teams.models import Posting

# A call that reached nobody has checked nobody.
_REACHED = Q(spot_checks__day__isnull=False) & ~Q(spot_checks__result=SpotCheck.Result.NOT_REACHED)


def who_may_be_checked(actor, asked):
    """Postings of a place that hold on every day of a span, each with `checked_on`, the last day it was checked on.

    `asked`: within, starts_on, ends_on.
    """
    rows = Posting.objects.visible_to(actor).current(asked["starts_on"]).filter(area__startswith=asked["within"])
    rows = rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=asked["ends_on"]))
    return rows.annotate(checked_on=Max("spot_checks__day", filter=_REACHED))


def candidates(actor, asked):
    """The same as what a draw is made from."""
    rows = who_may_be_checked(actor, asked).order_by("pk").values_list("pk", "area", "checked_on", "starts_on")
    return [Candidate(pk, area[:9], _days(asked["starts_on"], on or began)) for pk, area, on, began in rows]


def _days(first, since):
    return max(1, (first - since).days)


def next_number(area):
    """The number of a department's next plan."""
    return (SpotCheckPlan.objects.filter(area=area).aggregate(last=Max("number"))["last"] or 0) + 1


def seed_of(area, number):
    """The seed of a department's plan of that number: known beforehand to nobody, and the same however often one looks.

    Nobody can draw again until the lot pleases: the next seed comes with the next plan.
    """
    return salted_hmac("attendance.spot_checks", f"{area}:{number}", algorithm="sha256").hexdigest()[:32]


def preview(actor, asked):
    """What would be drawn: the seed, the list's fingerprint, each township's share, and the people."""
    listed, seed = candidates(actor, asked), seed_of(actor.area, next_number(actor.area))
    chosen = draw(listed, asked["wanted"], seed)
    rows = who_may_be_checked(actor, asked).filter(pk__in=chosen).select_related("cadre", "team__village__division")
    return {
        "seed": seed,
        "hash": digest(listed),
        "count": len(listed),
        "strata": strata(listed, asked["wanted"], seed),
        "people": rows.order_by("area", "seat"),
    }


def strata(listed, wanted, seed):
    """[{code, name, people, longest, share}] of each township on a list; `longest`: days nobody there was checked."""
    found, share = {}, shares(listed, wanted, seed)
    for one in listed:
        row = found.setdefault(one.township, {"code": one.township, "people": 0, "longest": 0})
        row["people"] += 1
        row["longest"] = max(row["longest"], one.days)
    names = dict(Division.objects.current().filter(code__in=list(found)).values_list("code", "name"))
    return [{**row, "name": names.get(code, code), "share": share[code]} for code, row in sorted(found.items())]


def offered(actor, asked, most=100):
    """Who may be chosen by hand, whoever was checked longest ago first; words narrow it."""
    rows = who_may_be_checked(actor, asked).select_related("cadre", "team__village__division")
    if word := asked.get("q"):
        rows = rows.filter(Q(cadre__name__icontains=word) | Q(team__village__division__name__icontains=word))
    return rows.order_by(F("checked_on").asc(nulls_first=True), "area", "seat")[:most]


def repeated(plan, chosen):
    """The draw of a plan made again: whether the kept list is the one that was fixed and the seed draws the same from it."""
    listed = [Candidate(*one) for one in plan.listed]
    same = digest(listed) == plan.listed_hash and draw(listed, len(chosen), plan.seed) == chosen
    return {"same": same, "strata": strata(listed, len(chosen), plan.seed)}
