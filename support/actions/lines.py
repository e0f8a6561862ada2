"""What is done for posted cadres and entered for many at once: insurance, check-ups, visits and talks; and striking a wrong line."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.models import Record
from core.offices import Office
from core.record import line, record
from core.refusals import Conflict, NotAllowed, Refused
from support.models import Allowance, Checkup, Difficulty, Injury, Insurance, Visit
from support.placing import any_level, close_by, close_by_or_oneself, demand, sender_or_county
from teams.models import Posting

MAY = {Allowance: sender_or_county, Insurance: sender_or_county, Checkup: sender_or_county, Visit: any_level}
MAY |= {Difficulty: close_by_or_oneself, Injury: close_by}
AHEAD = 1  # a check-up is planned for this year or the next


@dataclass(frozen=True)
class Cover:
    """An insurance policy: insurer, number, and the days it covers."""

    insurer: str
    policy_number: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class Seen:
    """A visit or talk: when, by whom, in which post, and what was brought or agreed."""

    kind: str
    day: date
    leader: str
    leader_title: str
    brought: str = ""


@transaction.atomic
def insure(postings, cover, *, by, on):
    """Enters one insurance policy for many posted cadres. Returns how many.

    Effects in order: the postings are locked; office, words and days; nobody is covered on these days already; one line
    and one record line each. Raises NotAllowed, Refused, Conflict that names who is covered until when.
    """
    rows = _people(postings, sender_or_county, by)
    _told(cover, "insurer", "policy_number")
    if cover.ends_on < cover.starts_on:
        raise Refused(_("The cover ends before it begins."), fields={"ends_on": _("Check the day.")})
    covered = Insurance.objects.standing().filter(posting__in=rows, starts_on__lte=cover.ends_on)
    if one := covered.filter(ends_on__gte=cover.starts_on).select_related("posting__cadre").first():
        said = {"who": one.posting.cadre.name, "number": one.policy_number, "until": one.ends_on}
        words = _("%(who)s is covered until %(until)s already (policy %(number)s).") % said
        raise Conflict(words, fields={"starts_on": words})
    said = {"insurer": cover.insurer.strip(), "policy_number": cover.policy_number.strip()}
    return _entered(Insurance, rows, by, on, **said, starts_on=cover.starts_on, ends_on=cover.ends_on)


@transaction.atomic
def enter_checkups(postings, *, planned_on, place, done_on=None, by, on):
    """Enters a check-up planned for, or done by, many posted cadres. Returns how many.

    Effects in order: the postings are locked; office, place and days; nobody has one that day already; one line and one
    record line each. What was found is never asked for. Raises NotAllowed, Refused, Conflict.
    """
    rows = _people(postings, sender_or_county, by)
    if not place.strip():
        raise Refused(_("Say where."), fields={"place": _("Required.")})
    if done_on and done_on > on:
        raise Refused(_("This day is still to come."), fields={"done_on": _("Today or earlier.")})
    if planned_on.year > on.year + AHEAD:
        raise Refused(_("Plan for this year or the next."), fields={"planned_on": _("Check the day.")})
    known = Checkup.objects.standing().filter(posting__in=rows, planned_on=planned_on)
    _nobody(known, _("%(who)s has a check-up on this day already."), "planned_on")
    return _entered(Checkup, rows, by, on, planned_on=planned_on, place=place.strip(), done_on=done_on)


@transaction.atomic
def checked_up(checkups, *, done_on, by, on):
    """Marks planned check-ups as done on a day. Returns how many.

    Effects in order: the lines are locked; office, and that they stand and are open; the day; one record line each.
    Raises NotAllowed, Refused, Conflict.
    """
    numbers = [checkup.pk for checkup in checkups]
    rows = list(
        Checkup.objects.select_for_update(of=("self",)).filter(pk__in=numbers).select_related("posting__pairing")
    )
    if not rows:
        raise Refused(_("Nobody is chosen."), fields={"picked": _("Required.")})
    demand(sender_or_county, [row.posting for row in rows], by)
    if any(row.struck_on or row.done_on for row in rows):
        raise Conflict(_("One of these check-ups is done or struck already."))
    if done_on > on:
        raise Refused(_("This day is still to come."), fields={"done_on": _("Today or earlier.")})
    Checkup.objects.filter(pk__in=numbers).update(done_on=done_on)
    Record.objects.bulk_create([line(by, "checked_up", row, details={"day": str(done_on)}) for row in rows])
    return len(rows)


@transaction.atomic
def enter_visits(postings, seen, *, by, on):
    """Enters a visit of condolence or a talk with one or many posted cadres. Returns how many.

    Effects in order: the postings are locked; office, words and day; nobody was entered for it already; one line and one
    record line each. Raises NotAllowed, Refused, Conflict.
    """
    rows = _people(postings, any_level, by)
    _told(seen, "leader", "leader_title")
    if seen.kind not in Visit.Kind.values:
        raise Refused(_("Visit or talk?"), fields={"kind": _("Required.")})
    if seen.day > on:
        raise Refused(_("This day is still to come."), fields={"day": _("Today or earlier.")})
    _served(rows, seen.day)
    said = {"kind": seen.kind, "day": seen.day, "leader": seen.leader.strip()}
    known = Visit.objects.standing().filter(posting__in=rows, **said)
    _nobody(known, _("This is entered for %(who)s already."), "day")
    return _entered(Visit, rows, by, on, **said, leader_title=seen.leader_title.strip(), brought=seen.brought.strip())


@transaction.atomic
def strike(row, *, why, by, on):
    """Strikes a wrong line or case 作废; it stays, with the reason, and nothing of it is owed any more. Returns it.

    Effects in order: the line is locked; office, reason, that it stands; it is struck; one record line, which says nothing
    of a family's difficulty. Raises NotAllowed, Refused, Conflict.
    """
    row = type(row).objects.select_for_update(of=("self",)).select_related("posting__pairing").get(pk=row.pk)
    demand(MAY[type(row)], [row.posting], by)
    if not _ones_own(row, by):
        raise NotAllowed(_("Whoever entered it, or the county, strikes it."))
    if not why.strip():
        raise Refused(_("Say why it is struck."), fields={"why": _("Required.")})
    if row.struck_on:
        raise Conflict(_("It has been struck already."))
    row.struck_on, row.struck_why = on, why.strip()
    row.save(update_fields=["struck_on", "struck_why"])
    record(by, "strike_line", row, note="" if isinstance(row, Difficulty) else row.struck_why)
    return row


def may_strike(row, by):
    """Whether this office may strike a line that stands: whoever entered it, or the county."""
    return _ones_own(row, by) and row.struck_on is None and MAY[type(row)](row.posting, by)


def _ones_own(row, by):
    return by.office in (row.entered_office, Office.COUNTY)


def _people(postings, may, by):
    """The postings, locked and in order; Refused for nobody, NotAllowed for anybody else's."""
    numbers = {posting.pk for posting in postings}
    rows = Posting.objects.select_for_update(of=("self",)).filter(pk__in=numbers).order_by("pk")
    rows = list(rows.select_related("pairing", "cadre"))
    if not rows:
        raise Refused(_("Nobody is chosen."), fields={"picked": _("Required.")})
    demand(may, rows, by)
    return rows


def _told(said, *names):
    missing = [name for name in names if not getattr(said, name).strip()]
    if missing:
        raise Refused(_("Something is missing."), fields=dict.fromkeys(missing, _("Required.")))


def _served(rows, day):
    """Each served on the day."""
    for row in rows:
        if day < row.starts_on or (row.ends_on and day > row.ends_on):
            words = _("%(who)s did not serve on this day.") % {"who": row.cadre.name}
            raise Refused(words, fields={"day": words})


def _nobody(known, words, field):
    if one := known.select_related("posting__cadre").first():
        said = words % {"who": one.posting.cadre.name}
        raise Conflict(said, fields={field: said})


def entered(by, on):
    """Who entered a line, where and when."""
    return {
        "entered_by_id": by.user_id,
        "entered_office": by.office,
        "entered_place": by.place,
        "entered_on": on,
    }


def _entered(model, postings, by, on, **said):
    """One line for each, and one record line each, in two statements."""
    lines = [model(posting=one, area=one.area, **entered(by, on), **said) for one in postings]
    model.objects.bulk_create(lines, batch_size=1000)
    verb = f"enter_{model._meta.model_name}"
    Record.objects.bulk_create([line(by, verb, row) for row in lines], batch_size=1000)
    return len(lines)
