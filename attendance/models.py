"""Days in the village, training, and each posting's standing."""

import pgtrigger
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.models import User
from core.scope import Scope, ScopedQuerySet
from teams.models import Posting


class Status(models.TextChoices):
    """考勤状态: where a posted cadre was on a day. Which of them count as village days is policy data."""

    IN_VILLAGE = "in_village", _("in the village")
    REPORT_OUT = "report_out", _("out on report")
    TRAINING = "training", _("training")
    LEAVE = "leave", _("on leave")
    ABSENT = "absent", _("absent without leave")
    REST = "rest", _("rest")


class Day(models.Model):
    """考勤日: one row per posting and day. It counts only once `confirmed_at` is set (二(四)).

    The table is range-partitioned by year; its history is written by a trigger in the same statement.
    """

    pk = models.CompositePrimaryKey("posting_id", "day")
    posting = models.ForeignKey(Posting, models.PROTECT, related_name="days", db_index=False)
    day = models.DateField(_("day"))
    status = models.CharField(_("status"), max_length=12, choices=Status)
    note = models.CharField(_("note"), max_length=200, blank=True)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True)
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    changed_at = models.DateTimeField(auto_now=True)
    changed_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    reason = models.CharField(_("reason for the change"), max_length=200, blank=True)

    objects = ScopedQuerySet.as_manager()
    scope = Scope(area=("posting__area",), unit=("posting__pairing__unit",), account=("posting__cadre__account",))

    class Meta:
        verbose_name = _("attendance day")
        managed = False  # made by migration 0002: partitions are beyond the ORM
        db_table = "attendance_day"


class DayChange(models.Model):
    """考勤更正: what a day said before, what it says now, who changed it, when and why. Append-only."""

    posting = models.ForeignKey(Posting, models.PROTECT, related_name="day_changes")
    day = models.DateField(_("day"))
    old_status = models.CharField(_("before"), max_length=12, choices=Status)
    old_note = models.CharField(max_length=200, blank=True)
    was_confirmed = models.BooleanField(_("was confirmed"))
    new_status = models.CharField(_("after"), max_length=12, choices=Status)
    new_note = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("time"))
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    objects = ScopedQuerySet.as_manager()
    scope = Day.scope

    class Meta:
        verbose_name = _("attendance correction")
        ordering = ("posting", "day", "pk")
        indexes = [models.Index(fields=("posting", "day"), name="day_change_of")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]


class Training(models.Model):
    """培训: one course or session with its days; organised by the office at `area` (二(三))."""

    class Kind(models.TextChoices):
        """培训类别."""

        PRE_POSTING = "pre_posting", _("pre-posting training")
        ROTATION = "rotation", _("rotation training")
        THEMATIC = "thematic", _("thematic course")
        SITE_VISIT = "site_visit", _("site visit")
        EXCHANGE = "exchange", _("exchange")

    area = models.CharField(_("division code"), max_length=12)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    title = models.CharField(_("title"), max_length=80)
    place = models.CharField(_("place"), max_length=80, blank=True)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"))
    days = models.DecimalField(_("days"), max_digits=4, decimal_places=1)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()
    scope = Scope(
        area=("area", "*attendees__posting__area"),
        unit=("*attendees__posting__pairing__unit",),
        account=("*attendees__posting__cadre__account",),
    )

    class Meta:
        verbose_name = _("training session")
        ordering = ("-starts_on", "pk")
        constraints = [
            models.CheckConstraint(name="training_dates_in_order", condition=Q(ends_on__gte=F("starts_on"))),
            models.CheckConstraint(name="training_days_positive", condition=Q(days__gt=0)),
            models.CheckConstraint(name="training_area_never_empty", condition=~Q(area="")),
        ]
        indexes = [models.Index(OpClass("area", name="varchar_pattern_ops"), name="training_area")]

    def __str__(self):
        return self.title


class Attendee(models.Model):
    """参训人员: a posting took part in a session. One person-day counts once, however many sessions it had."""

    training = models.ForeignKey(Training, models.CASCADE, related_name="attendees")
    posting = models.ForeignKey(Posting, models.PROTECT, related_name="trainings")
    attended = models.BooleanField(_("took part"), default=True)

    objects = ScopedQuerySet.as_manager()
    scope = Scope(area=("posting__area",), unit=("posting__pairing__unit",), account=("posting__cadre__account",))

    class Meta:
        constraints = [models.UniqueConstraint(fields=("training", "posting"), name="attendee_once")]


class StandingQuerySet(ScopedQuerySet):
    """Standings, in sentences."""

    def late(self):
        """Those that will, or can only, miss the minimum."""
        return self.filter(verdict__in=[Standing.Verdict.AT_RISK, Standing.Verdict.IMPOSSIBLE])


class Standing(models.Model):
    """达标情况: what a posting has done of the yearly minimum, and whether it can still be met (二(三), 二(四))."""

    class Kind(models.TextChoices):
        """类别."""

        ATTENDANCE = "attendance", _("village days")
        TRAINING = "training", _("training days")

    class Verdict(models.TextChoices):
        """结论."""

        MET = "met", _("met")
        ON_TRACK = "on_track", _("on track")
        AT_RISK = "at_risk", _("at risk")
        IMPOSSIBLE = "impossible", _("can no longer be met")

    posting = models.ForeignKey(Posting, models.PROTECT, related_name="standings")
    area = models.CharField(max_length=12)
    year = models.PositiveSmallIntegerField(_("year"))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    as_of = models.DateField(_("as of"))
    required = models.DecimalField(_("required"), max_digits=5, decimal_places=1)
    done = models.DecimalField(_("done"), max_digits=5, decimal_places=1)
    remaining = models.DecimalField(_("remaining"), max_digits=5, decimal_places=1)
    possible = models.DecimalField(_("still possible"), max_digits=5, decimal_places=1)
    forecast = models.DecimalField(_("forecast"), max_digits=5, decimal_places=1)
    verdict = models.CharField(_("verdict"), max_length=12, choices=Verdict)
    verdict_since = models.DateField(_("since"))
    latest_start = models.DateField(_("latest start"), null=True)
    provisions = models.JSONField(_("provisions used"), default=dict)

    objects = StandingQuerySet.as_manager()
    scope = Scope(area=("area",), unit=("posting__pairing__unit",), account=("posting__cadre__account",))

    class Meta:
        verbose_name = _("standing")
        ordering = ("area", "posting")
        constraints = [models.UniqueConstraint(fields=("posting", "year", "kind"), name="one_standing_a_year_and_kind")]
        indexes = [
            models.Index(OpClass("area", name="varchar_pattern_ops"), "year", "kind", "verdict", name="standing_area")
        ]
