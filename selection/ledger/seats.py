"""Where every seat of some teams stands on a day, in one statement: held, approved, on its way, open, short."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db import connection, models
from django.utils.translation import gettext_lazy as _

from selection.models import Nomination
from selection.steps import NominationState
from teams.ledger import SOURCE
from teams.models import Seat


class SeatState(models.TextChoices):
    """席位状态, as of one day: the first that fits."""

    FILLED = "filled", _("filled")
    APPROVED = "approved", _("approved, to come")
    REVIEW = "review", _("under review")
    NOMINATED = "nominated", _("nominated")
    SHORT = "short", _("short")
    OPEN = "open", _("to be filled")


TO_FILL = (SeatState.SHORT, SeatState.OPEN)  # nobody is on the way

# `day`: the day the state is asked for, `on`: today. A holder whose term is over by then makes way for a successor; a seat
# is short where nobody holds it today. A draft counts for those only who may see it (`seen`).
_SEATS = """
WITH team AS (
    SELECT id, area, formed_on FROM teams_team WHERE id = ANY(%(teams)s)
), held AS (
    SELECT posting.team_id, posting.seat,
        bool_or(starts_on <= %(on)s AND (ends_on IS NULL OR ends_on >= %(on)s)) AS today,
        max(ends_on) FILTER (WHERE ends_on < %(on)s) + 1 AS left_on,
        min(starts_on) FILTER (WHERE coalesce(ends_on, CASE WHEN term_ends_on > starts_on THEN term_ends_on END, %(day)s) >= %(day)s)
            AS taken_from
    FROM teams_posting posting JOIN team ON team.id = posting.team_id
    GROUP BY posting.team_id, posting.seat
), nominated AS (
    SELECT id, team_id, seat, state, cadre_id, approving_office FROM selection_nomination
    WHERE team_id = ANY(%(teams)s) AND state = ANY(%(on_the_way)s) AND (state <> 'draft' OR id = ANY(%(seen)s))
), seat AS (
    SELECT team.id AS team_id, team.area, seats.seat, seats.place, held.taken_from, nominated.id AS nomination_id,
        nominated.state AS stage, nominated.cadre_id, nominated.approving_office,
        CASE WHEN NOT coalesce(held.today, FALSE) AND team.formed_on <= %(on)s
            THEN greatest(team.formed_on, held.left_on) END AS since,
        CASE WHEN held.taken_from <= %(on)s THEN 'filled'
            WHEN held.taken_from IS NOT NULL THEN 'approved'
            WHEN nominated.state IN ('submitted', 'reviewed') THEN 'review'
            WHEN nominated.state IS NOT NULL THEN 'nominated'
            WHEN NOT coalesce(held.today, FALSE) AND team.formed_on <= %(on)s THEN 'short'
            ELSE 'open' END AS state
    FROM team CROSS JOIN unnest(%(seats)s::varchar[]) WITH ORDINALITY AS seats(seat, place)
    LEFT JOIN held ON held.team_id = team.id AND held.seat = seats.seat
    LEFT JOIN nominated ON nominated.team_id = team.id AND nominated.seat = seats.seat
)
"""
_EACH = """
SELECT seat.team_id, seat.seat, seat.state, seat.since, posting.id, nomination.id, coalesce(holder.name, proposed.name, ''),
    coalesce(seat.stage, ''), coalesce(seat.approving_office, ''), coalesce(posting.ends_on, posting.term_ends_on)
FROM seat
LEFT JOIN teams_posting posting
    ON posting.team_id = seat.team_id AND posting.seat = seat.seat AND posting.starts_on = seat.taken_from
LEFT JOIN teams_cadre holder ON holder.id = posting.cadre_id
LEFT JOIN nominated nomination ON nomination.id = seat.nomination_id AND nomination.id = ANY(%(seen)s)
LEFT JOIN teams_cadre proposed ON proposed.id = nomination.cadre_id
ORDER BY seat.area, seat.team_id, seat.place
"""
_COUNTED = """
SELECT left(area, %(length)s) AS code, state, count(*) FROM seat GROUP BY code, state
"""


@dataclass(frozen=True, slots=True)
class SeatNow:
    """One seat of one team on the day asked for.

    `since`: since when nobody holds it, as of today; `name`: holder or nominee, as far as the reader may know;
    `stage` and `approving_office`: where the nomination stands; `until`: the last day of the holder.
    """

    team_id: int
    seat: str
    state: str
    since: date | None
    posting_id: int | None
    nomination_id: int | None
    name: str
    stage: str
    approving_office: str
    until: date | None

    @property
    def label(self):
        """What the seat is called in the reader's language."""
        return Seat(self.seat).label

    @property
    def state_label(self):
        """The state in the reader's language."""
        return SeatState(self.state).label

    @property
    def stage_label(self):
        """Where the nomination stands, in the reader's language; "" without one."""
        return NominationState(self.stage).label if self.stage else ""

    @property
    def source(self):
        """unit or township: who sends its holder (二(一))."""
        return SOURCE[Seat(self.seat)]

    @property
    def to_fill(self):
        """Whether nobody holds it by then and nobody is on the way."""
        return self.state in TO_FILL


def seats_of(teams, *, day, on, actor):
    """{team number: its three seats} of the teams with these numbers: two statements."""
    found = defaultdict(list)
    for row in _asked(_EACH, teams, day, on, actor):
        found[row[0]].append(SeatNow(*row))
    return found


def counted(teams, *, day, on, actor, length):
    """{code of `length` digits: {state: seats}} of the teams with these numbers: two statements."""
    found = defaultdict(dict)
    for code, state, count in _asked(_COUNTED, teams, day, on, actor, length=length):
        found[code][state] = count
    return found


def _asked(sql, teams, day, on, actor, **more):
    seen = Nomination.objects.visible_to(actor).open().filter(team__in=teams).order_by().values_list("pk", flat=True)
    values = {"teams": teams, "day": day, "on": on, "seats": Seat.values, "seen": list(seen) if teams else []}
    with connection.cursor() as cursor:
        cursor.execute(_SEATS + sql, values | {"on_the_way": [*NominationState.ON_THE_WAY], **more})
        return cursor.fetchall()
