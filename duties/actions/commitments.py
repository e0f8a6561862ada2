"""The yearly commitment 年承诺: drafted, written, handed in, received or returned, amended (二(四))."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.record import record
from core.refusals import Conflict, Refused
from core.workflow import take
from duties import rules
from duties.actions import papers
from duties.models import Commitment, CommitmentItem, ItemState
from duties.teams import heads, not_of_the_team, writer
from teams.models import Team


@dataclass(frozen=True)
class Promise:
    """One promise as it was written; `number` of one that stands already, `key` names its fields."""

    duty: str
    what: str
    measure: str
    by_on: date | None
    number: int | None = None
    key: str = ""

    def field(self, name):
        """The field of the form a fault belongs to."""
        return f"{name}_{self.key or self.number}"


@transaction.atomic
def draft(team, year, *, by, on):
    """Begins the commitment of a year, filled with what is unfinished of the year before. Returns it.

    Effects in order: the team is locked; writer, year and an earlier one are checked; the paper; its carried promises;
    one record line. Raises NotAllowed, Refused, Conflict.
    """
    team = Team.objects.select_for_update(of=("self",)).get(pk=team.pk)
    posting = writer(team, by=by, on=on)
    if year not in (on.year, on.year + 1) or (team.disbanded_on and team.disbanded_on <= on):
        raise Refused(_("A commitment is made for this year or the next."), fields={"year": _("Check the year.")})
    if Commitment.objects.filter(team=team, year=year).exists():
        raise Conflict(_("This team has its commitment of the year already."))
    case = Commitment.objects.create(team=team, area=team.area, year=year, posting=posting)
    carried = CommitmentItem.objects.bulk_create([_carried(case, item) for item in _unfinished(team, year - 1)])
    record(by, "draft_commitment", case, details={"year": year, "carried": len(carried)})
    return case


def _unfinished(team, year):
    last = CommitmentItem.objects.filter(commitment__team=team, commitment__year=year)
    return last.filter(commitment__received_on__isnull=False).exclude(state=ItemState.KEPT)


def _carried(case, item):
    words = {"duty": item.duty, "what": item.what, "measure": item.measure}
    return CommitmentItem(commitment=case, **words, by_on=date(case.year, 12, 31), carried_from=item)


@transaction.atomic
def write(case, promises, *, by, on, version=None):
    """Writes the promises of a draft or a returned commitment: new ones are added, changed ones changed, the rest struck.

    Effects in order: the paper is locked and belongs to who speaks for the team now; each promise is checked; one a
    report speaks of is not struck; the promises; one record line with what changed. Raises NotAllowed, Conflict, Refused.
    """
    row = papers.to_be_written(case, version, by=by, on=on)
    rules.fits_the_year(promises, row.year, {head.code for head in heads(row.area, on)})
    before, known = words_of(row), {item.pk: item for item in row.items.all()}
    _strike([item for number, item in known.items() if number not in {one.number for one in promises}])
    for one in promises:
        item = known.get(one.number) or CommitmentItem(commitment=row)
        item.duty, item.what, item.measure, item.by_on = one.duty, one.what, one.measure, one.by_on
        item.save()
    row.save(update_fields=["posting", "version", "changed_at"])
    record(by, "write_commitment", row, details={"before": before, "after": words_of(row)})
    return row


def _strike(items):
    reported = CommitmentItem.objects.filter(pk__in=[item.pk for item in items], reported__isnull=False).first()
    if reported:
        said = {"what": reported.what}
        raise Refused(_("“%(what)s” has been reported on and cannot be struck: say in the report how it ends.") % said)
    CommitmentItem.objects.filter(pk__in=[item.pk for item in items]).delete()


def words_of(case):
    """The promises of a commitment as plain words, to be kept."""
    return [
        {"duty": item.duty, "what": item.what, "measure": item.measure, "by_on": str(item.by_on)}
        for item in case.items.all()
    ]


@transaction.atomic
def submit(case, *, by, on, note=""):
    """Hands the commitment in to the township's Party committee 报送.

    Effects in order: it belongs to who speaks for the team now; it promises something; the state moves; the township
    is told. Raises Refused, Conflict, NotAllowed.
    """
    papers.spoken_for(case, by=by, on=on)
    if not case.items.exists():
        raise Refused(_("A commitment promises something: write at least one item."))
    case = take(case, "submit", by=by, note=note, cause=lambda row: {"submitted_on": on})
    papers.tell_township(case)
    return case


@transaction.atomic
def accept(case, *, by, on, note=""):
    """The township's Party committee receives the commitment 接收.

    Effects in order: nobody receives the own team's; the state moves, the first day of receiving stays; the writer is
    told. Raises Conflict, NotAllowed.
    """
    not_of_the_team(case.team, by)
    case = take(case, "accept", by=by, note=note, cause=lambda row: {"received_on": row.received_on or on})
    papers.tell_team(case, "case_decided")
    return case


@transaction.atomic
def amend(case, *, by, on, note=""):
    """Opens a received commitment again, for a reason; what it said is kept with the day and the reason.

    Effects in order: it belongs to who speaks for the team now; the state moves back, the wording joins the earlier
    versions; the record line holds it too. Raises Refused without a reason, Conflict, NotAllowed.
    """
    papers.spoken_for(case, by=by, on=on)
    said = words_of(case)
    kept = {"on": str(on), "by": by.name, "why": note.strip(), "items": said}

    def cause(row):
        return {"versions": [*row.versions, kept], "version": row.version + 1}

    return take(case, "amend", by=by, note=note, details={"items": said}, cause=cause)


@transaction.atomic
def accept_all(cases, *, by, on):
    """Receives several commitments, each on its own. Returns ([received], [(case, refusal)])."""
    return papers.accept_all(cases, accept, by=by, on=on)


@transaction.atomic
def withdraw(case, *, by, on, note=""):
    """Takes the commitment back while the township has not acted. Raises Conflict, NotAllowed."""
    return papers.withdraw(case, by=by, on=on, note=note)


@transaction.atomic
def send_back(case, *, by, on, note=""):
    """The township returns the commitment with the reason; the writer is told. Raises Refused, Conflict, NotAllowed."""
    return papers.send_back(case, by=by, on=on, note=note)


STEPS = {"submit": submit, "withdraw": withdraw, "accept": accept, "return": send_back, "amend": amend}


def take_step(case, said, *, by, on):
    """Takes the step a cleaned form names."""
    papers.still(case, said.get("state"))
    return STEPS[said["verb"]](case, by=by, on=on, note=said["note"])
