"""What a public notice of results may show, has shown, and in which words (二(四))."""

from django.db.models import Case, Count, Exists, F, OuterRef, Q, SmallIntegerField, When
from django.db.models.fields.json import KT, KeyTransform

from assessment.models import Assessment, Cycle, ResultNotice, ResultObjection, ShownResult
from assessment.scales import scale_name
from core.models import CountyRule
from core.policy import policy_in_force
from selection.notice_rules import last_day
from teams.models import Seat

DAYS, GRADES = "assessment.notice_days", "assessment.grades"
TITLE = "关于{year}年度驻村工作队和干部考核结果的公示"
TERM_TITLE = "关于驻村工作队和干部期满考核结果的公示"
RIGHTS = ("telephone", "address", "email")
STANDING = ShownResult.objects.filter(assessment=OuterRef("pk"), stands=True)
OPEN_OBJECTION = ResultObjection.objects.filter(assessment=OuterRef("pk"), state=ResultObjection.State.RECEIVED)
RELATED = ("cadre__township", "posting__pairing__unit", "posting__team__village__division", "team__village__division")
# fact → head of its column on the paper; no number, no facts of the year
COLUMNS = {"village": "村", "name": "姓名（工作队）", "seat": "驻村职务", "sender": "选派单位", "grade": "考核等次"}


def notice_days(county, on):
    """The provision on the days of a notice that is published on a day, the county's own rule included."""
    return policy_in_force(county, on, list(CountyRule.objects.in_force(on).above(county)))[DAYS]


def candidates(actor):
    """The set grades of this county that stand on no notice yet, village by village; the team before its people."""
    rows = Assessment.objects.visible_to(actor).filter(state=Assessment.State.SET, area__startswith=actor.area)
    return rows.filter(~Exists(STANDING)).order_by(
        "-year", "area", F("team").asc(nulls_last=True), "posting__seat", "pk"
    )


def cycles(rows):
    """The cycles these cases belong to, the latest first."""
    return Cycle.objects.filter(pk__in=rows.order_by().values("cycle")).order_by("-year", "-pk")


def narrowed(rows, wanted):
    """Those of one cycle, place or sort, or with these letters in the name of person or village."""
    if wanted.get("cycle"):
        rows = rows.filter(cycle=wanted["cycle"])
    if wanted.get("area"):
        rows = rows.filter(area__startswith=wanted["area"])
    if wanted.get("what"):
        rows = rows.filter(team__isnull=wanted["what"] == "people")
    if word := wanted.get("q"):
        rows = rows.filter(Q(cadre__name__icontains=word) | _in_village(word))
    return rows


def _in_village(word):
    name = "village__division__name__icontains"
    return Q(**{f"posting__team__{name}": word}) | Q(**{f"team__{name}": word})


def usual(actor, cycle, asked, on):
    """What the form begins with: how one objected last time, from today for as long as is asked."""
    last = ResultNotice.objects.filter(area=actor.area).order_by("-pk").values(*RIGHTS).first() or {}
    title = (
        TERM_TITLE if cycle and cycle.kind == Cycle.Kind.TERM else TITLE.format(year=cycle.year if cycle else on.year)
    )
    return {**last, "title": title, "from_on": on, "until_on": last_day(on, asked.value)}


def with_words(rows):
    """The cases of a notice with the frozen words of their grades, and without the heavy rest: one query."""
    scale = KeyTransform("value", KeyTransform(GRADES, "provisions"))
    return rows.select_related(*RELATED).defer("facts", "provisions").annotate(scales=scale)


def public_facts(case):
    """The public columns of one case (of `with_words`), kept with the notice as they were on its day."""
    team = case.team or case.posting.team
    place = team.village.division.full_name.split(" / ")
    facts = {"village": " / ".join(place[-2:]), "grade": case.scales[scale_name(case)][case.grade]}
    if case.team_id:
        return {**facts, "name": "", "seat": "", "sender": ""}
    sent = case.posting.pairing
    sender = sent.unit.name if sent else place[-2]
    return {**facts, "name": case.cadre.name, "seat": case.posting.seat, "sender": sender}


