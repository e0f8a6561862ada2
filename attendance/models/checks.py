"""Spot checks 抽查 of who is on post, the plans they come from, and discrepancies 差异 between a check and the sheet."""

import pghistory
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from attendance.check_steps import DISCREPANCY_STEPS, DiscrepancyState
from attendance.models.days import Status
from core.clock import today
from core.models import StoredFile, User
from core.offices import DEPARTMENTS, PLACED, Office
from core.scope import Scope, ScopedQuerySet
from teams.models import Posting

# Who may see what was checked: the department that checks and those above it at any time …
CHECKERS = Scope(area=("by_area",), offices=DEPARTMENTS)


class SpotCheckPlan(models.Model):
    """抽查计划: whom a department checks within a span of days. Seen by it and those above it alone, for ever."""

    class Way(models.TextChoices):
        """方式: 实地走访 or 固定电话查询 (二(四))."""

        VISIT = "visit", _("visit on the spot")
        LANDLINE = "landline", _("call to the landline")

    class How(models.TextChoices):
        """抽取方式."""

        DRAWN = "drawn", _("drawn by lot")
        BY_HAND = "by_hand", _("chosen by hand")

    area = models.CharField(_("division code"), max_length=12)
    office = models.CharField(_("office"), max_length=12, choices=Office)
    number = models.PositiveIntegerField(_("number"))  # of this department's plans; the seed of a draw is bound to it
    way = models.CharField(_("way"), max_length=10, choices=Way)
    how = models.CharField(_("chosen"), max_length=10, choices=How)
    within = models.CharField(_("place"), max_length=12)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"))
    seed = models.CharField(_("seed"), max_length=64, blank=True)
    listed = models.JSONField(default=list)  # [[posting, township, days unchecked]]: what it was drawn from
    listed_count = models.PositiveIntegerField(_("people on the list"))
    listed_hash = models.CharField(_("fingerprint of the list"), max_length=64)
    provisions = models.JSONField(_("provisions used"), default=dict)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("made by"))
    made_on = models.DateField(_("made on"))
    called_off_on = models.DateField(_("called off on"), null=True, blank=True)
    called_off_why = models.CharField(_("reason for calling off"), max_length=200, blank=True)

    objects = ScopedQuerySet.as_manager()
    scope = Scope(area=("area",), offices=DEPARTMENTS)

    class Meta:
        verbose_name = _("plan of spot checks")
        ordering = ("-starts_on", "-pk")
        constraints = [
            models.UniqueConstraint(fields=("area", "number"), name="spot_plan_number"),
            models.CheckConstraint(name="spot_plan_area_never_empty", condition=~Q(area="")),
            models.CheckConstraint(name="spot_plan_days_in_order", condition=Q(ends_on__gte=F("starts_on"))),
            models.CheckConstraint(name="spot_plan_drawn_has_seed", condition=Q(how="by_hand") | ~Q(seed="")),
        ]
        indexes = [models.Index(OpClass("area", name="varchar_pattern_ops"), name="spot_plan_area")]

    def __str__(self):
        return f"{self.starts_on:%Y-%m-%d} – {self.ends_on:%Y-%m-%d} · {self.get_way_display()}"


class CheckedQuerySet(ScopedQuerySet):
    """What tells that somebody was checked."""

    def visible_to(self, actor):
        """By the department that checks and those above it; by those in `afterwards` once the day of the check is over."""
        over = Q(day__lt=today()) & self.model.afterwards.rows(self.model, actor)
        return self.filter(self.model.scope.rows(self.model, actor) | over)


class SpotCheckQuerySet(CheckedQuerySet):
    """Spot checks, in sentences."""

    def recorded(self):
        """Those that were made."""
        return self.filter(day__isnull=False)

    def to_make(self):
        """Those still to be made; whoever calls a plan off ends them."""
        return self.filter(day__isnull=True, plan__called_off_on__isnull=True)

    def of(self, actor):
        """Those of exactly this department."""
        return self.filter(by_area=actor.area, by_office=actor.office)


