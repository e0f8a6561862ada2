"""Training of prefectures and counties: a yearly plan, its sessions held, who came, certificates, and what is to come."""

from datetime import date, timedelta
from decimal import Decimal

from attendance import halves
from attendance.models import Training, TrainingPlan
from core.offices import Office
from overview.demo.copying import copy, line
from overview.demo.postings import by_county

# (kind, title, month, day, days): every county's year
YEAR = (
    ("thematic", "驻村干部政策业务专题培训班", 3, 10, 2),
    ("rotation", "第一书记和驻村工作队员集中轮训班", 6, 16, 2),
    ("site_visit", "村集体经济现场观摩", 9, 15, 1),
    ("exchange", "驻村工作经验交流会", 11, 10, Decimal("0.5")),
)
KEENNESS = {0.97: 78, 0.8: 14, 0.45: 8}  # how likely a person takes part, and how many are like that
LEFT_EARLY = 0.04  # how many of those who came missed the last half day
NEXT = timedelta(days=18)  # the session to come, open for enrolment


def make_trainings(world):
    """Plans; sessions up to the day with who came; one to come; certificates of the last one held."""
    plans = {(row.area, row.year, row.kind): row for row in TrainingPlan.objects.bulk_create(_plans(world))}
    rows = Training.objects.bulk_create(_sessions(world, plans))
    dice = world.dice("training")
    keen = {posting.pk: dice.choices(list(KEENNESS), list(KEENNESS.values()))[0] for posting in world.postings}
    taken = [one for session in rows if session.state == "held" for one in _takers(world, session, dice, keen)]
    columns = ("training_id", "posting_id", "attended", "missed")
    copy("attendance_attendee", columns, (line(*one) for one in taken))
    _certify(world, rows)


def _years(world):
    return range(world.wave.year, world.on.year + 1)


def _plans(world):
    rows = []
    for county in world.counties():
        user = world.users[str(Office.COUNTY), county]
        people = len(_county_postings(world).get(county, ())) or 1
        for year in _years(world):
            for kind, title, month, day, days in YEAR:
                starts_on = date(year, month, day)
                facts = {
                    "area": county,
                    "year": year,
                    "kind": kind,
                    "title": f"{year}年{title}",
                    "created_by_id": user.pk,
                }
                spans = {"starts_on": starts_on, "ends_on": starts_on + timedelta(days=13)}
                counts = {"sessions_planned": 1, "people_planned": people, "days_planned": Decimal(days)}
                rows.append(TrainingPlan(**facts, **spans, **counts))
    return rows


def _sessions(world, plans):
    rows = []
    for county in world.counties():
        rows.append(_session(world, county, "pre_posting", "任前培训班", world.wave + timedelta(days=2), 2))
        for year in _years(world):
            for kind, title, month, day, days in YEAR:
                plan = plans[county, year, kind]
                rows.append(_session(world, county, kind, title, date(year, month, day), days, plan))
        coming = _session(world, county, "thematic", "驻村干部产业发展专题培训班", world.on + NEXT, Decimal("1.5"))
        coming.state, coming.enrol_until, coming.capacity = "open", coming.starts_on, 200
        rows.append(coming)
    return [row for row in rows if row.state == "open" or (world.wave <= row.starts_on and row.ends_on < world.on)]


def _session(world, county, kind, title, starts_on, days, plan=None):
    laid = halves.laid(Decimal(days))
    return Training(
        area=county,
        kind=kind,
        title=f"{starts_on.year}年{title}",
        place=f"{world.name_of(county)}委党校",
        starts_on=starts_on,
        ends_on=halves.day_of(starts_on, laid[-1]),
        days=Decimal(days),
        halves=laid,
        state="held",
        plan=plan,
        created_by=world.users[str(Office.COUNTY), county],
    )


def _takers(world, session, dice, keen):
    """(session, posting, came, halves missed) of those who served there then."""
    last = session.halves[-1]
    for posting in _county_postings(world).get(session.area, ()):
        serves = posting.starts_on <= session.starts_on and (
            posting.ends_on is None or session.ends_on <= posting.ends_on
        )
        if not serves:
            continue
        came = dice.random() < keen[posting.pk]
        early = came and last > 1 and dice.random() < LEFT_EARLY
        if came:
            days = range(session.starts_on.toordinal(), session.ends_on.toordinal() + 1)
            world.trained.setdefault(posting.pk, []).extend(days)
        yield session.pk, posting.pk, came, f"{{{last}}}" if early else "{}"


def _certify(world, rows):
    """The certificates of each county's last session held, numbered from one."""
    last = {row.area: row for row in sorted(rows, key=lambda row: row.starts_on) if row.state == "held"}
    held = Training.objects.filter(pk__in=[row.pk for row in last.values()])
    earned = held.filter(attendees__attended=True, attendees__missed=[]).order_by("area", "attendees__pk")
    numbers, lines = {}, []
    for area, attendee, user in earned.values_list("area", "attendees", "created_by"):
        numbers[area] = numbers.get(area, 0) + 1
        issued = last[area].ends_on + timedelta(days=1)
        lines.append(line(attendee, area, issued.year, numbers[area], issued, user, ""))
    columns = ("attendee_id", "area", "year", "number", "issued_on", "issued_by_id", "reason")
    copy("attendance_certificate", columns, lines)


def _county_postings(world):
    """The postings by county, sorted out once."""
    if not world.postings_by_county:
        world.postings_by_county = by_county(world.postings)
    return world.postings_by_county
