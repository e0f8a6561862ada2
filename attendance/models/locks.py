"""Months a county has closed: nothing in their sheets changes until it opens them again."""

from datetime import date, timedelta

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from core.models import User
from core.offices import PLACED
from core.scope import Scope, ScopedQuerySet


class MonthLockQuerySet(ScopedQuerySet):
    """Locks, in sentences."""

    def visible_to(self, actor):
        """Those of the actor's area, and of the county a township lies in: who is bound by a lock may see it."""
        inside = super().visible_to(actor)
        if actor is None or actor.office not in PLACED or len(actor.area) < 6:
            return inside
        return self.filter(area=actor.area[:6])

    def open(self):
        """Those that hold now."""
        return self.filter(unlocked_at__isnull=True)

    def binding(self, area):
        """Those that bind a place, or lie within it."""
        return self.filter(area=area[:6]) if len(area) >= 6 else self.filter(area__startswith=area)

    def within(self, first, last):
        """Those of the months a span touches."""
        start, end = first.year * 12 + first.month, last.year * 12 + last.month
        return self.alias(at=models.F("year") * 12 + models.F("month")).filter(
            at__range=(start, end), year__range=(first.year, last.year)
        )


class MonthLock(models.Model):
    """考勤锁定: a county closed a month of attendance, and perhaps opened it again. History stays (D7)."""

    area = models.CharField(_("division code"), max_length=6)
    year = models.PositiveSmallIntegerField(_("year"))
    month = models.PositiveSmallIntegerField(_("month"))
    locked_at = models.DateTimeField(_("locked at"), db_default=Now())
    locked_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("locked by"))
    reason = models.CharField(_("reason"), max_length=200)
    unlocked_at = models.DateTimeField(_("unlocked at"), null=True)
    unlocked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("unlocked by"))
    unlock_reason = models.CharField(_("reason for unlocking"), max_length=200, blank=True)

    objects = MonthLockQuerySet.as_manager()
    scope = Scope(area=("area",), offices=PLACED)

    class Meta:
        verbose_name = _("attendance lock")
        ordering = ("area", "year", "month", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=("area", "year", "month"), condition=Q(unlocked_at__isnull=True), name="one_open_lock_a_month"
            ),
            models.CheckConstraint(name="lock_is_of_a_county", condition=Q(area__regex=r"^\d{6}$")),
            models.CheckConstraint(name="lock_month_is_real", condition=Q(month__range=(1, 12))),
            models.CheckConstraint(name="lock_says_why", condition=~Q(reason="")),
            models.CheckConstraint(
                name="unlocking_whole_or_absent",
                condition=Q(unlocked_at__isnull=True, unlocked_by__isnull=True, unlock_reason="")
                | Q(unlocked_at__isnull=False, unlocked_by__isnull=False) & ~Q(unlock_reason=""),
            ),
        ]

    def __str__(self):
        return f"{self.area} {self.year}-{self.month:02d}"

    @property
    def first(self):
        """The first day of the month."""
        return date(self.year, self.month, 1)

    @property
    def last(self):
        """Its last day."""
        return date(self.year + self.month // 12, self.month % 12 + 1, 1) - timedelta(days=1)
