"""The handover 交接 at the end of a posting by three lists, signed by both sides."""

import pghistory
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.models import User
from core.offices import Office
from core.scope import Scope, ScopedQuerySet
from duties.models.commitments import CommitmentItem
from duties.steps import HANDOVER_STEPS, HandoverState
from teams.models import Posting


class HandoverQuerySet(ScopedQuerySet):
    """Handovers, in sentences."""

    def waiting_for(self, actor):
        """Those whose next signature is this actor's."""
        here = Q(pk__in=[])
        if actor is not None and actor.office == Office.TOWNSHIP:
            by_keeper = Q(successor__isnull=True) | Q(successor__cadre__account__isnull=True)
            here = by_keeper & Q(state=HandoverState.SIGNED, area__startswith=actor.area)
        if actor is not None and actor.office == Office.CADRE:
            here = Q(state=HandoverState.DRAFT, posting__cadre__account=actor.user_id)
            here |= Q(state=HandoverState.SIGNED, successor__cadre__account=actor.user_id)
        if actor is not None and actor.office == Office.CLERK:
            here = Q(state=HandoverState.DRAFT, posting__cadre__account__isnull=True, area__startswith=actor.area)
        return self.filter(here)


@pghistory.track()
class Handover(models.Model):
    """交接: a leaving cadre hands situation, work and materials over to the successor, or to the township that keeps them.

    Closed by two people only. `together_from`–`together_until` is the time both were in the village.
    """

    State = HandoverState
    STEPS = HANDOVER_STEPS
    OPEN = [HandoverState.DRAFT, HandoverState.SIGNED]

    posting = models.OneToOneField(Posting, models.PROTECT, related_name="handover", verbose_name=_("posting"))
    area = models.CharField(_("division code"), max_length=12)
    successor = models.ForeignKey(
        Posting, models.PROTECT, null=True, blank=True, related_name="taken_over", verbose_name=_("successor")
    )
    together_from = models.DateField(_("together in the village from"), null=True, blank=True)
    together_until = models.DateField(_("together in the village until"), null=True, blank=True)
    short_reason = models.CharField(_("reason for a shorter time"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=HandoverState, default=HandoverState.DRAFT)
    given_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    given_on = models.DateField(_("signed by who hands over"), null=True, blank=True)
    taken_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    taken_on = models.DateField(_("signed by who takes over"), null=True, blank=True)
    version = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = HandoverQuerySet.as_manager()
    scope = Scope(
        area=("area",),
        unit=("posting__pairing__unit",),
        account=("posting__cadre__account", "successor__cadre__account"),
    )

    class Meta:
        verbose_name = _("handover")
        ordering = ("-changed_at",)
        constraints = [
            models.CheckConstraint(name="handover_area_never_empty", condition=Q(area__length=12)),
            models.CheckConstraint(
                name="handover_signed_as_its_state_says",
                condition=Q(
                    state=HandoverState.DRAFT,
                    given_by__isnull=True,
                    given_on__isnull=True,
                    taken_by__isnull=True,
                    taken_on__isnull=True,
                )
                | Q(
                    state=HandoverState.SIGNED,
                    given_by__isnull=False,
                    given_on__isnull=False,
                    taken_by__isnull=True,
                    taken_on__isnull=True,
                )
                | Q(
                    state=HandoverState.RECEIVED,
                    given_by__isnull=False,
                    given_on__isnull=False,
                    taken_by__isnull=False,
                    taken_on__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="handover_signed_by_two", condition=Q(taken_by__isnull=True) | ~Q(taken_by=F("given_by"))
            ),
            models.CheckConstraint(
                name="handover_together_in_order",
                condition=Q(together_from__isnull=True, together_until__isnull=True)
                | Q(together_until__gte=F("together_from")),
            ),
            models.CheckConstraint(
                name="handover_to_somebody_else", condition=Q(successor__isnull=True) | ~Q(successor=F("posting"))
            ),
        ]
        indexes = [
            models.Index(OpClass("area", name="varchar_pattern_ops"), name="handover_area"),
            models.Index(fields=("state", "changed_at"), name="handover_queue"),
        ]

    def __str__(self):
        return str(self.posting)

    @property
    def account_id(self):
        """The leaving cadre's own account."""
        return self.posting.cadre.account_id

    @property
    def successor_account_id(self):
        """The successor's own account, if there is one."""
        return self.successor.cadre.account_id if self.successor else None

    @property
    def days_together(self):
        """How many days both were in the village."""
        return (self.together_until - self.together_from).days + 1 if self.together_from and self.together_until else 0


class HandoverLine(models.Model):
    """交接清单条目: one line of one of the three lists."""

    class List(models.TextChoices):
        """清单."""

        SITUATION = "situation", _("List of the situation")
        WORK = "work", _("List of work")
        MATERIALS = "materials", _("List of materials")

    class Kind(models.TextChoices):
        """类别."""

        GENERAL = "general", _("general")
        PROJECT = "project", _("unfinished project")
        FUNDS = "funds", _("funds not in place")
        COMMITMENT = "commitment", _("open commitment")
        MONEY = "money", _("unspent money")
        THING = "thing", _("paper or thing")

    handover = models.ForeignKey(Handover, models.CASCADE, related_name="lines")
    list = models.CharField(_("list"), max_length=10, choices=List)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    what = models.CharField(_("what"), max_length=300)
    note = models.CharField(_("how it stands"), max_length=300, blank=True)
    amount = models.DecimalField(_("yuan"), max_digits=12, decimal_places=2, null=True, blank=True)
    item = models.ForeignKey(CommitmentItem, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(name="handover_line_says_what", condition=~Q(what="")),
            models.CheckConstraint(
                name="handover_amount_not_negative", condition=Q(amount__isnull=True) | Q(amount__gte=0)
            ),
        ]
