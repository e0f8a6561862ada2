"""The kinds of cases that wait for somebody: whose they are, which of them, and the words of one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db.models import DateTimeField, ExpressionWrapper, F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from assessment.ballot_steps import COUNTERS
from assessment.models import Assessment, BallotBatch, Recall, RecallDuty, ResultObjection, Use
from attendance.checks import to_correct
from attendance.models import Discrepancy, Leave, Training
from core.clock import today
from core.offices import DEPARTMENTS, Office
from duties.models import Commitment, Handover, QuarterReport
from duties.steps import WRITERS
from selection.models import Adjustment, Nomination, Objection, Transfer
from teams.models import Seat

WRITERS_AND_TOWNSHIP = (*WRITERS, Office.TOWNSHIP)


@dataclass(frozen=True)
class Kind:
    """`rows(actor)`: those that wait for the office; `words(facts)`: what one is called; `list` + `query`: all of them."""

    key: str
    label: str
    offices: tuple
    rows: Callable
    facts: dict
    words: Callable
    states: type
    door: str
    list: str
    query: str = "?waiting=on"
    since: object = F("changed_at")


def _waiting(model):
    """Those of a model whose next step the actor's office has to take."""
    return lambda actor: model.objects.visible_to(actor).waiting_for(actor)


def _recalls(actor):
    """Recalls whose next step is this office's, and those it still owes something after."""
    owed = Q(pk__in=RecallDuty.objects.waiting_for(actor).values("recall"))
    return Recall.objects.visible_to(actor).filter(owed | Q(pk__in=Recall.objects.waiting_for(actor).values("pk")))


def _training(actor):
    """Sessions of the department that are over and of which nobody has entered who came."""
    return Training.objects.visible_to(actor).overdue(today()).filter(area=actor.area)


def _discrepancies(actor):
    """What contradicts the sheet, for the county's department to settle."""
    return Discrepancy.objects.visible_to(actor).waiting_for(actor)


def _corrections(actor):
    """Days that were found to be wrong in the clerk's sheet, until it is corrected."""
    return to_correct(Discrepancy.objects.visible_to(actor))


def _ballots(actor):
    """Counts that somebody else has entered; whoever counted does not confirm."""
    rows = BallotBatch.objects.visible_to(actor).filter(state=BallotBatch.State.ENTERED)
    return rows.exclude(entered_by__in=[actor.user_id, actor.giver_id or actor.user_id])


def _objections(model, **own):
    """What was objected and nobody has settled yet, of exactly this department."""

    def found(actor):
        mine = {name: getattr(actor, part) for name, part in own.items()}
        return model.objects.visible_to(actor).filter(state=model.State.RECEIVED, **mine)

    return found


def _uses(actor):
    """Recommendations the department of the level has not answered."""
    level = {"level_office": actor.office, "level_area": actor.area}
    return Use.objects.visible_to(actor).filter(state=Use.State.RECOMMENDED, **level)


def _team(path):
    return {"first": f"{path}village__division__name", "second": f"{path}second_village__division__name"}


def _place(facts):
    return "、".join(filter(None, (facts["first"], facts["second"])))


def _posting(facts):
    return f"{facts['cadre']} · {Seat(facts['seat']).label} · {_place(facts)}"


def _assessed(facts):
    return f"{facts['cadre'] or _place(facts)} {facts['year']}"


_OVER = Func(
    Value(settings.TIME_ZONE),
    ExpressionWrapper(F("ends_on") + timedelta(days=1), DateTimeField()),
    function="timezone",
    output_field=DateTimeField(),
)  # the midnight after the last day
_CADRE = {"cadre": "posting__cadre__name"}
_POSTING = _CADRE | {"seat": "posting__seat"} | _team("posting__team__")
_DAY = (_CADRE | {"day": "day"}, lambda facts: f"{facts['cadre']} · {facts['day']}", Discrepancy.State)

