"""Training sessions of prefectures and counties, and who took part."""

from datetime import date, timedelta
from decimal import Decimal

from attendance.models import Training
from core.offices import Office
from overview.demo.copying import copy, line
from overview.demo.postings import by_county

# (kind, title, month, day, days): every county's year
YEAR = (
    ("thematic", "驻村干部政策业务专题培训班", 3, 10, 2),
    ("rotation", "第一书记和驻村工作队员集中轮训班", 6, 16, 2),
    ("site_visit", "村集体经济现场观摩", 9, 15, 1),
    ("exchange", "驻村工作经验交流会", 11, 10, 1),
)
KEENNESS = {0.97: 78, 0.8: 14, 0.45: 8}  # how likely a person takes part, and how many are like that


def make_trainings(world):
    """Sessions up to the day, their attendees, and which days of whom were training."""
    rows = Training.objects.bulk_create(_sessions(world))
    dice = world.dice("training")
    keen = {posting.pk: dice.choices(list(KEENNESS), list(KEENNESS.values()))[0] for posting in world.postings}
    taken = [pair for session in rows for pair in _takers(world, session, dice, keen)]
    copy("attendance_attendee", ("training_id", "posting_id", "attended"), (line(*pair, True) for pair in taken))


def _sessions(world):
    rows = []
    for county in world.counties():
        rows.append(_session(world, county, "pre_posting", "任前培训班", world.wave + timedelta(days=2), 2))
        years = range(world.wave.year, world.on.year + 1)
        dated = [
            (kind, title, date(year, month, day), days) for year in years for kind, title, month, day, days in YEAR
        ]
        rows += [_session(world, county, *facts) for facts in dated]
    return [row for row in rows if world.wave <= row.starts_on and row.ends_on < world.on]


def _session(world, county, kind, title, starts_on, days):
    return Training(
        area=county,
        kind=kind,
        title=f"{starts_on.year}年{title}",
        place=f"{world.name_of(county)}委党校",
        starts_on=starts_on,
        ends_on=starts_on + timedelta(days=days - 1),
        days=Decimal(days),
        created_by=world.users[str(Office.COUNTY), county],
    )


def _takers(world, session, dice, keen):
    """(session, posting) of those who served there then and came."""
    for posting in _county_postings(world).get(session.area, ()):
        serves = posting.starts_on <= session.starts_on and (
            posting.ends_on is None or session.ends_on <= posting.ends_on
        )
        if serves and dice.random() < keen[posting.pk]:
            days = range(session.starts_on.toordinal(), session.ends_on.toordinal() + 1)
            world.trained.setdefault(posting.pk, []).extend(days)
            yield session.pk, posting.pk


def _county_postings(world):
    """The postings by county, sorted out once."""
    if not world.postings_by_county:
        world.postings_by_county = by_county(world.postings)
    return world.postings_by_county
