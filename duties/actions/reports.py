"""The quarterly report 季报告: drafted, written, handed in within its window, received with the facts of the quarter (二(四))."""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.quarter_facts import facts_of
from core.record import record
from core.refusals import Conflict, Refused
from core.workflow import take
from duties import rules
from duties.actions import papers
from duties.models import CommitmentItem, ItemState, QuarterReport, ReportLine
from duties.teams import not_of_the_team, writer
from teams.models import Team
from teams.provisions import policy_at

WINDOW = "report.window_days"


@dataclass(frozen=True)
class Account:
    """What the writer adds: thought, work, study, why it is late, and {number of a promise: (state, judgement)}."""

    thought: str = ""
    work: str = ""
    study: str = ""
    late_reason: str = ""
    lines: dict = field(default_factory=dict)


@transaction.atomic
def draft(team, quarter, *, by, on):
    """Begins the report of a quarter that has begun. Returns it.

    Effects in order: the team is locked; writer, quarter and an earlier one are checked; the paper; one record line.
    Raises NotAllowed, Refused, Conflict.
    """
    team = Team.objects.select_for_update(of=("self",)).get(pk=team.pk)
    posting = writer(team, by=by, on=on)
    if quarter.first > on or quarter.last < team.formed_on:
        raise Refused(_("No report is due for this quarter."), fields={"quarter": _("Check the quarter.")})
    if QuarterReport.objects.filter(team=team, year=quarter.year, quarter=quarter.number).exists():
        raise Conflict(_("This team has its report of the quarter already."))
    span = {"year": quarter.year, "quarter": quarter.number}
    case = QuarterReport.objects.create(team=team, area=team.area, **span, posting=posting)
    record(by, "draft_report", case, details=span)
    return case


def items_of(case):
    """The promises a report speaks of: those of the team's received commitment of the year."""
    rows = CommitmentItem.objects.filter(commitment__team=case.team_id, commitment__year=case.year)
    return rows.filter(commitment__received_on__isnull=False)


@transaction.atomic
def write(case, account, *, by, on, version=None):
    """Writes a draft or a returned report.

    Effects in order: the paper is locked and belongs to who speaks for the team now; the texts; the line of each
    promise; one record line. Raises NotAllowed, Conflict, Refused.
    """
    row = papers.to_be_written(case, version, by=by, on=on)
    for name in ("thought", "work", "study", "late_reason"):
        setattr(row, name, getattr(account, name).strip())
    row.save(update_fields=["thought", "work", "study", "late_reason", "posting", "version", "changed_at"])
    _keep_lines(row, account.lines)
    record(by, "write_report", row)
    return row


def _keep_lines(row, lines):
    known = {item.pk for item in items_of(row)}
    if strangers := set(lines) - known:
        raise Refused(_("Not a promise of this team."), fields={f"state_{min(strangers)}": _("Unknown.")})
    for number, (state, judgement) in lines.items():
        if state == ItemState.CANNOT and not judgement.strip():
            fault = {f"judgement_{number}": _("Say why it cannot be kept.")}
            raise Refused(_("The report is not whole yet."), fields=fault)
    row.lines.all().delete()
    ReportLine.objects.bulk_create(
        ReportLine(report=row, item_id=number, state=state, judgement=judgement.strip())
        for number, (state, judgement) in lines.items()
        if state
    )


@transaction.atomic
def submit(case, *, by, on, note=""):
    """Hands the report in 报送, when its quarter is over; after its window only with a reason.

    Effects in order: it belongs to who speaks for the team now; quarter, window and wholeness are checked; the state
    moves with the last day of the window; the township is told. Raises Refused with the provision, Conflict, NotAllowed.
    """
    papers.spoken_for(case, by=by, on=on)

    def cause(row):
        due_on = rules.may_be_handed_in(row.span, row.late_reason, policy_at(row.area, on)[WINDOW], on)
        said = {name: getattr(row, name) for name in ("thought", "work", "study")}
        rules.whole_report(said, row.lines.all(), items_of(row))
        return {"submitted_on": on, "due_on": due_on}

    case = take(case, "submit", by=by, note=note, cause=cause)
    papers.tell_township(case)
    return case


@transaction.atomic
def accept(case, *, by, on, note=""):
    """The township's Party committee receives the report 接收.

    Effects in order: nobody receives the own team's; the state moves and the facts of the quarter are frozen; each
    promise takes the state last reported; the writer is told. Raises Conflict, NotAllowed.
    """
    not_of_the_team(case.team, by)
    facts = facts_now(case)
    case = take(case, "accept", by=by, note=note, cause=lambda row: {"received_on": on, "facts": facts})
    _carry_over(case)
    papers.tell_team(case, "case_decided")
    return case


def facts_now(case):
    """What the house knows of the team's quarter today."""
    return facts_of([case.team_id], case.span.first, case.span.last)[case.team_id]


def _carry_over(case):
    """A later quarter's word stands; an earlier report that comes late changes nothing."""
    later = QuarterReport.objects.filter(team=case.team_id, year=case.year, quarter__gt=case.quarter)
    if later.filter(received_on__isnull=False).exists():
        return
    lines = list(case.lines.select_related("item"))
    for line in lines:
        line.item.state = line.state
    CommitmentItem.objects.bulk_update([line.item for line in lines], ["state"])


@transaction.atomic
def accept_all(cases, *, by, on):
    """Receives several reports, each on its own. Returns ([received], [(case, refusal)])."""
    return papers.accept_all(cases, accept, by=by, on=on)


@transaction.atomic
def withdraw(case, *, by, on, note=""):
    """Takes the report back while the township has not acted. Raises Conflict, NotAllowed."""
    return papers.withdraw(case, by=by, on=on, note=note)


@transaction.atomic
def send_back(case, *, by, on, note=""):
    """The township returns the report with the reason; the writer is told. Raises Refused, Conflict, NotAllowed."""
    return papers.send_back(case, by=by, on=on, note=note)


STEPS = {"submit": submit, "withdraw": withdraw, "accept": accept, "return": send_back}


def take_step(case, said, *, by, on):
    """Takes the step a cleaned form names."""
    papers.still(case, said.get("state"))
    return STEPS[said["verb"]](case, by=by, on=on, note=said["note"])
