"""Absences: leave 请假, decided by an office, and report-outs 外出报备, only told (二(四))."""

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from attendance.steps import GRANTED, LEAVE_STEPS, LIVE, LeaveState
from core.models import StoredFile, User
from core.offices import DEPARTMENTS, TOWN, Office
from core.scope import Scope, ScopedQuerySet
from teams.models import Posting
from teams.models.places import span

_WHO = ("posting__cadre", "posting__pairing__unit", "posting__team__village__division")


class AbsenceQuerySet(ScopedQuerySet):
    """Absences, in sentences."""

    def named(self):
        """With cadre, sender and village in the same query."""
        return self.select_related(*_WHO)

    def touching(self, first, last):
        """Those with a day in a span."""
        return self.filter(starts_on__lte=last, ends_on__gte=first)


class LeaveQuerySet(AbsenceQuerySet):
    """Leaves, in sentences."""

    def live(self):
        """Those that hold their days: asked for, granted or taken – not withdrawn, declined or cancelled."""
        return self.filter(state__in=LIVE)

    def granted(self):
        """Those that stand in the sheet."""
        return self.filter(state__in=GRANTED)

    def waiting_for(self, actor):
        """Those whose next step belongs to this actor's office."""
        here = Q(pk__in=[])
        if actor.office == Office.TOWNSHIP:
            here = Q(state=LeaveState.APPLIED, approvals__0=Office.TOWNSHIP, area__startswith=actor.area)
        if actor.office == Office.COUNTY:
            alone = Q(state=LeaveState.APPLIED, approvals__0=Office.COUNTY)
            here = (Q(state=LeaveState.AGREED) | alone) & Q(area__startswith=actor.area)
        if actor.office == Office.CLERK:
            here = Q(state=LeaveState.RETURNED, on_behalf=True, area__startswith=actor.area)
        if actor.office == Office.CADRE:
            here = Q(state=LeaveState.RETURNED, posting__cadre__account=actor.user_id)
        return self.filter(here)


