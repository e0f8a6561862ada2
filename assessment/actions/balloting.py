"""Every change of counted ballots: entered by one counter of the county, confirmed or returned by another, opened again."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from assessment import ballot_rules as rules
from assessment import quota
from assessment.ballot_checks import check, printed
from assessment.ballot_steps import COUNTERS
from assessment.balloting import items_for, kinds_of, lines_of, subjects_of
from assessment.facts import policy_of
from assessment.models import Assessment, BallotBatch, BallotLine, Cycle
from core.models import Record
from core.notices import tell
from core.record import record
from core.refusals import FASTER, Conflict, NotAllowed, Refused
from core.workflow import take

LIMITS = (rules.TURNOUT, rules.MINIMUM)
PLAIN = ("held_on", "place", *rules.Figures.__slots__)


@transaction.atomic
def enter(cycle, team, kind, count, *, by, on):
    """A counter enters the count of one kind of ballot of a team. Returns the batch.

    Effects in order: the cycle is locked, so that two counters take turns; office, cycle, day, figures and votes are
    checked; the batch with paper and rules frozen, and its lines, without votes where too few ballots are valid; one
    record line; the other counters are told, once a day and cycle. Raises NotAllowed, Conflict (this count has been
    entered already), Refused with a message per field.
    """
    _counter(by, team.area)
    cycle = _running(cycle.pk)
    policy = policy_of(team.area, cycle.year, on)
    subjects = subjects_of(cycle, [team])[team.pk]
    if not subjects or kind not in kinds_of(cycle, policy):
        raise Refused(NO_SUCH, fields={"kind": NO_SUCH})
    if BallotBatch.objects.filter(cycle=cycle, team=team, kind=kind).exists():
        raise Conflict(TAKEN)
    _nobody_of(subjects, by)
    sheet, fewest = printed(policy), policy[rules.MINIMUM].value
    asked = [(case.pk, item) for case in subjects for item in items_for(sheet, case)]
    check(count, asked, len(sheet["grades"]), cycle, fewest, on)
    batch = BallotBatch.objects.create(
        **{"cycle": cycle, "team": team, "area": team.area, "kind": kind, **count.plain, "sheet": sheet},
        **{"provisions": {key: policy[key].as_json() for key in rules.USED}, "entered_by_id": by.user_id},
        **{"entered_on": on, "standing": _standing(count, {key: policy[key].value for key in LIMITS})},
    )
    kept = _kept(count, fewest)
    said = {"batch": batch, "valid": count.figures.valid}
    BallotLine.objects.bulk_create(
        BallotLine(**said, case_id=case, item=item, votes=kept.get((case, item))) for case, item in asked
    )
    record(by, "submit", batch, kind=Record.Kind.STEP, details={"from": "", "to": batch.state})
    _tell(batch, "case_waiting", f"waiting:{on}")
    return batch


NO_SUCH = _("This cycle holds no such ballot in this village.")
UNKNOWN = _("Not a grade of this ballot paper: %(grade)s")
TAKEN = _("Someone was faster than you: this count has already been entered. Nothing was overwritten.")


@transaction.atomic
def correct(batch, count, *, version, by, on):
    """A counter corrects a count that is not confirmed, or one that came back. Returns the batch.

    Effects in order: the cycle is locked; `version`, office, cycle, day, figures and votes are checked; figures and
    votes; the state waits for another counter again; what stood before is kept in the record line. Raises NotAllowed,
    Conflict (somebody changed it in between), Refused.
    """
    _counter(by, batch.area)
    cycle = _running(batch.cycle_id)
    before = whole(batch)
    lines = list(batch.lines.select_related("case__posting__cadre"))
    _nobody_of({line.case for line in lines}, by)
    asked = [(line.case_id, line.item) for line in lines]
    fewest, grades = batch.provisions[rules.MINIMUM]["value"], len(batch.sheet["grades"])
    check(count, asked, grades, cycle, fewest, on)

    def cause(row):
        _unchanged(row, version)
        kept = _kept(count, fewest)
        for line in lines:
            line.votes, line.valid = kept.get((line.case_id, line.item)), count.figures.valid
        BallotLine.objects.bulk_update(lines, ["votes", "valid"])
        stands = _standing(count, {key: batch.provisions[key]["value"] for key in LIMITS})
        return {
            **count.plain,
            "standing": stands,
            "version": row.version + 1,
            "entered_by_id": by.user_id,
            "entered_on": on,
        }

    done = take(batch, "submit", by=by, details={"was": before}, cause=cause)
    _tell(done, "case_waiting", f"waiting:{on}")
    return done


@transaction.atomic
def confirm(batch, *, version, by, on):
    """Another counter has compared the count with the tally sheet and confirms it. Returns the batch.

    Effects in order: the cycle is locked; `version`, office and cycle are checked, and that this is not who entered it;
    who and when; from now on it enters the facts of its cases. Raises NotAllowed, Conflict, Refused.
    """
    _running(batch.cycle_id)
    _nobody_of([case for case, _votes in lines_of(batch)], by)

    def cause(row):
        _unchanged(row, version)
        return {"confirmed_by_id": by.user_id, "confirmed_on": on}

    return take(batch, "confirm", by=by, cause=cause)


@transaction.atomic
def send_back(batch, *, note, by, on):
    """Another counter finds that the count differs from the tally sheet and returns it with the reason; the counters are told."""
    done = take(batch, "return", by=by, note=note)
    _tell(done, "case_returned", f"returned:{done.changed_at:%Y%m%d%H%M%S%f}")
    return done


@transaction.atomic
def reopen(batch, *, note, by, on):
    """A confirmed count is opened again with a reason, to be corrected and confirmed anew. Returns the batch.

    Effects in order: those who set grades of this county and year take turns; the cycle still runs, and no grade rests on
    the count; the confirmation is taken off, what had been confirmed is kept in the record line. Raises Refused (no
    reason, or a grade is set: that one is opened first), NotAllowed, Conflict.
    """
    cycle = _running(batch.cycle_id)
    quota.hold(cycle.area, cycle.year)
    graded = Assessment.objects.graded().filter(ballot_lines__batch=batch).select_related("posting__cadre", "team")
    if case := graded.first():
        who = case.posting.cadre.name if case.posting_id else case.team
        raise Refused(_("The grade of %(who)s rests on this count. Open that grade again first.") % {"who": who})
    off = {"confirmed_by_id": None, "confirmed_on": None, "version": batch.version + 1}
    done = take(batch, "reopen", by=by, note=note, details={"was": whole(batch)}, cause=lambda row: off)
    _tell(done, "case_returned", f"reopened:{done.changed_at:%Y%m%d%H%M%S%f}")
    return done


@transaction.atomic
def strike(batch, *, version, by, on):
    """A count that a table has entered is taken back, as if it had never been.

    Effects in order: the cycle is locked; office and cycle are checked, and that nobody has confirmed or changed it; one
    record line with all it said; batch and lines are gone. Raises NotAllowed, Conflict, Refused.
    """
    _counter(by, batch.area)
    _running(batch.cycle_id)
    row = BallotBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    _unchanged(row, version)
    if row.state != BallotBatch.State.ENTERED:
        raise Conflict(FASTER)
    record(by, "strike_ballots", row, details={"was": whole(row)})
    row.delete()


def whole(batch):
    """Everything a batch says, as plain JSON: kept in the record when it changes."""
    votes = {str(case.pk): said for case, said in lines_of(batch)}
    facts = {name: getattr(batch, name) for name in PLAIN}
    return {**facts, "held_on": batch.held_on.isoformat(), "votes": votes}


def _counter(by, area):
    if by.office not in COUNTERS or not by.covers(area):
        raise NotAllowed(_("This step belongs to another office."))


def _nobody_of(cases, by):
    """Nobody counts, or confirms, the ballots about themselves."""
    people = {by.user_id, by.giver_id} - {None}
    if any(case.account_id in people for case in cases):
        raise NotAllowed(_("Nobody decides on their own case."))


def _running(pk):
    cycle = Cycle.objects.select_for_update(no_key=True).get(pk=pk)
    if cycle.state != Cycle.State.RUNNING:
        raise Refused(_("This cycle is closed: its ballots cannot be changed."))
    return cycle


def _unchanged(row, version):
    if row.version != version:
        raise Conflict(FASTER)


def _standing(count, limits):
    return rules.standing(count.figures, least=limits[rules.TURNOUT], fewest=limits[rules.MINIMUM])


def _kept(count, fewest):
    return count.votes if rules.kept(count.figures, fewest=fewest) else {}


def _tell(batch, kind, key):
    """The counters of the county, once per key: what waits on the page of the cycle."""
    params = {"what": "Counted ballots", "who": str(batch.team)}
    for office in COUNTERS:
        told = f"ballots:{batch.cycle_id}:{office}:{key}" + ("" if kind == "case_waiting" else f":{batch.pk}")
        link = f"/ballots/?cycle={batch.cycle_id}&stage={'entered' if kind == 'case_waiting' else 'returned'}"
        tell(office=office, area=batch.area[:6], kind=kind, params=params, key=told, link=link)


def take_step(batch, said, *, by, on):
    """The deed a verb names, for pages and machines alike; Conflict when the count has changed since it was seen."""
    _unchanged(batch, said["version"])
    if said["verb"] == "confirm":
        return confirm(batch, version=said["version"], by=by, on=on)
    return {"return": send_back, "reopen": reopen}[said["verb"]](batch, note=said["note"], by=by, on=on)