@pghistory.track()
class SpotCheck(models.Model):
    """抽查: one posted cadre looked for on a day, by a visit or a call to the village's landline (二(四))."""

    class Result(models.TextChoices):
        """检查结果."""

        IN_VILLAGE = "in_village", _("in the village")
        REPORT_OUT = "report_out", _("out on report")
        TRAINING = "training", _("training")
        LEAVE = "leave", _("on leave")
        NOT_FOUND = "not_found", _("not found")
        NOT_REACHED = "not_reached", _("nobody reached")

    plan = models.ForeignKey(SpotCheckPlan, models.PROTECT, related_name="checks", verbose_name=_("plan"))
    posting = models.ForeignKey(Posting, models.PROTECT, related_name="spot_checks", verbose_name=_("posting"))
    area = models.CharField(_("division code"), max_length=12)
    by_area = models.CharField(max_length=12)
    by_office = models.CharField(_("checked by"), max_length=12, choices=Office)
    day = models.DateField(_("day"), null=True, blank=True)
    time = models.TimeField(_("time"), null=True, blank=True)
    result = models.CharField(_("result"), max_length=12, choices=Result, blank=True)
    number_called = models.CharField(_("number called"), max_length=20, blank=True)
    spoke_with = models.CharField(_("whom spoken to"), max_length=40, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)
    paper = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_on = models.DateField(_("recorded on"), null=True, blank=True)

    objects = SpotCheckQuerySet.as_manager()
    scope = CHECKERS
    # … after the day every department of the area, so that nobody is checked twice for nothing
    afterwards = Scope(area=("area",), offices=DEPARTMENTS)

    class Meta:
        verbose_name = _("spot check")
        ordering = ("area", "pk")
        constraints = [
            models.UniqueConstraint(fields=("plan", "posting"), name="spot_check_once_a_plan"),
            models.CheckConstraint(name="spot_check_area_never_empty", condition=~Q(by_area="") & Q(area__length=12)),
            models.CheckConstraint(
                name="spot_check_recorded_whole_or_not",
                condition=Q(day=None, time=None, result="", recorded_by=None, recorded_on=None)
                | Q(day__isnull=False, time__isnull=False, recorded_by__isnull=False, recorded_on__isnull=False)
                & ~Q(result=""),
            ),
        ]
        indexes = [
            models.Index(fields=("posting", "day"), name="spot_check_of"),
            models.Index(OpClass("by_area", name="varchar_pattern_ops"), "day", name="spot_check_by"),
            models.Index(OpClass("area", name="varchar_pattern_ops"), "day", name="spot_check_area"),
        ]

    def __str__(self):
        return f"{self.posting.cadre} · {self.posting.team}"


class DiscrepancyQuerySet(CheckedQuerySet):
    """Discrepancies, in sentences."""

    def open(self):
        """Those nobody has settled."""
        return self.filter(state=DiscrepancyState.OPEN)

    def waiting_for(self, actor):
        """Those this office settles; not before the day is over."""
        return self.open().filter(day__lt=today()) if actor.office == Office.COUNTY else self.none()


@pghistory.track()
class Discrepancy(models.Model):
    """差异: a spot check contradicts what the sheet says of that day. A person settles it; neither side moves by itself."""

    class Why(models.TextChoices):
        """差异情形."""

        CLAIMED = "claimed_present", _("The sheet has them in the village; the check did not find them there.")
        PRESENT = "present_after_all", _("The check met them in the village; the sheet has them away.")
        OTHER = "other_reason", _("Both have them away, for different reasons.")

    class Outcome(models.TextChoices):
        """核实结论."""

        SHEET = "sheet_right", _("the sheet is right")
        CHECK = "check_right", _("the check is right")
        BOTH = "explained", _("both are explained")

    State = DiscrepancyState
    STEPS = DISCREPANCY_STEPS

    check_made = models.ForeignKey(SpotCheck, models.PROTECT, related_name="discrepancies")
    posting = models.ForeignKey(Posting, models.PROTECT, related_name="discrepancies", verbose_name=_("posting"))
    area = models.CharField(_("division code"), max_length=12)
    by_area = models.CharField(max_length=12)
    by_office = models.CharField(_("checked by"), max_length=12, choices=Office)
    day = models.DateField(_("day"))
    sheet_status = models.CharField(_("the sheet says"), max_length=12, choices=Status)
    sheet_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    result = models.CharField(_("the check says"), max_length=12, choices=SpotCheck.Result)
    why = models.CharField(_("what differs"), max_length=20, choices=Why)
    state = models.CharField(_("state"), max_length=10, choices=DiscrepancyState, default=DiscrepancyState.OPEN)
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome, blank=True)
    reason = models.CharField(_("reason"), max_length=1000, blank=True)
    settled_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    settled_on = models.DateField(_("settled on"), null=True, blank=True)
    opened_on = models.DateField(_("opened on"))
    told_on = models.DateField(null=True, blank=True)  # when the township learnt of it
    changed_at = models.DateTimeField(auto_now=True)

    objects = DiscrepancyQuerySet.as_manager()
    scope = CHECKERS
    # … and the offices of the area, whose sheet it is about
    afterwards = Scope(area=("area",), offices=PLACED)

    class Meta:
        verbose_name = _("discrepancy")
        ordering = ("day", "pk")
        constraints = [
            # a sheet that is changed to something else that contradicts is another discrepancy
            models.UniqueConstraint(fields=("check_made", "sheet_status"), name="discrepancy_once_a_status"),
            models.CheckConstraint(name="discrepancy_area_never_empty", condition=~Q(by_area="") & Q(area__length=12)),
            models.CheckConstraint(
                name="discrepancy_settled_whole_or_not",
                condition=Q(state="open", outcome="", reason="", settled_by=None, settled_on=None)
                | Q(state="settled", settled_by__isnull=False, settled_on__isnull=False)
                & ~Q(outcome="")
                & ~Q(reason=""),
            ),
        ]
        indexes = [
            models.Index(OpClass("area", name="varchar_pattern_ops"), "state", name="discrepancy_area"),
            models.Index(OpClass("by_area", name="varchar_pattern_ops"), name="discrepancy_by"),
            models.Index(fields=("posting", "day"), name="discrepancy_of"),
            models.Index(fields=("day",), name="discrepancy_untold", condition=Q(told_on=None)),
        ]

    def __str__(self):
        return f"{self.posting.cadre} · {self.day:%Y-%m-%d}"

    @property
    def account_id(self):
        """The account of the cadre it is about: its holder settles nothing here."""
        return self.posting.account_id
