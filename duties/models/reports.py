"""The quarterly report 季报告 on each commitment and on thought, work and study (二(四))."""

import pghistory
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.scope import Scope
from duties.models.commitments import CommitmentItem, ItemState, PaperQuerySet
from duties.quarters import Quarter
from duties.steps import PAPER_STEPS, PaperState
from teams.models import Posting, Team


@pghistory.track()
class QuarterReport(models.Model):
    """季报告: how a team's commitments progress, its thought, work and study in a quarter. One per team and quarter.

    `due_on` is the last day of the window by the policy of the day it was handed in; later needs `late_reason`.
    `facts` are what the house knew of the quarter when the township received it; empty before.
    """

    State = PaperState
    STEPS = PAPER_STEPS
    OPEN = [PaperState.DRAFT, PaperState.SUBMITTED, PaperState.RETURNED]

    team = models.ForeignKey(Team, models.PROTECT, related_name="quarter_reports", verbose_name=_("team"))
    area = models.CharField(_("division code"), max_length=12)
    year = models.PositiveSmallIntegerField(_("year"))
    quarter = models.PositiveSmallIntegerField(_("quarter"))
    posting = models.ForeignKey(Posting, models.PROTECT, null=True, blank=True, related_name="+")
    thought = models.TextField(_("thought"), blank=True)
    work = models.TextField(_("work"), blank=True)
    study = models.TextField(_("study"), blank=True)
    late_reason = models.CharField(_("reason for the delay"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=PaperState, default=PaperState.DRAFT)
    submitted_on = models.DateField(_("handed in on"), null=True, blank=True)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    received_on = models.DateField(_("received on"), null=True, blank=True)
    facts = models.JSONField(_("facts of the quarter"), null=True, blank=True)
    version = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = PaperQuerySet.as_manager()
    scope = Scope(
        area=("area",), unit=("*team__village__pairings__unit",), account=("*team__postings__cadre__account",)
    )

    class Meta:
        verbose_name = _("quarterly report")
        ordering = ("-year", "-quarter", "area")
        constraints = [
            models.UniqueConstraint(fields=("team", "year", "quarter"), name="report_once_a_quarter"),
            models.CheckConstraint(name="report_area_never_empty", condition=Q(area__length=12)),
            models.CheckConstraint(name="report_of_a_quarter", condition=Q(quarter__range=(1, 4))),
            models.CheckConstraint(
                name="report_received_with_its_facts",
                condition=Q(state=PaperState.RECEIVED, received_on__isnull=False, facts__isnull=False)
                | ~Q(state=PaperState.RECEIVED) & Q(received_on__isnull=True, facts__isnull=True),
            ),
            models.CheckConstraint(
                name="late_report_says_why",
                condition=~Q(state__in=[PaperState.SUBMITTED, PaperState.RECEIVED])
                | Q(submitted_on__lte=models.F("due_on"))
                | ~Q(late_reason=""),
            ),
        ]
        indexes = [
            models.Index(OpClass("area", name="varchar_pattern_ops"), name="report_area"),
            models.Index(fields=("state", "changed_at"), name="report_queue"),
        ]

    def __str__(self):
        return f"{self.team} · {self.year} Q{self.quarter}"

    @property
    def account_id(self):
        """The first secretary's own account: its holder never receives the own paper."""
        return self.posting.cadre.account_id if self.posting else None

    @property
    def span(self):
        """The quarter it speaks of."""
        return Quarter(self.year, self.quarter)

    @property
    def late(self):
        """Whether it was handed in after its window."""
        return bool(self.submitted_on and self.due_on and self.submitted_on > self.due_on)


class ReportLine(models.Model):
    """承诺兑现: how one promise stands at the end of the quarter, and the writer's judgement."""

    report = models.ForeignKey(QuarterReport, models.CASCADE, related_name="lines")
    item = models.ForeignKey(CommitmentItem, models.PROTECT, related_name="reported")
    state = models.CharField(_("state"), max_length=8, choices=ItemState)
    judgement = models.CharField(_("judgement"), max_length=300, blank=True)

    class Meta:
        ordering = ("item",)
        constraints = [
            models.UniqueConstraint(fields=("report", "item"), name="report_line_once"),
            models.CheckConstraint(
                name="unkept_promise_says_why", condition=~Q(state=ItemState.CANNOT) | ~Q(judgement="")
            ),
        ]
