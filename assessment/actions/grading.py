"""Every step of an assessment: grades proposed, agreed, set, returned, made final, opened again (二(四))."""

from django.db import transaction

from assessment import quota
from assessment.actions.deciding import decided, hold, proposal
from assessment.actions.showing import take_down
from assessment.actions.telling import tell_agreed, tell_proposed, tell_results, tell_returned
from assessment.judging import Ground, missing_methods
from core.refusals import FASTER, Conflict
from core.workflow import take
from core.workflow_many import Move, take_many

RELATED = (
    "posting__cadre",
    "posting__pairing__unit",
    "team__village__division",
    "team__second_village__division",
)


@transaction.atomic
def propose(case, *, grade, opinion, by, on):
    """The township Party committee proposes a grade with its opinion 提出意见; the county itself at the end of a term.

    Effects in order: grade and opinion are checked, and at the end of a term that all ways of the assessment are
    recorded; they are stored whole and the case goes on; whoever has the next step is told, once a day and township.
    Raises Refused, Conflict, NotAllowed.
    """
    said, missing = {"grade": grade, "opinion": opinion}, missing_methods([case], on)
    done = take(
        case, "propose", by=by, details={"proposed": grade}, cause=lambda row: proposal(row, said, missing, by, on)
    )
    tell_proposed([done], by, on)
    return done


@transaction.atomic
def set_grade(case, *, grade, by, on, note=""):
    """The county reviews and sets the grade 复评确定等次; it stands as the dispatching unit's own result.

    Effects in order: those who set grades of this county and year take turns; caps and quota are judged on the facts of
    now; facts with their score, provisions, grade and their hash are frozen. Unit and cadre learn of it once it is final.
    Raises Refused with the provision when a cap or the quota stands against it, or when a grade other than proposed has
    no reason; Conflict, NotAllowed.
    """
    hold([case])
    said = {"grade": grade, "note": note}
    return take(
        case,
        "set",
        by=by,
        note=note,
        details={"grade": grade},
        cause=lambda row: decided(row, said, Ground([row], on), by, on),
    )


@transaction.atomic
def send_back(case, *, by, on, note):
    """A proposal is returned 退回 with a reason: by the county to the township, by the unit to the county, which are told."""
    done = take(case, "return", by=by, note=note)
    tell_returned([done], by)
    return done


@transaction.atomic
def agree(case, *, by, on, note=""):
    """The dispatching unit agrees to a term-end proposal 会同派出单位; the county is told. Raises Conflict, NotAllowed."""
    done = take(case, "agree", by=by, note=note)
    tell_agreed([done], by, on)
    return done


@transaction.atomic
def finish(case, *, by, on):
    """The grade becomes final: its notice has ended and nothing stands against it.

    Effects in order: the day is stored; unit and cadre are told, and see it from now on. Raises Conflict, NotAllowed.
    """
    done = take(case, "finish", by=by, cause=lambda row: {"final_on": on})
    tell_results([done])
    return done


@transaction.atomic
def reopen(case, *, by, on, note):
    """The county opens a set or final grade again with a reason; what was frozen stays in the history alone.

    Effects in order: those who set grades of this county and year take turns; what was made final rests on its notice
    no more; grade, facts and hash are taken off; the proposal stands and waits for the county. Raises Refused (no
    reason; the grade hangs in public notice), Conflict, NotAllowed.
    """
    quota.hold(case.area[:6], case.year)
    return take(case, "reopen", by=by, note=note, details={"grade": case.grade}, cause=_taken_off)


def _taken_off(row):
    take_down(row)
    return dict(UNSET)


UNSET = {
    "grade": "",
    "because": "",
    "set_by_id": None,
    "set_on": None,
    "final_on": None,
    "facts": {},
    "provisions": {},
    "snapshot_hash": "",
}


def take_step(case, said, *, by, on):
    """The deed a verb names, for pages and machines alike; Conflict when the case has moved since it was seen."""
    if said["state"] and said["state"] != case.state:
        raise Conflict(FASTER)
    if said["verb"] == "propose":
        return propose(case, grade=said["grade"], opinion=said["opinion"], by=by, on=on)
    if said["verb"] == "set":
        return set_grade(case, grade=said["grade"], note=said["note"], by=by, on=on)
    return {"return": send_back, "agree": agree, "reopen": reopen}[said["verb"]](case, note=said["note"], by=by, on=on)


@transaction.atomic
def propose_many(rows, *, by, on):
    """Proposes many cases, each exactly as `propose` would alone; all or nothing. `rows`: [(case, {grade, opinion})].

    Raises Refused with `fields` {name-number: why} naming every row that stops it; nothing is written then. Returns the cases.
    """

    def ready(locked):
        missing = missing_methods(locked, on)
        return lambda row, move: proposal(row, move.said, missing, by, on)

    moves = [Move(case, details={"proposed": said["grade"]}, said=said) for case, said in rows]
    done = take_many(moves, "propose", by=by, related=RELATED, ready=ready)
    tell_proposed(done, by, on)
    return done


@transaction.atomic
def set_many(rows, *, by, on):
    """Sets many grades, each exactly as `set_grade` would alone, in the order given; all or nothing, as `propose_many`.

    `rows`: [(case, {grade, note})]. A place of the quota that one row takes is gone for the rows after it.
    """

    def ready(locked):
        ground = Ground(locked, on)
        return lambda row, move: decided(row, move.said, ground, by, on)

    hold([case for case, _said in rows])
    moves = [Move(case, said["note"], {"grade": said["grade"]}, said) for case, said in rows]
    return take_many(moves, "set", by=by, related=RELATED, ready=ready)


@transaction.atomic
def send_back_many(rows, *, by, on):
    """Returns many proposals, each exactly as `send_back` would alone; all or nothing. `rows`: [(case, {note})]."""
    done = take_many([Move(case, said["note"]) for case, said in rows], "return", by=by, related=RELATED)
    tell_returned(done, by)
    return done


@transaction.atomic
def agree_many(rows, *, by, on):
    """The unit agrees to many proposals, each exactly as `agree` would alone; all or nothing. `rows`: [(case, {note})]."""
    done = take_many([Move(case, said["note"]) for case, said in rows], "agree", by=by, related=RELATED)
    tell_agreed(done, by, on)
    return done
