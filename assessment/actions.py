"""Every change of a yearly assessment: the year opened, grades proposed, set and returned (二(四))."""

from datetime import date
from types import SimpleNamespace

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from assessment import quota, rules, snapshot
from assessment.facts import facts_of, policy_of, year_facts
from assessment.models import Grade, YearlyAssessment
from core.notices import tell
from core.offices import Office
from core.record import record
from core.refusals import FASTER, Conflict, NotAllowed, Refused
from core.workflow import take
from teams.models import Posting

FIRST_YEAR = 2018  # the Opinion is of 2018-04-16


@transaction.atomic
def open_year(year, *, by, on):
    """Opens the yearly assessment of the county's own year. Returns how many cases are new.

    Effects in order: every posting of the county that has served in the year gets its case, once; one record line is
    written and each township is told, if there was anything new. Raises NotAllowed, Refused (a year out of range).
    """
    if by.office != Office.COUNTY:
        raise NotAllowed(_("This step belongs to another office."))
    if not FIRST_YEAR <= year <= on.year:
        raise Refused(_("This year cannot be assessed."), fields={"year": _("A year from 2018 to this one.")})
    new = _unassessed(by.area, year, on)
    YearlyAssessment.objects.bulk_create(new, ignore_conflicts=True)
    if new:
        record(by, "open_year", details={"year": year, "cases": len(new)})
    for township in sorted({case.area[:9] for case in new}):
        _tell_office(Office.TOWNSHIP, township, year, f"{year}", key=f"assessments:{year}:{township}:open:{on}")
    return len(new)


def _unassessed(county, year, on):
    served = Posting.objects.touching(date(year, 1, 1), min(on, date(year, 12, 31))).filter(area__startswith=county)
    lacking = served.exclude(assessments__year=year).order_by("area", "pk").values_list("pk", "area")
    return [YearlyAssessment(posting_id=pk, area=area, year=year) for pk, area in lacking]


@transaction.atomic
def propose(case, *, grade, opinion, by, on):
    """The township Party committee proposes a grade with its opinion 提出意见.

    Effects in order: grade and opinion are checked; they are stored whole and the case goes to the county; the county
    is told, once a day and township. Raises Refused, Conflict, NotAllowed.
    """
    _known(grade)
    if not opinion.strip():
        raise Refused(_("Give the opinion of the Party committee."), fields={"opinion": _("Required.")})
    fields = {"proposed": grade, "opinion": opinion.strip(), "proposed_by_id": by.user_id, "proposed_on": on}
    done = take(case, "propose", by=by, details={"proposed": grade}, cause=lambda row: fields)
    key = f"assessments:{case.year}:{case.area[:9]}:proposed:{on}"
    _tell_office(Office.COUNTY, case.area[:6], case.year, by.place, key=key)
    return done


@transaction.atomic
def set_grade(case, *, grade, by, on, note=""):
    """The county reviews and sets the grade 复评确定等次; it stands as the dispatching unit's own result.

    Effects in order: those who set grades of this county and year take turns; caps and quota are judged on the facts of
    now; facts, provisions, grade and their hash are frozen; unit and cadre are told. Raises Refused with the provision
    when a cap or the quota stands against it, or when a grade other than proposed has no reason; Conflict, NotAllowed.
    """
    _known(grade)
    quota.hold(case.area[:6], case.year)
    done = take(
        case, "set", by=by, note=note, details={"grade": grade}, cause=lambda row: _decided(row, grade, by, on, note)
    )
    _tell_result(done)
    return done


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
        "because": (open_best.because or "") if grade == open_best.grade else "",
        "set_by_id": by.user_id,
        "set_on": on,
        "facts": facts,
        "provisions": snapshot.frozen(policy),
    }
    whole = SimpleNamespace(
        posting_id=row.posting_id, year=row.year, proposed=row.proposed, opinion=row.opinion, **fields
    )
    return {**fields, "snapshot_hash": snapshot.digest(whole)}


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
    """The county returns the proposal 退回 with a reason; the township is told and may propose anew."""
    done = take(case, "return", by=by, note=note)
    tell(
        office=Office.TOWNSHIP,
        area=done.area[:9],
        kind="case_returned",
        params=_params(done),
        key=f"assessment:{done.pk}:returned:{done.changed_at:%Y%m%d%H%M%S%f}",
        link=_page(done),
    )
    return done


def take_step(case, said, *, by, on):
    """The deed a verb names, for pages and machines alike; Conflict when the case has moved since it was seen."""
    if said["state"] and said["state"] != case.state:
        raise Conflict(FASTER)
    if said["verb"] == "propose":
        return propose(case, grade=said["grade"], opinion=said["opinion"], by=by, on=on)
    if said["verb"] == "set":
        return set_grade(case, grade=said["grade"], note=said["note"], by=by, on=on)
    return send_back(case, note=said["note"], by=by, on=on)


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


def _tell_office(office, area, year, who, *, key):
    params = {"what": "Yearly assessment", "who": who}
    link = f"/assessments/?year={year}&waiting=on"
    tell(office=office, area=area, kind="case_waiting", params=params, key=key, link=link)


def _tell_result(case):
    cadre = case.posting.cadre
    told = {"kind": "grade_set", "params": {"who": cadre.name}, "link": _page(case)}
    if case.unit_id:
        tell(office=Office.UNIT, unit_id=case.unit_id, key=f"assessment:{case.pk}:set:unit", **told)
    else:
        tell(office=Office.TOWNSHIP, area=case.area[:9], key=f"assessment:{case.pk}:set:township", **told)
    if cadre.account_id:
        tell(office=Office.CADRE, account_id=cadre.account_id, key=f"assessment:{case.pk}:set:cadre", **told)


def _page(case):
    return f"/assessments/{case.pk}/"
