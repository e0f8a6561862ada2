"""What a public notice may show, has shown, and in which words."""

from django.db.models import Count, Q

from core.workflow import steps_open
from selection.models import Nomination, PublicNotice, Shown
from teams.models import Cadre, Seat

# fact → head of its column; no ID number, no telephone
COLUMNS = {
    "name": "姓名",
    "sex": "性别",
    "born": "出生年月",
    "party": "政治面貌",
    "post": "单位及职务",
    "village": "拟驻村",
    "seat": "拟任",
}


def may_be_shown(nomination, actor):
    """Whether this department is the one that approves next."""
    return any(step.verb == "approve" for step in steps_open(nomination, actor))


def public_facts(nomination):
    """The public columns of one nomination, kept with the notice as they were on its day."""
    cadre = nomination.cadre
    sender = nomination.unit.name if nomination.unit else cadre.township.name
    return {
        "name": cadre.name,
        "sex": cadre.sex,
        "born": f"{cadre.born_on:%Y-%m}",
        "party": cadre.party,
        "post": f"{sender} {cadre.job_title}".strip(),
        "village": nomination.team.village.division.full_name.partition(" / ")[2],
        "seat": nomination.seat,
    }


def spoken(facts):
    """The same in the reader's language, codes as words."""
    kinds = {"sex": Cadre.Sex, "party": Cadre.Party, "seat": Seat}
    return {name: kinds[name](value).label if name in kinds and value else value for name, value in facts.items()}


def candidates(actor, on):
    """The nominations this department approves next and no notice shows now, village by village."""
    waiting = Nomination.objects.visible_to(actor).waiting_for(actor)
    waiting = waiting.filter(Q(state=Nomination.State.REVIEWED) | Q(unit__isnull=True))
    hanging = Shown.objects.filter(notice__in=PublicNotice.objects.hanging(on)).values("nomination")
    rows = waiting.filter(approving_office=actor.office, approving_area=actor.area).exclude(pk__in=hanging)
    rows = rows.select_related("cadre", "unit", "team__village__division", "round")
    return rows.defer("findings", "provisions").order_by("area", "seat")


def narrowed(rows, wanted):
    """Candidates of one round, one place, or with these letters in their name or village."""
    if wanted.get("round"):
        rows = rows.filter(round=wanted["round"])
    if wanted.get("area"):
        rows = rows.filter(area__startswith=wanted["area"])
    if word := wanted.get("q"):
        rows = rows.filter(Q(cadre__name__icontains=word) | Q(team__village__division__name__icontains=word))
    return rows


def notices(actor, wanted, on):
    """The notices in an actor's jurisdiction, the newest first, each with `people`."""
    rows = PublicNotice.objects.visible_to(actor)
    stands = wanted.get("stands")
    if stands == "hanging":
        rows = rows.hanging(on)
    elif stands == "ended":
        rows = rows.published().filter(until_on__lt=on)
    elif stands == "withdrawn":
        rows = rows.filter(state=PublicNotice.State.WITHDRAWN)
    if word := wanted.get("q"):
        rows = rows.filter(Q(title__icontains=word) | Q(shown__nomination__cadre__name__icontains=word))
    people = Count("shown", distinct=True)
    return rows.select_related("round").annotate(people=people).order_by("-pk").distinct()
