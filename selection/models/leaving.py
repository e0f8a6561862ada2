"""Leaving before or at the end of a term: adjustment 调整轮换, volunteering to continue 自愿继续驻村, transfer 调转任."""

import pghistory
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import Division, StoredFile, Unit
from core.offices import DEPARTMENTS, Office
from core.scope import Scope, ScopedQuerySet
from selection.models.rounds import Round
from selection.steps import ADJUSTMENT_STEPS, TRANSFER_STEPS, AdjustmentState, TransferState
from teams.models import Posting

# Grounds are personal: clerks and the leadership group office learn of an adjustment when the seat is open.
_OFFICES = (*DEPARTMENTS, Office.TOWNSHIP, Office.UNIT, Office.CADRE)
_OPEN_ADJUSTMENT = [AdjustmentState.APPLIED, AdjustmentState.ENDORSED, AdjustmentState.RETURNED]


class CaseQuerySet(ScopedQuerySet):
    """Cases about a posting, in sentences."""

    def open(self):
        """Those nobody has decided yet."""
        return self.filter(state__in=self.model.OPEN)


class AdjustmentQuerySet(CaseQuerySet):
    """Adjustments, in sentences."""

    def to_be_filed(self, actor):
        """Approved below the province, which has not put them on file yet 备案."""
        return self.filter(state=AdjustmentState.APPROVED, filed_with=actor.office)

    def waiting_for(self, actor):
        """Those whose next step belongs to this actor's office."""
        sent, here = Q(state__in=[AdjustmentState.APPLIED, AdjustmentState.RETURNED]), Q(pk__in=[])
        if actor.office == Office.UNIT:
            here = sent & Q(unit=actor.unit_id)
        if actor.office == Office.TOWNSHIP:
            here = sent & Q(unit__isnull=True, area__startswith=actor.area)
        if actor.office in (Office.PROVINCE, Office.PREFECTURE):
            decides = Q(approving_office=actor.office, approving_area=actor.area)
            here = Q(state=AdjustmentState.ENDORSED) & decides | Q(pk__in=self.to_be_filed(actor).values("pk"))
        return self.filter(here)


class TransferQuerySet(CaseQuerySet):
    """Transfers, in sentences."""

    def waiting_for(self, actor):
        """Those whose next step belongs to this actor's office."""
        here = Q(pk__in=[])
        if actor.office == Office.UNIT:
            here = Q(state=TransferState.APPLIED, unit=actor.unit_id)
        if actor.office == Office.PREFECTURE:
            here = Q(state=TransferState.UNIT_AGREED, area__startswith=actor.area)
        return self.filter(here)


@pghistory.track()
class Adjustment(models.Model):
    """调整轮换: a posted cadre leaves early for health or other special circumstances (二(四)).

    The only way besides recall and the end of the term. The route is frozen from the policy when it is applied for;
    approved, the posting ends on `leaves_on` and the seat is open; filing 备案 delays nothing.
    """

    class Ground(models.TextChoices):
        """原因."""

        HEALTH = "health", _("health")
        SPECIAL = "special", _("other special circumstances")

    State = AdjustmentState
    STEPS = ADJUSTMENT_STEPS
    OPEN = _OPEN_ADJUSTMENT

    posting = models.ForeignKey(Posting, models.PROTECT, related_name="adjustments", verbose_name=_("posting"))
    area = models.CharField(_("division code"), max_length=12)
    sender_area = models.CharField(max_length=12)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    ground = models.CharField(_("ground"), max_length=8, choices=Ground)
    reason = models.TextField(_("reason"))
    leaves_on = models.DateField(_("last day in the village"))
    applied_on = models.DateField(_("applied on"))
    papers = models.ManyToManyField(StoredFile, blank=True, related_name="+", verbose_name=_("papers"))
    opinion = models.TextField(_("opinion of the Party committee"), blank=True)
    opinion_number = models.CharField(_("number of the opinion"), max_length=60, blank=True)
    opinion_on = models.DateField(_("day of the opinion"), null=True, blank=True)
    opinion_file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(_("state"), max_length=12, choices=AdjustmentState, default=AdjustmentState.APPLIED)
    approving_office = models.CharField(_("approving office"), max_length=12, choices=Office)
    approving_area = models.CharField(max_length=12)
    filed_with = models.CharField(max_length=12, blank=True)
    provisions = models.JSONField(_("provisions used"), default=dict)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = AdjustmentQuerySet.as_manager()
    scope = Scope(
        area=("area", "sender_area", "approving_area"),
        unit=("unit",),
        account=("posting__cadre__account",),
        offices=_OFFICES,
    )

    class Meta:
        verbose_name = _("adjustment")
        ordering = ("-changed_at",)
        constraints = [
            models.UniqueConstraint(
                fields=("posting",), condition=Q(state__in=_OPEN_ADJUSTMENT), name="posting_in_one_open_adjustment"
            ),
            models.CheckConstraint(
                name="adjustment_area_never_empty", condition=Q(area__length=12) & ~Q(sender_area="")
            ),
            models.CheckConstraint(name="adjustment_says_why", condition=~Q(reason="")),
        ]
        indexes = [
            models.Index(OpClass("area", name="varchar_pattern_ops"), name="adjustment_area"),
            models.Index(fields=("state", "changed_at"), name="adjustment_queue"),
        ]

    def __str__(self):
        return str(self.posting)

    @property
    def account_id(self):
        """The applying cadre's own account: its holder never decides on this case."""
        return self.posting.cadre.account_id