@pghistory.track()
class Leave(models.Model):
    """请假: a posted cadre is away with leave; who must agree is frozen from the rule of its first day (二(四)).

    `ends_on` is the last day as it stands now; `asked_until` the last day applied for. `run_days` is the length of the
    unbroken run of leave this one belongs to: it decides who must agree, so that splitting a leave changes nothing.
    """

    class Kind(models.TextChoices):
        """请假类别: the kinds the registers of the field know."""

        SICK = "sick", _("sick leave")
        PERSONAL = "personal", _("personal leave")
        OFFICIAL = "official", _("official leave")
        ANNUAL = "annual", _("annual leave")
        FAMILY = "family", _("leave to visit one's family")
        MARRIAGE = "marriage", _("marriage leave")
        MATERNITY = "maternity", _("maternity or nursing leave")
        FUNERAL = "funeral", _("funeral leave")

    State = LeaveState
    STEPS = LEAVE_STEPS
    OPEN = [LeaveState.APPLIED, LeaveState.AGREED, LeaveState.RETURNED]

    posting = models.ForeignKey(Posting, models.PROTECT, related_name="leaves", verbose_name=_("posting"))
    area = models.CharField(_("division code"), max_length=12)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"))
    asked_until = models.DateField(_("applied for until"))
    reason = models.CharField(_("reason"), max_length=300)
    destination = models.CharField(_("where to"), max_length=100)
    late_reason = models.CharField(_("why applied for afterwards"), max_length=200, blank=True)
    papers = models.ManyToManyField(StoredFile, blank=True, related_name="+", verbose_name=_("papers"))
    extends = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="extended_by")
    run_days = models.PositiveSmallIntegerField(_("days without a break"))
    approvals = ArrayField(models.CharField(max_length=12), verbose_name=_("who must agree"))
    provisions = models.JSONField(_("provisions used"), default=dict)
    applied_on = models.DateField(_("applied on"))
    applied_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("applied by"))
    on_behalf = models.BooleanField(_("applied for by the clerk"), default=False)
    to_mend = ArrayField(models.CharField(max_length=20), default=list, blank=True, verbose_name=_("to be mended"))
    back_on = models.DateField(_("back in the village on"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=LeaveState, default=LeaveState.APPLIED)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = LeaveQuerySet.as_manager()
    # Reasons are personal: the leadership group office sees the numbers of the board, not the cases.
    scope = Scope(
        area=("area",),
        unit=("posting__pairing__unit",),
        account=("posting__cadre__account",),
        offices=(*DEPARTMENTS, *TOWN, Office.UNIT, Office.CADRE),
    )

    class Meta:
        verbose_name = _("leave")
        ordering = ("-starts_on", "-pk")
        constraints = [
            ExclusionConstraint(
                name="leave_has_its_days_alone",
                expressions=[("posting", RangeOperators.EQUAL), (span(), RangeOperators.OVERLAPS)],
                condition=Q(state__in=LIVE),
            ),
            models.CheckConstraint(
                name="leave_dates_in_order", condition=Q(ends_on__gte=F("starts_on"), ends_on__lte=F("asked_until"))
            ),
            models.CheckConstraint(name="leave_area_never_empty", condition=Q(area__length=12)),
            models.CheckConstraint(name="leave_says_why", condition=~Q(reason="") & ~Q(destination="")),
            models.CheckConstraint(
                name="leave_afterwards_says_why", condition=Q(starts_on__gte=F("applied_on")) | ~Q(late_reason="")
            ),
            models.CheckConstraint(name="leave_names_who_agrees", condition=Q(approvals__len__gt=0)),
            models.CheckConstraint(
                name="leave_back_says_when",
                condition=Q(state=LeaveState.BACK, back_on__isnull=False)
                | (~Q(state=LeaveState.BACK) & Q(back_on__isnull=True)),
            ),
        ]
        indexes = [
            models.Index(OpClass("area", name="varchar_pattern_ops"), "starts_on", name="leave_area"),
            models.Index(fields=("state", "changed_at"), name="leave_queue"),
        ]

    def __str__(self):
        return f"{self.posting.cadre} · {self.get_kind_display()}"

    @property
    def account_id(self):
        """The account of the cadre on leave: its holder never decides on it."""
        return self.posting.cadre.account_id

    @property
    def unit_id(self):
        """The unit that sent the cadre."""
        return self.posting.unit_id

    @property
    def days(self):
        """Calendar days as it stands, both ends included."""
        return (self.ends_on - self.starts_on).days + 1

    @property
    def is_late(self):
        """补办: applied for after it had begun."""
        return self.starts_on < self.applied_on


class ReportOutQuerySet(AbsenceQuerySet):
    """Report-outs, in sentences."""

    def standing(self):
        """Those not taken back."""
        return self.filter(cancelled_on__isnull=True)


@pghistory.track()
class ReportOut(models.Model):
    """外出报备: a posted cadre is out on official business; told, never approved (二(四)). `ends_on` is the last day away."""

    class Kind(models.TextChoices):
        """事项类别."""

        MEETING = "meeting", _("meeting")
        ERRAND = "errand", _("project errand")
        TRAINING = "training", _("training")
        OTHER = "other", _("other official business")

    posting = models.ForeignKey(Posting, models.PROTECT, related_name="report_outs", verbose_name=_("posting"))
    area = models.CharField(_("division code"), max_length=12)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    reason = models.CharField(_("matter"), max_length=200)
    destination = models.CharField(_("where to"), max_length=100)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("expected return"))
    late_reason = models.CharField(_("why told afterwards"), max_length=200, blank=True)
    told_on = models.DateField(_("told on"))
    told_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("told by"))
    on_behalf = models.BooleanField(_("told by the clerk"), default=False)
    cancelled_on = models.DateField(_("taken back on"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = ReportOutQuerySet.as_manager()
    scope = Scope(area=("area",), unit=("posting__pairing__unit",), account=("posting__cadre__account",))

    class Meta:
        verbose_name = _("report-out")
        ordering = ("-starts_on", "-pk")
        constraints = [
            ExclusionConstraint(
                name="report_out_has_its_days_alone",
                expressions=[("posting", RangeOperators.EQUAL), (span(), RangeOperators.OVERLAPS)],
                condition=Q(cancelled_on__isnull=True),
            ),
            models.CheckConstraint(name="report_out_dates_in_order", condition=Q(ends_on__gte=F("starts_on"))),
            models.CheckConstraint(name="report_out_area_never_empty", condition=Q(area__length=12)),
            models.CheckConstraint(name="report_out_says_why", condition=~Q(reason="") & ~Q(destination="")),
            models.CheckConstraint(
                name="report_out_afterwards_says_why", condition=Q(starts_on__gte=F("told_on")) | ~Q(late_reason="")
            ),
        ]
        indexes = [
            models.Index(OpClass("area", name="varchar_pattern_ops"), "starts_on", name="report_out_area"),
        ]

    def __str__(self):
        return f"{self.posting.cadre} · {self.get_kind_display()}"

    @property
    def account_id(self):
        """The account of the cadre who is out."""
        return self.posting.cadre.account_id

    @property
    def days(self):
        """Calendar days, both ends included."""
        return (self.ends_on - self.starts_on).days + 1

    @property
    def is_late(self):
        """补报: told after it had begun."""
        return self.starts_on < self.told_on
