"""Days in the village and what they said before."""

import pgtrigger
from django.db import models
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
    source = models.CharField(max_length=40, blank=True, default="")  # what was known of it: "leave:12", "training:3"

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
        indexes = [
            models.Index(fields=("posting", "day"), name="day_change_of"),
            models.Index(fields=("-at",), condition=models.Q(was_confirmed=True), name="day_correction_at"),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