def spoken(facts, *, language="zh"):
    """The same as words: the seat by its name, the grade in the language asked for; a team by what it is."""
    who = facts["name"] or {"zh": "驻村工作队", "en": "the work team"}[language]
    seat = Seat(facts["seat"]).label if facts["seat"] else ""
    return {**facts, "name": who, "seat": seat, "grade": facts["grade"][language]}


def notices(actor, wanted, on):
    """The notices in an actor's jurisdiction, the newest first, each with `people`: how many lines it shows."""
    rows = ResultNotice.objects.visible_to(actor)
    stands = wanted.get("stands")
    if stands == "hanging":
        rows = rows.published().filter(until_on__gte=on)
    elif stands == "ended":
        rows = rows.ended(on)
    elif stands == "withdrawn":
        rows = rows.filter(state=ResultNotice.State.WITHDRAWN)
    if word := wanted.get("q"):
        rows = rows.filter(title__icontains=word)
    here = Count("shown", filter=Q(shown__area__startswith=actor.area)) if actor else Count("shown")
    return rows.select_related("cycle").annotate(people=here).order_by("-pk")


def people(notice, actor, area=""):
    """What of a notice an actor sees, village by village, the team first; `area` narrows it to a township or village."""
    rows = ShownResult.objects.visible_to(actor).filter(notice=notice, area__startswith=area)
    return rows.alias(team=F("assessment__team")).order_by("area", F("team").asc(nulls_last=True), "pk")


def villages(notice, actor, area=""):
    """[(code, lines)] of each village a notice shows, for its posters: one query."""
    found = {}
    for code, facts in people(notice, actor, area).values_list("area", "facts"):
        found.setdefault(code, []).append(spoken(facts))
    return list(found.items())


def townships(notice, actor):
    """[(code, name)] of the townships a notice shows: one query."""
    rows = people(notice, actor).order_by("area").values_list("area", KT("facts__village"))
    return list({code[:9]: name.split(" / ")[0] for code, name in rows}.items())


def due(notice):
    """The cases of a notice that may become final once it has ended: set, standing, nothing unsettled."""
    return standing(notice).filter(~Exists(OPEN_OBJECTION))


def standing(notice):
    """The cases whose grade rests on this notice and is not final yet."""
    shown = notice.shown.filter(stands=True).values("assessment")
    return Assessment.objects.filter(pk__in=shown, state=Assessment.State.SET).order_by("pk")


def progress(notice):
    """{set, final, unsettled} of what a notice shows: one query."""
    rows = Assessment.objects.filter(pk__in=notice.shown.filter(stands=True).values("assessment")).order_by()
    return rows.aggregate(
        set=Count("pk", filter=Q(state=Assessment.State.SET)),
        final=Count("pk", filter=Q(state=Assessment.State.FINAL)),
        unsettled=Count("pk", filter=Q(Exists(OPEN_OBJECTION))),
    )


def objections(actor, wanted):
    """The objections in an actor's jurisdiction: those to be settled first, the oldest of them on top."""
    rows = ResultObjection.objects.visible_to(actor)
    if state := wanted.get("state"):
        rows = rows.filter(state=state)
    if word := wanted.get("q"):
        rows = rows.filter(Q(assessment__cadre__name__icontains=word) | Q(name__icontains=word))
    settled = Case(When(state=ResultObjection.State.RECEIVED, then=0), default=1, output_field=SmallIntegerField())
    related = [f"assessment__{name}" for name in RELATED if name != "cadre__township"]
    rows = rows.select_related(*related, "assessment__cadre", "notice")
    return rows.alias(settled=settled).order_by("settled", "received_on", "pk")
