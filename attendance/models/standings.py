"""Each posting's standing against the yearly minimums."""

from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.scope import Scope, ScopedQuerySet
from teams.models import Posting


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
