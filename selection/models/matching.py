"""Matching proposals 派需结合方案: who could go where, computed by a worker, changed by hand, accepted as a whole."""

from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import Job, User
from core.offices import DEPARTMENTS, Office
from core.scope import Scope, ScopedQuerySet
from selection.models.rounds import Round


class Matching(models.Model):
    """派需结合方案: one proposal for the open seats of a round in one area (二(一) 派需结合、因村组队、精准选派).

    `pinned`, `banned` and `moved` are what the officer set by hand; `problem` is what was asked (frozen, so that it can be
    solved again with the same answer) and `digest` its hash; `placed`, `unfilled` and `totals` are the answer;
    `baseline` holds the totals of first come, first served.
    """

    class State(models.TextChoices):
        """状态."""

        COMPUTING = "computing", _("being computed")
        READY = "ready", _("ready")
        FAILED = "failed", _("failed")
        ACCEPTED = "accepted", _("accepted")
        DISCARDED = "discarded", _("discarded")

    round = models.ForeignKey(Round, models.PROTECT, related_name="matchings", verbose_name=_("round"))
    area = models.CharField(_("division code"), max_length=12)
    office = models.CharField(_("office"), max_length=12, choices=Office)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("asked for by"))
    after = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="changed_into")
    open_pairings = models.BooleanField(_("pairings open"), default=False)
    pinned = models.JSONField(default=list)  # [[cadre, team, seat]]
    banned = models.JSONField(default=list)  # [[cadre, team, seat]]
    moved = models.JSONField(default=list)  # [[cadre, team or null, seat or null]] in the order they were made
    job = models.ForeignKey(Job, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.COMPUTING)
    problem = models.JSONField(default=dict)
    digest = models.CharField(max_length=64, blank=True)
    provisions = models.JSONField(_("provisions used"), default=dict)
    placed = models.JSONField(default=list)
    unfilled = models.JSONField(default=list)
    totals = models.JSONField(default=dict)  # first_secretaries, seats, score, order, gap, seconds
    baseline = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()
    scope = Scope(area=("area",), offices=DEPARTMENTS)

    class Meta:
        verbose_name = _("matching proposal")
        ordering = ("-pk",)
        constraints = [models.CheckConstraint(name="matching_area_never_empty", condition=~Q(area=""))]
        indexes = [models.Index(OpClass("area", name="varchar_pattern_ops"), name="matching_area")]

    def __str__(self):
        return f"{self.round} · {self.area}"
