"""Use of results 结果运用: recommended by county or unit, taken up or not by the department of the level that sent (二(三))."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from assessment import use_rules
from assessment.facts import facts_of, policy_of
from assessment.models import Assessment, Use
from core.models import Record
from core.notices import tell
from core.offices import Office
from core.record import record
from core.refusals import Conflict, NotAllowed, Refused
from core.workflow import take
from teams.rules import department_code

_LEVEL = {"central": Office.PROVINCE, "provincial": Office.PROVINCE, "prefecture": Office.PREFECTURE}
DECIDED = ("outcome", "used_on", "document_number")


@transaction.atomic
def recommend(case, *, kind, reason, by, on):
    """Recommends somebody with a final grade, once per kind and year. Returns the recommendation.

    Effects in order: the case is locked; office, own interest, state and what bars it are checked; the recommendation
    with the provisions it rests on; one step in its timeline; the department of the level that sent them is told. Raises
    NotAllowed, Conflict, Refused with the clause.
    """
    case = Assessment.objects.select_for_update(of=("self",)).get(pk=case.pk)
    _may_recommend(case, by)
    if kind not in Use.Kind.values:
        raise Refused(_("Choose what for."), fields={"kind": _("Required.")})
    if not reason.strip():
        raise Refused(_("Say why: a recommendation needs its reason."), fields={"reason": _("Required.")})
    policy = _open(case, kind, on)
    if Use.objects.filter(cadre=case.cadre_id, year=case.year, kind=kind).exclude(state=Use.State.WITHDRAWN).exists():
        raise Conflict(_("Already recommended for this in this year."))
    office, area = level_of(case)
    use = Use.objects.create(
        assessment=case,
        cadre_id=case.cadre_id,
        area=case.area,
        year=case.year,
        kind=kind,
        reason=reason.strip(),
        made_office=by.office,
        made_place=by.place,
        made_by_id=by.user_id,
        made_on=on,
        level_office=office,
        level_area=area,
        provisions={key: policy[key].as_json() for key in use_rules.USED},
    )
    record(by, "recommend", use, kind=Record.Kind.STEP, note=use.reason, details={"to": str(use.state)})
    if (by.office, by.area) != (office, area):
        tell(office=office, area=area, key=f"use:{use.pk}:made", **_told(use, "case_waiting"))
    return use


def _may_recommend(case, by):
    """The county where they serve, or the unit that sent them; nobody recommends themselves."""
    here = by.office == Office.COUNTY and case.area.startswith(by.area)
    if not here and not (by.office == Office.UNIT and case.unit_id == by.unit_id):
        raise NotAllowed(_("The county where they serve and the unit that sent them recommend."))
    if case.account_id and case.account_id in (by.user_id, by.giver_id):
        raise NotAllowed(_("Nobody decides on their own case."))


def _open(case, kind, on):
    """The policy the recommendation rests on, or the refusal that says what bars it."""
    if case.state != Assessment.State.FINAL or case.cadre_id is None:
        raise Refused(_("Only somebody with a final grade is recommended."), fields={"kind": _("Not yet.")})
    policy = policy_of(case.area, case.year, on)
    recalled = case.facts.get("recalled") or facts_of([case])[case.pk].get("recalled")
    if refusal := use_rules.barred(kind, case.grade, bool(recalled), policy):
        refusal.fields = {"kind": _("Not open.")}
        raise refusal
    return policy


def level_of(case):
    """(office, division code) of the organization department of the level that sent this cadre: a township's is the county."""
    sent = case.posting.pairing
    if sent is None:
        return Office.COUNTY, case.area[:6]
    return _LEVEL.get(sent.unit.level, Office.COUNTY), department_code(sent.unit.level, sent.unit.home.code)


@transaction.atomic
def decide(use, said, *, by, on):
    """The deed a verb names: withdraw (who made it), use or decline (the department of the level). Returns the case.

    Effects in order: for `use` post or honour, day and document number are checked, and that nothing bars it by now;
    state, office and own interest; the fields are stored; one record line; who recommended is told. Raises Refused with
    the clause, Conflict, NotAllowed.
    """
    note, verb = said["note"], said["verb"]
    if verb != "use":
        _with_reason(note)
    cause = (lambda row: _taken_up(row, said, on)) if verb == "use" else None
    done = take(use, verb, by=by, note=note, cause=cause)
    if verb != "withdraw":
        to = {"unit_id": done.unit_id} if done.made_office == Office.UNIT else {"area": done.area[:6]}
        tell(office=done.made_office, key=f"use:{done.pk}:{done.state}", **to, **_told(done, "case_decided"))
    return done


def _with_reason(note):
    if not note.strip():
        raise Refused(_("Say why."), fields={"note": _("Required.")})


def _taken_up(row, said, on):
    missing = [name for name in DECIDED if not said.get(name)]
    if missing:
        words = _("Post or honour, day and document number make the record.")
        raise Refused(words, fields=dict.fromkeys(missing, _("Required.")))
    case = row.assessment
    if said["used_on"] > on:
        raise Refused(_("This day is still to come."), fields={"used_on": _("Today or earlier.")})
    _open(case, row.kind, on)
    if said["used_on"] < case.final_on:
        words = _("The grade is final since %(day)s only.") % {"day": case.final_on}
        raise Refused(words, fields={"used_on": _("Check the day.")})
    return {name: said[name] for name in DECIDED}


def _told(use, kind):
    params = {"what": "Recommendation", "who": use.cadre.name}
    return {"kind": kind, "params": params, "link": f"/uses/{use.pk}/"}
