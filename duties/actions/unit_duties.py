"""What a dispatching unit records of its duties (二(四)): reports heard, its leader's visits, paired-household work."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.models import Unit
from core.offices import Office
from core.record import changed, record
from core.refusals import Conflict, NotAllowed, Refused
from duties.actions.meetings import required
from duties.models import HeardTeam, Hearing, LeaderVisit, PairedWork
from teams.models import Pairing, Team

COUNTS = ("staff", "households", "visits", "helped")


@transaction.atomic
def record_hearing(facts, *, by, on):
    """A unit records that it heard its teams. Returns the hearing.

    `facts`: day, led_by, teams, decided. Effects in order: office, day, teams checked; the hearing and its teams; record. Raises NotAllowed, Refused.
    """
    return _hear(Hearing(unit_id=_unit(by), made_by_id=by.user_id), facts, by, on)


@transaction.atomic
def change_hearing(hearing, facts, *, by, on):
    """Changes one's own hearing. Effects in order: as when it is recorded, with what changed in the record. Raises NotAllowed, Refused."""
    return _hear(_own(Hearing, hearing, by), facts, by, on)


def _hear(hearing, facts, by, on):
    """Saves a hearing with the teams heard."""
    _past(facts["day"], on)
    teams = [team.pk for team in facts["teams"]]
    if not teams or _paired_teams(by.unit_id, teams, facts["day"]) != set(teams):
        raise Refused(_("Choose teams that served your unit's villages on that day."), fields={"teams": _("Check it.")})
    before = _plain(hearing, "day", "led_by", "decided") | {"teams": _teams(hearing)} if hearing.pk else {}
    hearing.day, hearing.led_by, hearing.decided = facts["day"], facts["led_by"].strip(), facts["decided"].strip()
    hearing.save()
    hearing.heard.exclude(team__in=teams).delete()
    HeardTeam.objects.bulk_create([HeardTeam(hearing=hearing, team_id=pk) for pk in teams], ignore_conflicts=True)
    after = _plain(hearing, "day", "led_by", "decided") | {"teams": sorted(teams)}
    record(
        by, "change_hearing" if before else "record_hearing", hearing, details=changed(before, after), area=_home(by)
    )
    return hearing


@transaction.atomic
def remove_hearing(hearing, reason, *, by, on):
    """Takes one's own hearing back. Effects in order: unit, reason checked; record with the reason; gone. Raises NotAllowed, Refused."""
    _remove(_own(Hearing, hearing, by), reason, by, "remove_hearing")


@transaction.atomic
def record_visit(facts, *, by, on):
    """A unit records that its leader went to a village. Returns the visit.

    `facts`: village, day, leader, settled. Effects in order: office, day, pairing checked; the visit; record. Raises NotAllowed, Refused.
    """
    return _visit(LeaderVisit(unit_id=_unit(by), made_by_id=by.user_id), facts, by, on)


@transaction.atomic
def change_visit(visit, facts, *, by, on):
    """Changes one's own visit while the township has not confirmed it. Effects in order: as when it is recorded. Raises NotAllowed, Conflict, Refused."""
    return _visit(_unconfirmed(_own(LeaderVisit, visit, by)), facts, by, on)


def _visit(visit, facts, by, on):
    """Saves a visit."""
    _past(facts["day"], on)
    _paired_village(by.unit_id, facts["village"], facts["day"])
    known = _plain(visit, "day", "leader", "settled") | {"village": visit.village_id} if visit.pk else {}
    visit.village, visit.area, visit.day = facts["village"], facts["village"].area, facts["day"]
    visit.leader, visit.settled = facts["leader"].strip(), facts["settled"].strip()
    visit.save()
    after = _plain(visit, "day", "leader", "settled") | {"village": visit.village_id}
    record(by, "change_visit" if known else "record_visit", visit, details=changed(known, after))
    return visit


@transaction.atomic
def remove_visit(visit, reason, *, by, on):
    """Takes one's own visit back while it is not confirmed. Effects in order: unit, state, reason checked; record; gone. Raises NotAllowed, Conflict, Refused."""
    _remove(_unconfirmed(_own(LeaderVisit, visit, by)), reason, by, "remove_visit")


