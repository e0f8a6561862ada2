"""The yearly commitment 年承诺 of a team to its township Party committee, structured by the six duties (二(二), 二(四))."""

import pghistory
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.offices import Office
from core.scope import Scope, ScopedQuerySet
from duties.steps import COMMITMENT_STEPS, PaperState
from teams.models import Posting, Team


class PaperQuerySet(ScopedQuerySet):
    """What teams hand in to their townships, in sentences."""

    def waiting_for(self, actor):
        """Those whose next step belongs to this actor's office."""
        here = Q(pk__in=[])
        if actor is not None and actor.office == Office.TOWNSHIP:
            here = Q(state=PaperState.SUBMITTED, area__startswith=actor.area)
        if actor is not None and actor.office in (Office.CADRE, Office.CLERK):
            here = Q(state__in=[PaperState.DRAFT, PaperState.RETURNED])
        return self.filter(here)

    def handed_in(self):
        """Those the township has before it, or has received; one that is being amended was."""
        return self.filter(Q(state__in=[PaperState.SUBMITTED, PaperState.RECEIVED]) | Q(received_on__isnull=False))


class ItemState(models.TextChoices):
    """兑现情况: how far a promise is."""

    ON_WAY = "on_way", _("on the way")
    KEPT = "kept", _("kept")
    CANNOT = "cannot", _("cannot be kept")


@pghistory.track()
class Commitment(models.Model):
    """年承诺: what a team promises its township Party committee for a year. One per team and year.

    `posting`: the first secretary's, who speaks for the team; empty while that seat is. `received_on` stays from the
    first time; `versions` are earlier received wordings, each with the day and the reason of its amendment.
    """

    State = PaperState
    STEPS = COMMITMENT_STEPS
    OPEN = [PaperState.DRAFT, PaperState.SUBMITTED, PaperState.RETURNED]

    team = models.ForeignKey(Team, models.PROTECT, related_name="commitments", verbose_name=_("team"))
    area = models.CharField(_("division code"), max_length=12)
    year = models.PositiveSmallIntegerField(_("year"))
    posting = models.ForeignKey(Posting, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(_("state"), max_length=10, choices=PaperState, default=PaperState.DRAFT)
    submitted_on = models.DateField(_("handed in on"), null=True, blank=True)
    received_on = models.DateField(_("received on"), null=True, blank=True)
    versions = models.JSONField(_("earlier versions"), default=list)
    version = models.PositiveIntegerField(default=0)  # grows with every change, so that nobody overwrites another
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = PaperQuerySet.as_manager()
    scope = Scope(
        area=("area",), unit=("*team__village__pairings__unit",), account=("*team__postings__cadre__account",)
    )

    class Meta:
        verbose_name = _("yearly commitment")
        ordering = ("-year", "area")
        constraints = [
            models.UniqueConstraint(fields=("team", "year"), name="commitment_once_a_year"),
            models.CheckConstraint(name="commitment_area_never_empty", condition=Q(area__length=12)),
            models.CheckConstraint(
                name="commitment_received_says_when",
                condition=~Q(state=PaperState.RECEIVED) | Q(received_on__isnull=False),
            ),
            models.CheckConstraint(
                name="commitment_handed_in_says_when",
                condition=~Q(state__in=[PaperState.SUBMITTED, PaperState.RECEIVED]) | Q(submitted_on__isnull=False),
            ),
        ]
        indexes = [
            models.Index(OpClass("area", name="varchar_pattern_ops"), name="commitment_area"),
            models.Index(fields=("state", "changed_at"), name="commitment_queue"),
        ]

    def __str__(self):
        return f"{self.team} · {self.year}"

    @property
    def account_id(self):
        """The first secretary's own account: its holder never receives the own paper."""
        return self.posting.cadre.account_id if self.posting else None


class CommitmentItem(models.Model):
    """承诺事项: one promise under one of the duties: what, measured by what, until when."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="items")
    duty = models.CharField(_("duty"), max_length=40)  # a word of the provision `team.duties`
    what = models.CharField(_("what"), max_length=200)
    measure = models.CharField(_("measured by"), max_length=200)
    by_on = models.DateField(_("until"))
    state = models.CharField(_("state"), max_length=8, choices=ItemState, default=ItemState.ON_WAY)
    carried_from = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(name="commitment_item_says_what", condition=~Q(what="") & ~Q(measure="")),
        ]

    def __str__(self):
        return self.what
