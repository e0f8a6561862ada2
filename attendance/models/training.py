"""Training sessions 培训班次, whom they are open to, who is enrolled and who came."""

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from attendance.models.plans import Kind, TrainingPlan
from core.models import Unit, User
from core.offices import DEPARTMENTS
from core.scope import Scope, ScopedQuerySet
from teams.models import Posting

_TIMETABLE = """
    IF NEW.halves = '{}' THEN
        NEW.halves := ARRAY(SELECT generate_series(0, (NEW.days * 2)::int - 1));
    END IF;
    RETURN NEW;
"""


class TrainingQuerySet(ScopedQuerySet):
    """Sessions, in sentences."""

    def to_come(self):
        """Those neither held nor cancelled."""
        return self.filter(state__in=(Training.State.PLANNED, Training.State.OPEN))

    def overdue(self, on):
        """Those that are over and whose attendance nobody has entered."""
        return self.to_come().filter(ends_on__lt=on)


@pghistory.track()
class Training(models.Model):
    """培训班次: a session of the office at `area` (分级负责, 二(三)). `halves` are its half days (`attendance.halves`).

    A session entered without a timetable is laid on its earliest half days. `version` grows with every change, so that
    nobody overwrites what another officer has just entered.
    """

    Kind = Kind

    class State(models.TextChoices):
        """状态."""

        PLANNED = "planned", _("planned")
        OPEN = "open", _("open for enrolment")
        HELD = "held", _("held")
        CANCELLED = "cancelled", _("cancelled")

    plan = models.ForeignKey(
        TrainingPlan, models.PROTECT, null=True, blank=True, related_name="sessions", verbose_name=_("training plan")
    )
    area = models.CharField(_("division code"), max_length=12)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    title = models.CharField(_("title"), max_length=80)
    place = models.CharField(_("place"), max_length=80, blank=True)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"))
    days = models.DecimalField(_("days"), max_digits=4, decimal_places=1)
    halves = ArrayField(models.PositiveSmallIntegerField(), verbose_name=_("half days"), default=list)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.PLANNED)
    capacity = models.PositiveIntegerField(_("places"), null=True, blank=True)
    enrol_until = models.DateField(_("enrolment until"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    version = models.PositiveIntegerField(default=0)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    changed_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)
    changed_at = models.DateTimeField(null=True)

    objects = TrainingQuerySet.as_manager()
    # offices below and units see a session through their people on it, or because it is open to them
    scope = Scope(
        area=("area", "*attendees__posting__area", "*invitations__area"),
        unit=("*attendees__posting__pairing__unit", "*invitations__unit"),
        account=("*attendees__posting__cadre__account",),
    )

    class Meta:
        verbose_name = _("training session")
        ordering = ("-starts_on", "pk")
        constraints = [
            models.CheckConstraint(name="training_dates_in_order", condition=Q(ends_on__gte=F("starts_on"))),
            models.CheckConstraint(name="training_days_positive", condition=Q(days__gt=0)),
            models.CheckConstraint(name="training_days_are_its_halves", condition=Q(halves__len=F("days") * 2)),
            models.CheckConstraint(name="training_area_never_empty", condition=~Q(area="")),
            models.CheckConstraint(name="training_cancelled_says_why", condition=~Q(state="cancelled") | ~Q(reason="")),
        ]
        indexes = [models.Index(OpClass("area", name="varchar_pattern_ops"), name="training_area")]
        triggers = [
            pgtrigger.Trigger(name="timetable", when=pgtrigger.Before, operation=pgtrigger.Insert, func=_TIMETABLE)
        ]

    def __str__(self):
        return self.title

    def kept_by(self, actor):
        """Whether this is the department that organises it."""
        return actor.office in DEPARTMENTS and actor.area == self.area


class Invitation(models.Model):
    """报名范围: a township or a unit whose people may be enrolled while a session is open."""

    training = models.ForeignKey(Training, models.CASCADE, related_name="invitations")
    area = models.CharField(_("division code"), max_length=12, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("training", "area"), condition=~Q(area=""), name="township_invited_once"),
            models.UniqueConstraint(fields=("training", "unit"), name="unit_invited_once"),
            models.CheckConstraint(
                name="invitation_names_one", condition=Q(area="", unit__isnull=False) | ~Q(area="") & Q(unit=None)
            ),
        ]
        indexes = [models.Index(OpClass("area", name="varchar_pattern_ops"), name="invitation_area")]


@pghistory.track()
class Attendee(models.Model):
    """参训人员: a posting on a session's list. `attended`: unknown while only enrolled; `missed`: the halves they did not come to."""

    training = models.ForeignKey(Training, models.CASCADE, related_name="attendees")
    posting = models.ForeignKey(Posting, models.PROTECT, related_name="trainings")
    attended = models.BooleanField(_("took part"), null=True, default=True)
    missed = ArrayField(models.PositiveSmallIntegerField(), verbose_name=_("half days missed"), default=list)

    objects = ScopedQuerySet.as_manager()
    scope = Scope(area=("posting__area",), unit=("posting__pairing__unit",), account=("posting__cadre__account",))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("training", "posting"), name="attendee_once"),
            models.CheckConstraint(name="only_who_came_missed_a_half", condition=Q(attended=True) | Q(missed=[])),
        ]
