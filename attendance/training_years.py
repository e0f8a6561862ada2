"""One person's training in a year: which half days of which sessions, and what of them counts."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from attendance import halves, ledger
from attendance.models import Attendee, Standing, Training
from attendance.training_papers import half_words
from core.policy import policy_in_force

ONE_DAY = Decimal(1)
CITED = ("training.days_per_year", "training.prorate")


@dataclass(frozen=True)
class Taken:
    """One session of a person's year. `counted`: days that count in the year; `why` says why not all of them do."""

    training: Training
    attended: bool | None
    came: tuple
    days: Decimal
    counted: Decimal
    why: str

    @property
    def spoken(self):
        """The half days in the reader's words."""
        return [half_words(*half) for half in self.came]


@dataclass(frozen=True)
class Year:
    """What a posting has of training in a year, its standing, and the clause."""

    year: int
    lines: list
    counted: Decimal
    standing: Standing | None
    provisions: list


def year_of(actor, posting, year, on) -> Year:
    """The sessions of a posting that touch the year, earliest first, and the days that count up to `on`.

    Only days in the village count (驻村期间): what lies before or after the posting is shown and not counted. A calendar day
    counts once, whatever sessions it had.
    """
    first, last = ledger.year_span(year)
    rows = Attendee.objects.visible_to(actor).filter(posting=posting, training__ends_on__gte=first)
    rows = rows.filter(training__starts_on__lte=last).select_related("training")
    span = ledger.span_in_year(year, posting.starts_on, posting.ends_on, on)
    booked, lines = {}, []
    for row in rows.order_by("training__ends_on", "training__starts_on", "training"):
        lines.append(_taken(row, span, booked))
    standing = (
        Standing.objects.visible_to(actor).filter(posting=posting, year=year, kind=Standing.Kind.TRAINING).first()
    )
    policy = policy_in_force(posting.area[:6], min(on, last))
    cited = [policy[key] for key in CITED]
    return Year(year, lines, sum((line.counted for line in lines), Decimal(0)), standing, cited)


def _taken(row, span, booked):
    session = row.training
    came = sorted(set(session.halves) - set(row.missed)) if row.attended else []
    shares = halves.shares(session.starts_on, came)
    counted, twice, outside = Decimal(0), False, False
    for day, share in sorted(shares.items()):
        if not span[0] <= day <= span[1]:
            outside = True
            continue
        free = min(ONE_DAY - booked.get(day, 0), share)
        twice = twice or free < share
        booked[day] = booked.get(day, 0) + free
        counted += free
    days = sum(shares.values(), Decimal(0))
    return Taken(session, row.attended, _dated(session.starts_on, came), days, counted, _why(outside, twice))


def _why(outside, twice):
    if outside:
        return "outside"
    return "twice" if twice else ""


def _dated(starts_on: date, came):
    """[(day, afternoon)] of the halves somebody came to."""
    return tuple((halves.day_of(starts_on, half), halves.is_afternoon(half)) for half in came)
