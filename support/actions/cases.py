"""Family difficulties with the help given; injury and death on duty with the steps owed (二(五))."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.files import kept
from core.notices import tell
from core.offices import CODE_LENGTH, Office
from core.policies import Policies
from core.record import record
from core.refusals import Conflict, NotAllowed, Refused
from support.actions.lines import entered
from support.models import Difficulty, Help, Injury, InjuryStep
from support.placing import close_by, close_by_or_oneself, demand, owner_of

CARE, DAYS = "support.injury_care", "support.injury_days"


@transaction.atomic
def report_difficulty(posting, *, kind, what, since, by, on):
    """Enters what troubles a cadre's family. Returns the case.

    Effects in order: office (or the cadre in person), words, kind and day; the case; one record line without the words.
    Raises NotAllowed, Refused.
    """
    demand(close_by_or_oneself, [posting], by)
    _worded(what, "what")
    _past(since, on, "since")
    if kind not in Difficulty.Kind.values:
        raise Refused(_("Choose the kind."), fields={"kind": _("Required.")})
    said = {"kind": kind, "what": what.strip(), "since": since}
    case = Difficulty.objects.create(posting=posting, area=posting.area, **entered(by, on), **said)
    record(by, "report_difficulty", case)
    return case


@transaction.atomic
def help_with(case, *, what, day, by, on):
    """Enters help given. Returns it.

    Effects in order: the case is locked; office, that it is open, words and day; the help; one record line. Raises
    NotAllowed, Conflict, Refused.
    """
    case = _open_case(case, by)
    _worded(what, "what")
    _past(day, on, "day")
    said = {"difficulty": case, "what": what.strip(), "day": day}
    given = Help.objects.create(posting_id=case.posting_id, area=case.area, **entered(by, on), **said)
    record(by, "help_given", case)
    return given


@transaction.atomic
def settle(case, *, day, by, on):
    """The difficulty is settled. Returns the case.

    Effects in order: the case is locked; office, that it is open, the day; it is settled; one record line. Raises
    NotAllowed, Conflict, Refused.
    """
    case = _open_case(case, by)
    _past(day, on, "day")
    if day < case.since:
        raise Refused(_("Not before it was known."), fields={"day": _("Check the day.")})
    case.settled_on = day
    case.save(update_fields=["settled_on"])
    record(by, "settle_difficulty", case)
    return case


@transaction.atomic
def report_injury(posting, *, kind, happened_on, where, what, by, on):
    """Enters an injury or death on duty; the steps owed follow from the policy. Returns the case.

    Effects in order: office, words, and that the cadre served on the day; the case; its steps with owner and day, by the
    policy of the county; one record line; owner and county are told. Raises NotAllowed, Refused.
    """
    demand(close_by, [posting], by)
    _worded(where, "where")
    _worded(what, "what")
    _past(happened_on, on, "happened_on")
    if kind not in Injury.Kind.values:
        raise Refused(_("Choose the kind."), fields={"kind": _("Required.")})
    if happened_on < posting.starts_on or (posting.ends_on and happened_on > posting.ends_on):
        words = _("%(who)s did not serve on this day.") % {"who": posting.cadre.name}
        raise Refused(words, fields={"happened_on": words})
    said = {"kind": kind, "happened_on": happened_on, "where": where.strip(), "what": what.strip()}
    case = Injury.objects.create(posting=posting, area=posting.area, **entered(by, on), **said)
    steps = InjuryStep.objects.bulk_create(_steps(case, Policies(on).at(case.area[:6])))
    record(by, "report_injury", case, details={"kind": kind, "steps": [step.kind for step in steps]})
    _tell(case)
    return case


def _steps(case, policy):
    days = policy[DAYS].value
    owed = [row["step"] for row in policy[CARE].value if row["case"] == case.kind]
    owner = owner_of(case.posting)
    for step in owed:
        due_on = case.happened_on + timedelta(days=days[step])
        yield InjuryStep(injury=case, area=case.area, kind=step, due_on=due_on, **owner)


def _tell(case):
    owner = owner_of(case.posting)
    to = {"unit_id": owner["owner_unit_id"]} if owner["owner_unit_id"] else {"area": owner["owner_area"]}
    told = {"kind": "case_waiting", "params": {"what": "Injury or death on duty", "who": case.posting.cadre.name}}
    told["link"] = f"/injuries/{case.pk}/"
    tell(office=owner["owner_office"], key=f"injury:{case.pk}:owner", **to, **told)
    county = case.area[: CODE_LENGTH[Office.COUNTY]]
    tell(office=Office.COUNTY, area=county, key=f"injury:{case.pk}:county", **told)


@transaction.atomic
def do_step(step, *, evidence, done_on, paper=None, by, on):
    """A step owed is done, with what shows it. Returns it.

    Effects in order: the step is locked; the owner, or the county on its behalf; words and day; the paper is kept; it is
    done; one record line. Raises NotAllowed, Conflict, Refused.
    """
    step = InjuryStep.objects.select_for_update(of=("self",)).get(pk=step.pk)
    if not owes(step, by):
        raise NotAllowed(_("This step is owed by somebody else."))
    if step.done_on or step.injury.struck_on:
        raise Conflict(_("This step is done already, or its case is struck."))
    _worded(evidence, "evidence")
    _past(done_on, on, "done_on")
    if done_on < step.injury.happened_on:
        raise Refused(_("Not before it happened."), fields={"done_on": _("Check the day.")})
    step.done_on, step.evidence = done_on, evidence.strip()
    step.paper = kept(paper, by=by, field="paper")
    step.save(update_fields=["done_on", "evidence", "paper"])
    record(by, "injury_step", step.injury, details={"step": step.kind, "day": str(done_on)})
    return step


def owes(step, by):
    """Whether this office may say that a step is done: its owner, or the county on its behalf."""
    if by.office == Office.COUNTY:
        return by.covers(step.area)
    if by.office == Office.UNIT:
        return step.owner_unit_id is not None and step.owner_unit_id == by.unit_id
    return by.office == step.owner_office and by.area == step.owner_area


def _open_case(case, by):
    case = Difficulty.objects.select_for_update(of=("self",)).select_related("posting__pairing").get(pk=case.pk)
    demand(close_by, [case.posting], by)
    if case.settled_on or case.struck_on:
        raise Conflict(_("This difficulty is settled or struck already."))
    return case


def _worded(text, field):
    if not text.strip():
        raise Refused(_("Something is missing."), fields={field: _("Required.")})


def _past(day, on, field):
    if day > on:
        raise Refused(_("This day is still to come."), fields={field: _("Today or earlier.")})
