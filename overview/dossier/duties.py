"""Sections on what the cadre's team promised and reported, and on the handover."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from duties.models import Commitment, Handover, QuarterReport
from overview.dossier.sections import VILLAGE, happened, lines, marked, placed, plain, section, then
from overview.marks import Mark
from teams.models import Posting

_TEAM = "team__village__division__full_name"


def _served(file):
    """The condition that the cadre served in the team in the year a paper speaks of."""
    own = Posting.objects.filter(cadre=file.cadre, team=OuterRef("team"), starts_on__year__lte=OuterRef("year"))
    return Exists(own.filter(Q(ends_on__isnull=True) | Q(ends_on__year__gte=OuterRef("year"))))


def _handed_in(model, file):
    """Papers of the cadre's teams that had been handed in by the day."""
    rows = model.objects.visible_to(file.actor).filter(_served(file), submitted_on__lte=file.on)
    return then(rows, file)


def _commitments(file):
    facts = {"village": _TEAM, "year": "year", "received": "received_on", "state": "state_then"}
    return lines(_handed_in(Commitment, file), "submitted_on", **facts)


section(
    "commitments",
    _("Yearly commitments"),
    _commitments,
    (
        (_("Year"), plain("year")),
        (_("Village"), placed()),
        (_("Handed in on"), plain("day")),
        (_("Received on"), happened("received")),
        (_("State"), marked(Commitment.State)),
    ),
    "commitment",
)


def _reports(file):
    facts = {"village": _TEAM, "year": "year", "quarter": "quarter", "due": "due_on"}
    facts |= {"received": "received_on", "state": "state_then"}
    return lines(_handed_in(QuarterReport, file), "submitted_on", **facts)


def _when(facts, file):
    """The day, and whether it lay after the window."""
    late = facts["due"] and facts["day"] > facts["due"]
    return Mark(f"{facts['day']} {gettext('late')}", "absent") if late else facts["day"]


section(
    "quarter-reports",
    _("Quarterly reports"),
    _reports,
    (
        (_("Quarter"), lambda facts, file: f"{facts['year']} Q{facts['quarter']}"),
        (_("Village"), placed()),
        (_("Handed in on"), _when),
        (_("Received on"), happened("received")),
        (_("State"), marked(QuarterReport.State)),
    ),
    "quarter-report",
)


def _handovers(file):
    rows = Handover.objects.visible_to(file.actor).filter(given_on__lte=file.on)
    rows = then(rows.filter(Q(posting__cadre=file.cadre) | Q(successor__cadre=file.cadre)), file)
    facts = {"village": VILLAGE, "giver": "posting__cadre__name", "taker": "successor__cadre__name"}
    facts |= {"first": "together_from", "last": "together_until", "taken": "taken_on", "state": "state_then"}
    return lines(rows, "given_on", **facts)


section(
    "handovers",
    _("Handovers"),
    _handovers,
    (
        (_("Village"), placed()),
        (_("Handed over by"), plain("giver")),
        (_("Taken over by"), lambda facts, file: facts["taker"] or gettext("township")),
        (_("Together from"), happened("first")),
        (_("Together until"), happened("last")),
        (_("Signed on"), plain("day")),
        (_("Signed by the other side on"), happened("taken")),
        (_("State"), marked(Handover.State)),
    ),
    "handover",
)
