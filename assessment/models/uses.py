"""Use of results 结果运用: recommendations by county and unit, and what the level's department made of them (二(三), 二(四))."""

import pghistory
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessment.models.assessments import Assessment
from assessment.result_steps import USE_STEPS, UseState
from core.models import User
from core.offices import DEPARTMENTS, Office
from core.scope import Scope, ScopedQuerySet
from teams.models import Cadre

TAKEN_UP = Q(state=UseState.USED, used_on__isnull=False) & ~Q(outcome="") & ~Q(document_number="")
NOT_TAKEN_UP = ~Q(state=UseState.USED) & Q(used_on__isnull=True, outcome="", document_number="")


@pghistory.track()
class Use(models.Model):
    """结果运用: somebody with a final grade is recommended, with a reason, once per kind and year; what became of it."""

    class Kind(models.TextChoices):
        """运用方式."""

        PROMOTION = "promotion", _("promotion")
        RESERVE = "reserve", _("reserve list")
        HONOURS = "honours", _("honours")

    State = UseState
    STEPS = USE_STEPS

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="uses", verbose_name=_("assessment"))
    cadre = models.ForeignKey(Cadre, models.PROTECT, related_name="uses", verbose_name=_("cadre"))  # the assessment's
    area = models.CharField(_("division code"), max_length=12)  # the assessment's
    year = models.PositiveSmallIntegerField(_("year"))  # the assessment's
    kind = models.CharField(_("recommended for"), max_length=10, choices=Kind)
    reason = models.TextField(_("reason"))
    made_office = models.CharField(_("recommended by"), max_length=12, choices=Office)
    made_place = models.CharField(_("recommended by"), max_length=160)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_on = models.DateField(_("recommended on"))
    level_office = models.CharField(_("department of the level"), max_length=12, choices=Office)
    level_area = models.CharField(_("its division"), max_length=12)
    state = models.CharField(_("state"), max_length=12, choices=UseState, default=UseState.RECOMMENDED)
    outcome = models.CharField(_("post or honour"), max_length=120, blank=True)
    used_on = models.DateField(_("taken up on"), null=True, blank=True)
    document_number = models.CharField(_("document number"), max_length=60, blank=True)
    provisions = models.JSONField(_("provisions used"), default=dict)
    changed_at = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet.as_manager()
    # 同级选派干部: the department of the level that sent them sees them wherever they serve
    scope = Scope(
        area=("area", "level_area"),
        unit=("assessment__posting__pairing__unit",),
        offices=(*DEPARTMENTS, Office.UNIT),
    )

    class Meta:
        verbose_name = _("recommendation")
        ordering = ("-year", "area", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("cadre", "year", "kind"),
                name="recommended_once_a_year",
                condition=~Q(state=UseState.WITHDRAWN),
            ),
            models.CheckConstraint(name="use_area_never_empty", condition=Q(area__length=12) & ~Q(level_area="")),
            models.CheckConstraint(name="taken_up_whole_or_not", condition=TAKEN_UP | NOT_TAKEN_UP),
        ]
        indexes = [
            models.Index(OpClass("area", name="varchar_pattern_ops"), "year", name="use_area"),
            models.Index(OpClass("level_area", name="varchar_pattern_ops"), "year", name="use_level"),
        ]

    def __str__(self):
        return f"{self.cadre} {self.year}"

    @property
    def account_id(self):
        """The account of the person recommended: they decide nothing on themselves."""
        return self.cadre.account_id

    @property
    def unit_id(self):
        """The dispatching unit; None for township members."""
        return self.assessment.unit_id