@transaction.atomic
def confirm_visit(visit, *, by, on):
    """The village's township confirms that a visit took place. Effects in order: office, state checked; who and when; record. Raises NotAllowed, Conflict."""
    visit = LeaderVisit.objects.select_for_update(of=("self",)).get(pk=visit.pk)
    if by.office != Office.TOWNSHIP or visit.area[: len(by.area)] != by.area:
        raise NotAllowed(_("Only the village's township confirms a visit."))
    _unconfirmed(visit)
    visit.confirmed_by_id, visit.confirmed_on = by.user_id, on
    visit.save()
    record(by, "confirm_visit", visit)
    return visit


@transaction.atomic
def record_paired_work(facts, *, by, on):
    """A unit records a year's paired-household work in a village, as counts. Returns it.

    `facts`: village, year, staff, households, visits, helped, note. Effects in order: office, year, pairing, counts checked; the
    line; record. Raises NotAllowed, Conflict (the year is recorded already), Refused.
    """
    known = PairedWork.objects.filter(unit=_unit(by), village=facts["village"], year=facts["year"])
    if known.exists():
        raise Conflict(_("This year of this village is recorded already: change that line."))
    return _work(PairedWork(unit_id=by.unit_id, made_by_id=by.user_id), facts, by, on)


@transaction.atomic
def change_paired_work(work, facts, *, by, on):
    """Brings one's own counts up to date; village and year stay. Effects in order: as when they are recorded. Raises NotAllowed, Refused."""
    work = _own(PairedWork, work, by)
    return _work(work, {**facts, "village": work.village, "year": work.year}, by, on)


def _work(work, facts, by, on):
    """Saves a year's counts."""
    if facts["year"] > on.year:
        raise Refused(_("This year is still to come."), fields={"year": _("Check the year.")})
    if (facts["staff"] == 0) != (facts["households"] == 0):
        raise Refused(
            _("Households are paired with somebody: both counts, or neither."), fields={"staff": _("Check it.")}
        )
    before = _plain(work, *COUNTS, "note") if work.pk else {}
    if not before:
        _paired_village(by.unit_id, facts["village"], on)
    work.village, work.area, work.year = facts["village"], facts["village"].area, facts["year"]
    for name in COUNTS:
        setattr(work, name, facts[name])
    work.note = facts["note"].strip()
    work.save()
    verb = "change_paired_work" if before else "record_paired_work"
    record(by, verb, work, details=changed(before, _plain(work, *COUNTS, "note")))
    return work


@transaction.atomic
def remove_paired_work(work, reason, *, by, on):
    """Takes one's own line back. Effects in order: unit, reason checked; record with the reason; gone. Raises NotAllowed, Refused."""
    _remove(_own(PairedWork, work, by), reason, by, "remove_paired_work")


def _unit(by):
    if by.office != Office.UNIT:
        raise NotAllowed(_("A dispatching unit records its own duties."))
    return by.unit_id


def _own(model, row, by):
    row = model.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if _unit(by) != row.unit_id:
        raise NotAllowed(_("A dispatching unit records its own duties."))
    return row


def _unconfirmed(visit):
    if visit.confirmed_on:
        raise Conflict(_("The township has confirmed this visit: it stands."))
    return visit


def _remove(row, reason, by, verb):
    record(by, verb, row, note=required(reason), area=getattr(row, "area", "") or _home(by))
    row.delete()


def _past(day, on):
    if day > on:
        raise Refused(_("Record it once it has taken place."), fields={"day": _("Today or earlier.")})


def _paired_village(unit, village, day):
    if not Pairing.objects.in_force(day).filter(unit=unit, village=village).exists():
        raise Refused(_("Your unit was not paired with this village on that day."), fields={"village": _("Check it.")})


def _paired_teams(unit, teams, day):
    paired = Pairing.objects.in_force(day).filter(unit=unit).values("village")
    return set(Team.objects.standing(day).filter(pk__in=teams, village__in=paired).values_list("pk", flat=True))


def _home(by):
    return Unit.objects.filter(pk=by.unit_id).values_list("home__code", flat=True).first()


def _teams(hearing):
    return sorted(hearing.heard.values_list("team_id", flat=True))


def _plain(row, *names):
    said = {name: getattr(row, name) for name in names}
    return {name: value if isinstance(value, int) else str(value) for name, value in said.items()}