KINDS = (
    Kind(
        "nominations",
        _("Nominations"),
        (*DEPARTMENTS, Office.TOWNSHIP, Office.UNIT),
        _waiting(Nomination),
        {"cadre": "cadre__name", "seat": "seat"} | _team("team__"),
        lambda facts: f"{facts['cadre']} → {_place(facts)} · {Seat(facts['seat']).label}",
        Nomination.State,
        "nomination",
        "nominations",
    ),
    Kind(
        "objections",
        _("Objections"),
        DEPARTMENTS,
        _objections(Objection, office="office", area="area"),
        {"cadre": "nomination__cadre__name", "notice": "notice__title"},
        lambda facts: f"{facts['cadre']} · {facts['notice']}",
        Objection.State,
        "objection",
        "objections",
        "?state=received",
    ),
    Kind(
        "adjustments",
        _("Adjustments"),
        (Office.PROVINCE, Office.PREFECTURE, Office.TOWNSHIP, Office.UNIT),
        _waiting(Adjustment),
        _POSTING,
        _posting,
        Adjustment.State,
        "adjustment",
        "adjustments",
    ),
    Kind(
        "transfers",
        _("Transfers after the term"),
        (Office.PREFECTURE, Office.UNIT),
        _waiting(Transfer),
        _POSTING,
        _posting,
        Transfer.State,
        "transfer",
        "transfers",
    ),
    Kind(
        "leaves",
        _("Leave"),
        (Office.COUNTY, Office.TOWNSHIP, Office.CLERK, Office.CADRE),
        _waiting(Leave),
        _CADRE | {"kind": "kind"},
        lambda facts: f"{facts['cadre']} · {Leave.Kind(facts['kind']).label}",
        Leave.State,
        "leave",
        "leaves",
    ),
    Kind(
        "commitments",
        _("Yearly commitments"),
        WRITERS_AND_TOWNSHIP,
        _waiting(Commitment),
        {"year": "year"} | _team("team__"),
        lambda facts: f"{_place(facts)} {facts['year']}",
        Commitment.State,
        "commitment",
        "commitments",
    ),
    Kind(
        "quarter-reports",
        _("Quarterly reports"),
        WRITERS_AND_TOWNSHIP,
        _waiting(QuarterReport),
        {"year": "year", "quarter": "quarter"} | _team("team__"),
        lambda facts: f"{_place(facts)} {facts['year']} Q{facts['quarter']}",
        QuarterReport.State,
        "quarter-report",
        "quarter-reports",
    ),
    Kind(
        "handovers",
        _("Handovers"),
        WRITERS_AND_TOWNSHIP,
        _waiting(Handover),
        _POSTING,
        _posting,
        Handover.State,
        "handover",
        "handovers",
    ),
    Kind(
        "assessments",
        _("Assessment"),
        (Office.COUNTY, Office.TOWNSHIP, Office.UNIT),
        _waiting(Assessment),
        {"cadre": "cadre__name", "year": "year"} | _team("team__"),
        _assessed,
        Assessment.State,
        "assessment",
        "assessments",
    ),
    Kind(
        "ballots",
        _("Ballots to be confirmed"),
        COUNTERS,
        _ballots,
        {"kind": "kind"} | _team("team__"),
        lambda facts: f"{_place(facts)} · {BallotBatch.Kind(facts['kind']).label}",
        BallotBatch.State,
        "ballot",
        "ballots",
        "?stage=entered",
    ),
    Kind(
        "result-objections",
        _("Objections to results"),
        (Office.COUNTY,),
        _objections(ResultObjection, area="area"),
        {"cadre": "assessment__cadre__name", "year": "assessment__year"} | _team("assessment__team__"),
        _assessed,
        ResultObjection.State,
        "result-objection",
        "result-objections",
        "?state=received",
    ),
    Kind(
        "uses",
        _("Use of results"),
        DEPARTMENTS,
        _uses,
        {"cadre": "cadre__name", "kind": "kind", "year": "year"},
        lambda facts: f"{facts['cadre']} {facts['year']} · {Use.Kind(facts['kind']).label}",
        Use.State,
        "use",
        "uses",
        "?state=recommended&own=on",
    ),
    Kind(
        "recalls",
        _("Recalls"),
        (*DEPARTMENTS, Office.TOWNSHIP, Office.UNIT),
        _recalls,
        _POSTING,
        _posting,
        Recall.State,
        "recall",
        "recalls",
    ),
    Kind(
        "training",
        _("Training"),
        DEPARTMENTS,
        _training,
        {"title": "title"},
        lambda facts: facts["title"],
        Training.State,
        "training-attendance",
        "trainings",
        "?state=due",
        _OVER,
    ),
    Kind(
        "discrepancies",
        _("Discrepancies"),
        (Office.COUNTY,),
        _discrepancies,
        *_DAY,
        "discrepancy",
        "discrepancies",
    ),
    Kind(
        "corrections",
        _("Sheet to be corrected"),
        (Office.CLERK,),
        _corrections,
        *_DAY,
        "discrepancy",
        "discrepancies",
        "?outcome=check_right",
    ),
)
