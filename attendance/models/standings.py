"""Each posting's standing against the yearly and monthly minimums, and every change of its verdict."""

import pgtrigger
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.scope import Scope, ScopedQuerySet
from teams.models import Posting


class StandingQuerySet(ScopedQuerySet):
    """Standings, in sentences."""

    def late(self):
        """Those that will, or can only, miss the minimum."""
        return self.filter(verdict__in=[Standing.Verdict.AT_RISK, Standing.Verdict.IMPOSSIBLE])

    def of_year(self, year):
        """Those against the minimums of a year, the months of counties that have monthly minimums left out."""
        return self.filter(year=year, month=0)


# Whoever writes a standing, the history cannot be forgotten: the database itself keeps each verdict.
_KEEP_VERDICT = """
    INSERT INTO attendance_verdictchange
        (posting_id, area, year, month, kind, "on", at, before, after, required, done, possible, provisions)
    VALUES (NEW.posting_id, NEW.area, NEW.year, NEW.month, NEW.kind, NEW.verdict_since, now(),
            {before}, NEW.verdict, NEW.required, NEW.done, NEW.possible, NEW.provisions);
    RETURN NULL;
"""


class Standing(models.Model):
    """达标情况: what a posting has done of the yearly minimum, and whether it can still be met (二(三), 二(四)).

    `month` is 0 for a whole year; kind `month` stands for one month of a county with a monthly minimum. `unconfirmed` counts
    the days that have waited for the clerk longer than the county's rule allows.
    """

    class Kind(models.TextChoices):
        """类别."""

        ATTENDANCE = "attendance", _("village days")
        TRAINING = "training", _("training days")
        MONTH = "month", _("village days of the month")

    class Verdict(models.TextChoices):
        """结论."""

        MET = "met", _("met")
        ON_TRACK = "on_track", _("on track")
        AT_RISK = "at_risk", _("at risk")
        IMPOSSIBLE = "impossible", _("can no longer be met")

    posting = models.ForeignKey(Posting, models.PROTECT, related_name="standings")
    area = models.CharField(max_length=12)
    year = models.PositiveSmallIntegerField(_("year"))
    month = models.PositiveSmallIntegerField(_("month"), default=0)
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
    unconfirmed = models.PositiveSmallIntegerField(_("days unconfirmed too long"), default=0)
    provisions = models.JSONField(_("provisions used"), default=dict)

    objects = StandingQuerySet.as_manager()
    scope = Scope(area=("area",), unit=("posting__pairing__unit",), account=("posting__cadre__account",))

    class Meta:
        verbose_name = _("standing")
        ordering = ("area", "posting")
        constraints = [
            models.UniqueConstraint(fields=("posting", "year", "month", "kind"), name="one_standing_a_span_and_kind"),
            models.CheckConstraint(name="month_of_a_monthly_minimum", condition=Q(kind="month") ^ Q(month=0)),
        ]
        indexes = [
            models.Index(OpClass("area", name="varchar_pattern_ops"), "year", "kind", "verdict", name="standing_area")
        ]
        triggers = [
            pgtrigger.Trigger(
                name="first_verdict",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                func=_KEEP_VERDICT.format(before="''"),
            ),
            pgtrigger.Trigger(
                name="verdict_changed",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__verdict__df=pgtrigger.F("new__verdict")),
                func=_KEEP_VERDICT.format(before="OLD.verdict"),
            ),
        ]


class VerdictChange(models.Model):
    """结论变化: a verdict as it was given first or changed, with the numbers and provisions of that day. Append-only."""

    posting = models.ForeignKey(Posting, models.PROTECT, related_name="verdict_changes")
    area = models.CharField(max_length=12)
    year = models.PositiveSmallIntegerField(_("year"))
    month = models.PositiveSmallIntegerField(_("month"), default=0)
    kind = models.CharField(_("kind"), max_length=12, choices=Standing.Kind)
    on = models.DateField(_("day"))
    at = models.DateTimeField(_("time"))
    before = models.CharField(_("verdict before"), max_length=12, choices=Standing.Verdict, blank=True)
    after = models.CharField(_("verdict after"), max_length=12, choices=Standing.Verdict)
    required = models.DecimalField(_("required"), max_digits=5, decimal_places=1)
    done = models.DecimalField(_("done"), max_digits=5, decimal_places=1)
    possible = models.DecimalField(_("still possible"), max_digits=5, decimal_places=1)
    provisions = models.JSONField(_("provisions used"), default=dict)

    objects = ScopedQuerySet.as_manager()
    scope = Standing.scope

    class Meta:
        verbose_name = _("change of a verdict")
        ordering = ("posting", "pk")
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
