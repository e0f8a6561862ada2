"""Postings approved for a later day: whom it concerns is told on the day they begin."""

from collections import defaultdict
from datetime import timedelta

from django.db import transaction

from core.models import Notice
from core.notices import tell_many
from teams.actions.postings import concerned
from teams.models import Posting

LOOK_BACK = timedelta(days=6)  # days that are made up for when nothing ran
NAMED = 5


@transaction.atomic
def announce_beginnings(*, on):
    """Tells counties, townships, units and cadres whose posting begins, one notice to each on its day. Returns how many.

    Said once however often this runs; days on which nothing ran are made up for within a week.
    """
    begun = Posting.objects.current(on).filter(starts_on__gt=on - LOOK_BACK, starts_on__lte=on)
    told = defaultdict(list)
    for posting in begun.select_related("team__village__division", "cadre", "pairing").order_by("area", "seat"):
        for _whom, to in concerned(posting):
            told[posting.starts_on, tuple(sorted(to.items()))].append(posting)
    tell_many([_notice(day, dict(to), postings) for (day, to), postings in told.items()])
    return len(told)


def _notice(day, to, postings):
    names = "、".join(posting.cadre.name for posting in postings[:NAMED])
    more = f" … ({len(postings)})" if len(postings) > NAMED else ""
    teams = {posting.team_id for posting in postings}
    return Notice(
        kind="postings_begin",
        params={"who": names + more, "on": day.isoformat()},
        key=f"begins:{day}:" + ":".join(str(value) for value in to.values()),
        link=f"/teams/{teams.pop()}/" if len(teams) == 1 else "/teams/",
        **to,
    )
