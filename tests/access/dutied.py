"""What each county's leadership group, a unit and a team keep of their duties: meetings, a matter, records, a note."""

from core.offices import PLACED, Office
from duties.models import ActivityNote, Called, Hearing, LeaderVisit, Matter, Meeting, PairedWork
from tests.cast import TODAY

# address → kind of the row its number means
ADDRESSES = dict.fromkeys(
    [
        *("meeting", "meeting-sign-in", "meeting-sheet", "meeting-minutes", "meeting-close", "meeting-word"),
        *("matter-new", "api-meeting-sign-in", "api-meeting-minutes", "api-meeting-close", "api-meeting-word"),
        "api-matter-new",
    ],
    "meeting",
)
ADDRESSES |= dict.fromkeys(
    ["meeting-edit", "meeting-cancel", "meeting-called", "api-meeting", "api-meeting-cancel", "api-meeting-called"],
    "meeting-planned",
)
ADDRESSES |= dict.fromkeys(
    [
        *("matter", "matter-edit", "matter-progress", "matter-end", "matter-reopen"),
        *("api-matter", "api-matter-progress", "api-matter-end", "api-matter-reopen"),
    ],
    "matter",
)


def met(cast, area, who, canary, by):
    """Their numbers: the meeting that is closed, the one planned, the matter."""
    posting, user = cast.postings[who], cast.users[by]
    facts = {"area": area, "title": canary, "place": canary, "agenda": [canary], "made_by": user, "day": TODAY}
    closed = {"state": "closed", "closed_on": TODAY, "minutes": canary, "chair": canary}
    held = Meeting.objects.create(**facts, **closed)
    planned = Meeting.objects.create(**facts)
    Called.objects.create(meeting=held, posting=posting, sign="excused", reason=canary)
    Called.objects.create(meeting=planned, posting=posting)
    owner = {"owner_office": "township", "owner_area": posting.area[:9]}
    raised = {"team": posting.team, "area": posting.area, "words": canary, "due_on": TODAY}
    return held.pk, planned.pk, Matter.objects.create(meeting=held, **raised, **owner).pk


def _of(one, *more):
    names = (one, f"{one}-edit", f"{one}-remove", f"api-{one}", f"api-{one}-remove", *more)
    return dict.fromkeys(names, one)


ADDRESSES |= _of("hearing") | _of("paired-work-line")
ADDRESSES |= _of("unit-visit", "unit-visit-confirm", "api-unit-visit-confirm")
ADDRESSES |= _of("note", "note-photo", "api-note-photo", "api-note-photo-new")
READERS = (*PLACED, Office.UNIT)  # of what a unit records


def recorded(cast, who, canary, by):
    """Their numbers: a hearing, a visit, a line of paired-household work of a unit, and a note of its team."""
    posting, user = cast.postings[who], cast.users[by]
    unit, village = posting.pairing.unit, posting.team.village
    mine = {"unit": unit, "made_by": user}
    hearing = Hearing.objects.create(**mine, day=TODAY, led_by=canary, decided=canary)
    hearing.teams.add(posting.team)
    there = {**mine, "village": village, "area": posting.area}
    visit = LeaderVisit.objects.create(**there, day=TODAY, leader=canary, settled=canary)
    counts = {"staff": 1, "households": 2, "visits": 3, "helped": 4, "note": canary}
    work = PairedWork.objects.create(**there, year=2025, **counts)
    said = {"team": posting.team, "area": posting.area, "day": TODAY, "duty": "services", "words": canary}
    note = ActivityNote.objects.create(**said, written_by=posting.cadre.account)
    return hearing.pk, visit.pk, work.pk, note.pk
