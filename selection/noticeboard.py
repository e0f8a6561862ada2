"""What a public notice may show, has shown, and in which words."""

from django.db.models import Case, Count, Q, SmallIntegerField, When

from core.models import CountyRule, Division
from core.offices import CODE_LENGTH, Office
from core.policy import policy_in_force
from core.workflow import steps_open
from selection.models import Letter, Nomination, Objection, PublicNotice, Shown
from selection.notice_rules import last_day
from teams.models import Cadre, Seat

DAYS = "selection.public_notice_days"
TITLE = "关于拟派驻村第一书记和工作队员的公示"
RIGHTS = ("title", "decided_by", "telephone", "address", "email")

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
    """Those of one round, unit or place, or with these letters in their name or village."""
    for name in ("round", "unit"):
        if wanted.get(name):
            rows = rows.filter(**{name: wanted[name]})
    if wanted.get("area"):
        rows = rows.filter(area__startswith=wanted["area"])
    if word := wanted.get("q"):
        rows = rows.filter(Q(cadre__name__icontains=word) | Q(team__village__division__name__icontains=word))
    return rows


def counties(rows):
    """The counties these nominations are for."""
    return {area[: CODE_LENGTH[Office.COUNTY]] for area in rows.order_by().values_list("area", flat=True).distinct()}


def notice_days(counties, on):
    """The provision on the days of a notice that the strictest of these counties asks for."""
    rules = list(CountyRule.objects.in_force(on).filter(key=DAYS))
    return max((policy_in_force(code, on, rules)[DAYS] for code in counties), key=lambda asked: asked.value)


def usual(actor, asked, on):
    """What the form begins with: the words of the office's last notice, from today for as long as is asked."""
    last = PublicNotice.objects.filter(office=actor.office, area=actor.area).order_by("-pk").values(*RIGHTS).first()
    words = last or {"title": TITLE, "decided_by": department(actor)}
    return {**words, "from_on": on, "until_on": last_day(on, asked.value)}


def department(office):
    """The full Chinese name of an organization department, for papers; anything with `area` will do."""
    name = Division.objects.current().get(code=office.area).name
    return f"中共{name}委组织部"


def people(notice):
    """[facts] of whom a notice shows, in its order."""
    return notice.shown.order_by("pk").values_list("facts", flat=True)


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
        named = Shown.objects.filter(nomination__cadre__name__icontains=word)
        rows = rows.filter(Q(title__icontains=word) | Q(pk__in=named.values("notice")))
    return rows.select_related("round").annotate(people=Count("shown")).order_by("-pk")


def papers_of(nomination, on):
    """What the case page links to: the notices a nomination stands on, and its posting letter."""
    notices = PublicNotice.objects.filter(shown__nomination=nomination).order_by("pk")
    letter = Letter.objects.filter(lines__nomination=nomination).first()
    return {"notices": notices, "letter": letter, "today": on}


def objections(actor, wanted):
    """The objections in an actor's jurisdiction: those to be settled first, the oldest of them on top."""
    rows = Objection.objects.visible_to(actor)
    if state := wanted.get("state"):
        rows = rows.filter(state=state)
    if word := wanted.get("q"):
        rows = rows.filter(Q(nomination__cadre__name__icontains=word) | Q(name__icontains=word))
    settled = Case(When(state=Objection.State.RECEIVED, then=0), default=1, output_field=SmallIntegerField())
    rows = rows.select_related("nomination__cadre", "nomination__team__village__division", "notice")
    return rows.alias(settled=settled).order_by("settled", "received_on", "pk")
