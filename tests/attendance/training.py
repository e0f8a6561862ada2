"""Sessions for the tests of training: planned by the county for days around today (2026-07-20)."""

from datetime import date

from django.utils import timezone

from attendance import actions, halves, tasks
from attendance.actions import Mark
from attendance.models import Attendee, Standing
from core.models import Division, OutboxMessage
from teams.models import Cadre, Posting, Team, Village
from tests.cast import BEGAN, TODAY

PAST, SOON = date(2026, 7, 13), date(2026, 8, 3)


def planned(cast, starts_on=PAST, days=2, begins=0, *, who="county", on=TODAY, **more):
    """A session planned by a department."""
    laid = halves.laid(days, begins)
    facts = {
        "kind": "thematic",
        "title": "政策业务培训班",
        "starts_on": starts_on,
        "days": days,
        "halves": laid,
        **more,
    }
    facts.setdefault("ends_on", halves.day_of(starts_on, laid[-1]))
    return actions.plan_session(facts, by=cast.actors[who], on=on)


def enrolled(cast, *names, who="county", **more):
    """A session with these of the cast on its list."""
    made = planned(cast, who=who, **more)
    actions.enrol(made, [cast.postings[name].pk for name in names], by=cast.actors[who], on=TODAY)
    made.refresh_from_db()
    return made


def mark(cast, name, came=True, *missed):
    return Mark(cast.postings[name].pk, came, missed)


def held(cast, marks, **more):
    """A session that was held: {name: True, False, or the halves missed}."""
    made = enrolled(cast, *marks, **more)
    said = [_said(cast, name, how) for name, how in marks.items()]
    return actions.hold_session(made, said, by=cast.actors["county"], on=TODAY)


def _said(cast, name, how):
    return mark(cast, name, how) if isinstance(how, bool) else mark(cast, name, True, *how)


def many(cast, count):
    """So many more township members of the county, each in a village of their own; their postings' numbers."""
    codes = [f"630222100{number + 300}" for number in range(count)]
    facts = {"level": "village", "parent_code": "630222100", "initials": "x"}
    Division.objects.bulk_create([Division(code=c, name=f"{c}村委会", full_name=f"x / {c}", **facts) for c in codes])
    places = {row.code: row for row in Division.objects.filter(code__in=codes)}
    villages = Village.objects.bulk_create([Village(division=places[code], area=code) for code in codes])
    teams = Team.objects.bulk_create([Team(village=one, area=one.area, formed_on=BEGAN) for one in villages])
    known = {"sex": "male", "born_on": date(1985, 6, 15), "party": "full_member", "rank": "staff", "area": "630222100"}
    town = cast.places["630222100"]
    cadres = Cadre.objects.bulk_create([Cadre(name=f"乡员{code}", township=town, **known) for code in codes])
    return [
        row.pk
        for row in Posting.objects.bulk_create(
            [
                Posting(team=team, area=team.area, seat="township_member", cadre=cadre, starts_on=BEGAN)
                for team, cadre in zip(teams, cadres, strict=True)
            ]
        )
    ]


def judge():
    """Does the promised judging of standings, in order."""
    waiting = OutboxMessage.objects.filter(task="attendance.check_postings", done_at=None)
    for message in waiting.order_by("pk"):
        tasks.touched(message.payload)
    waiting.update(done_at=timezone.now())


def done(cast, name, year=2026):
    """The training days counted in a standing."""
    return Standing.objects.get(posting=cast.postings[name], kind="training", year=year).done


def came(session):
    """{posting: (attended, missed)} of a session."""
    return {
        p: (a, tuple(m))
        for p, a, m in Attendee.objects.filter(training=session).values_list("posting", "attended", "missed")
    }
