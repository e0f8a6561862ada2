"""Meetings of either county's leadership group, one closed and one planned, and a matter its team raised."""

from duties.models import Called, Matter, Meeting
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
