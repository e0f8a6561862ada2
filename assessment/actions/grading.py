"""Every step of an assessment: grades proposed, set and returned (二(四))."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from assessment import quota, rules, snapshot
from assessment.actions.showing import take_down
from assessment.facts import facts_of, policy_of, year_facts
from assessment.models import Grade
from core.models import Notice
from core.notices import tell, tell_many
from core.offices import CODE_LENGTH, Office
from core.refusals import FASTER, Conflict, Refused
from core.workflow import take


@transaction.atomic
def propose(case, *, grade, opinion, by, on):
    """The township Party committee proposes a grade with its opinion 提出意见; the county itself at the end of a term.

    Effects in order: grade and opinion are checked; they are stored whole and the case goes on; the county is told,
    once a day and township, of a yearly one. Raises Refused, Conflict, NotAllowed.
    """
    _known(grade)
    if not opinion.strip():
        raise Refused(_("Give the opinion of the Party committee."), fields={"opinion": _("Required.")})
    fields = {"proposed": grade, "opinion": opinion.strip(), "proposed_by_id": by.user_id, "proposed_on": on}
    done = take(case, "propose", by=by, details={"proposed": grade}, cause=lambda row: fields)
    key = f"assessments:{case.year}:{case.area[:9]}:proposed:{on}"
    if by.office != Office.COUNTY:
        tell_office(Office.COUNTY, case.area[:6], case.year, by.place, key=key)
    return done


@transaction.atomic
def set_grade(case, *, grade, by, on, note=""):
    """The county reviews and sets the grade 复评确定等次; it stands as the dispatching unit's own result.

    Effects in order: those who set grades of this county and year take turns; caps and quota are judged on the facts of
    now; facts, provisions, grade and their hash are frozen. Unit and cadre learn of it once it is final. Raises Refused
    with the provision when a cap or the quota stands against it, or when a grade other than proposed has no reason;
    Conflict, NotAllowed.
    """
    _known(grade)
    quota.hold(case.area[:6], case.year)
    details = {"grade": grade}
    return take(case, "set", by=by, note=note, details=details, cause=lambda row: _decided(row, grade, by, on, note))


def _decided(row, grade, by, on, note):
    """The fields of a set grade, or the refusal that says what stands against it."""
    policy, facts = policy_of(row.area, row.year, on), facts_of([row])[row.pk]
    _within_caps(rules.grade(year_facts(facts, grade), policy))
    if grade == Grade.EXCELLENT:
        _within_quota(row, policy)
    open_best = rules.grade(year_facts(facts, row.proposed), policy)
    if grade != open_best.grade and not note.strip():
        raise Refused(_("Say why the grade differs from the proposed one."), fields={"note": _("Required.")})
    fields = {
        "grade": grade,
        "because": snapshot.because_of(facts, row.proposed, grade, policy),
        "set_by_id": by.user_id,
        "set_on": on,
        "facts": facts,
        "provisions": snapshot.frozen(policy),
    }
    return {**fields, "snapshot_hash": snapshot.digest(row, **fields)}


def _within_caps(judged):
    if judged.because is None:
        return
    cap = next(finding for finding in judged.findings if finding.rule == judged.because)
    best = Grade(judged.grade).label
    raise Refused(
        _("%(rule)s: the best grade open is “%(best)s”.") % {"rule": cap.provision.name, "best": best},
        provision=cap.provision,
        fields={"grade": _("Not open.")},
    )


def _within_quota(row, policy):
    mine = quota.pool_for(row, policy)
    pool = next((pool for pool in quota.pools(row.area[:6], row.year, policy) if pool.name == mine), None)
    if pool is not None and pool.left == 0:
        raise Refused(
            _("The quota of “excellent” is used up: %(granted)s of %(places)s places are given.")
            % {"granted": pool.granted, "places": pool.places},
            provision=policy[rules.SHARE],
            fields={"grade": _("No place left.")},
        )


@transaction.atomic
def send_back(case, *, by, on, note):
    """A proposal is returned 退回 with a reason: by the county to the township, by the unit to the county, which are told."""
    done = take(case, "return", by=by, note=note)
    back_at = Office.TOWNSHIP if by.office == Office.COUNTY else Office.COUNTY
    tell(
        office=back_at,
        area=done.area[: CODE_LENGTH[back_at]],
        kind="case_returned",
        params=_params(done),
        key=f"assessment:{done.pk}:returned:{done.changed_at:%Y%m%d%H%M%S%f}",
        link=_page(done),
    )
    return done


@transaction.atomic
def agree(case, *, by, on, note=""):
    """The dispatching unit agrees to a term-end proposal 会同派出单位; the county is told. Raises Conflict, NotAllowed."""
    done = take(case, "agree", by=by, note=note)
    key = f"assessments:{case.year}:{case.area[:9]}:agreed:{on}"
    tell_office(Office.COUNTY, case.area[:6], case.year, by.place, key=key)
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
def many(rows, deed, *, by, on):
    """Does one deed for many cases, each exactly as if alone; all or nothing. `rows`: [(case, its own arguments)].

    Raises Refused with `fields` {name-number: why} naming every row that stops it; nothing is written then.
    """
    wrong, first = {}, None
    for case, said in rows:
        try:
            with transaction.atomic():
                deed(case, by=by, on=on, **said)
        except Refused as refusal:
            first = first or refusal
            wrong |= {f"{name}-{case.pk}": refusal.message for name in refusal.fields or {"grade": ""}}
    if first:
        raise Refused(first.message, provision=first.provision, fields=wrong)
    return len(rows)


def _known(grade):
    if grade not in Grade.values:
        raise Refused(_("Choose a grade."), fields={"grade": _("Required.")})


def _params(case):
    return {"what": "Yearly assessment", "who": str(case)}


def tell_office(office, area, year, who, *, key):
    """Tells an office that assessments of a year wait for it."""
    params = {"what": "Yearly assessment", "who": who}
    link = f"/assessments/?year={year}&waiting=on"
    tell(office=office, area=area, kind="case_waiting", params=params, key=key, link=link)


def tell_results(cases):
    """Tells those concerned, in constant statements, that grades are final: the unit or township, and the cadre."""
    tell_many([notice for case in cases if case.posting_id for notice in _result_told(case)])


def _result_told(case):
    """Once for each time the grade becomes final."""
    cadre = case.posting.cadre
    told = {"kind": "grade_set", "params": {"who": cadre.name}, "link": _page(case)}
    key = f"assessment:{case.pk}:final:{case.final_on}"
    if case.unit_id:
        yield Notice(office=Office.UNIT, unit_id=case.unit_id, key=f"{key}:unit", **told)
    else:
        yield Notice(office=Office.TOWNSHIP, area=case.area[:9], key=f"{key}:township", **told)
    if cadre.account_id:
        yield Notice(office=Office.CADRE, account_id=cadre.account_id, key=f"{key}:cadre", **told)


def _page(case):
    return f"/assessments/{case.pk}/"