class Volunteer(models.Model):
    """自愿继续驻村: at the end of the term the cadre wishes to stay; may enter the next round (二(三))."""

    posting = models.OneToOneField(Posting, models.PROTECT, related_name="volunteer", verbose_name=_("posting"))
    area = models.CharField(_("division code"), max_length=12)
    said_on = models.DateField(_("said on"))
    note = models.CharField(_("remark"), max_length=200, blank=True)
    round = models.ForeignKey(Round, models.PROTECT, null=True, blank=True, related_name="volunteers")
    withdrawn_on = models.DateField(_("taken back on"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ScopedQuerySet.as_manager()
    scope = Scope(area=("area",), unit=("posting__pairing__unit",), account=("posting__cadre__account",))

    class Meta:
        verbose_name = _("volunteer to continue")
        ordering = ("posting__area", "pk")
        constraints = [models.CheckConstraint(name="volunteer_area_never_empty", condition=Q(area__length=12))]


@pghistory.track()
class Transfer(models.Model):
    """调转任: after the term a cadre of a provincial or prefecture unit stays at a county or township post (二(三)).

    Needs the agreement of the unit's Party committee and of the village's prefecture organization department. From
    `effective_on` the cadre belongs to `to_unit` or `to_township`.
    """

    State = TransferState
    STEPS = TRANSFER_STEPS
    OPEN = [TransferState.APPLIED, TransferState.UNIT_AGREED]

    posting = models.ForeignKey(Posting, models.PROTECT, related_name="transfers", verbose_name=_("posting"))
    area = models.CharField(_("division code"), max_length=12)
    sender_area = models.CharField(max_length=12)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("from unit"))
    to_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("to unit")
    )
    to_township = models.ForeignKey(
        Division, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("to township")
    )
    post = models.CharField(_("new post"), max_length=60)
    wish = models.TextField(_("the cadre's own wish"))
    applied_on = models.DateField(_("applied on"))
    effective_on = models.DateField(_("effective from"))
    agreement_number = models.CharField(_("number of the unit's agreement"), max_length=60, blank=True)
    agreement_on = models.DateField(_("day of the unit's agreement"), null=True, blank=True)
    agreement_file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(_("state"), max_length=12, choices=TransferState, default=TransferState.APPLIED)
    done_on = models.DateField(_("carried out on"), null=True, blank=True)
    provisions = models.JSONField(_("provisions used"), default=dict)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = TransferQuerySet.as_manager()
    scope = Scope(area=("area", "sender_area"), unit=("unit",), account=("posting__cadre__account",), offices=_OFFICES)

    class Meta:
        verbose_name = _("transfer after the term")
        ordering = ("-changed_at",)
        constraints = [
            models.UniqueConstraint(
                fields=("posting",),
                condition=Q(state__in=[TransferState.APPLIED, TransferState.UNIT_AGREED, TransferState.AGREED]),
                name="posting_in_one_transfer",
            ),
            models.CheckConstraint(
                name="transfer_goes_to_one_place",
                condition=Q(to_unit__isnull=False, to_township__isnull=True)
                | Q(to_unit__isnull=True, to_township__isnull=False),
            ),
            models.CheckConstraint(name="transfer_area_never_empty", condition=Q(area__length=12) & ~Q(sender_area="")),
        ]

    def __str__(self):
        return str(self.posting)

    @property
    def account_id(self):
        """The applying cadre's own account."""
        return self.posting.cadre.account_id
