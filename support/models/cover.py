"""Accident insurance 人身意外伤害保险 and medical check-ups 体检 of posted cadres, each year by the unit (二(五))."""

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from support.models.lines import Line, held_by
from teams.models.places import span


@pghistory.track()
class Insurance(Line):
    """人身意外伤害保险: the policy that covers a posted cadre from a day to a day; two never overlap."""

    insurer = models.CharField(_("insurer"), max_length=80)
    policy_number = models.CharField(_("policy number"), max_length=60)
    starts_on = models.DateField(_("cover from"))
    ends_on = models.DateField(_("cover until"))

    class Meta:
        verbose_name = _("accident insurance")
        ordering = ("-starts_on", "area", "pk")
        constraints = [
            *held_by("insurance"),
            ExclusionConstraint(
                name="insurance_never_overlaps",
                expressions=[("posting", RangeOperators.EQUAL), (span(), RangeOperators.OVERLAPS)],
                condition=Q(struck_on__isnull=True),
            ),
            models.CheckConstraint(name="insurance_dates_in_order", condition=Q(ends_on__gte=F("starts_on"))),
        ]
        indexes = [models.Index(OpClass("area", name="varchar_pattern_ops"), "ends_on", name="insurance_area")]


@pghistory.track()
class Checkup(Line):
    """体检: planned for a day, done on a day, where. What was found is the cadre's own and is stored nowhere."""

    planned_on = models.DateField(_("planned for"))
    place = models.CharField(_("place"), max_length=80)
    done_on = models.DateField(_("done on"), null=True, blank=True)

    class Meta:
        verbose_name = _("medical check-up")
        ordering = ("-planned_on", "area", "pk")
        constraints = [
            *held_by("checkup"),
            models.UniqueConstraint(
                fields=("posting", "planned_on"), condition=Q(struck_on__isnull=True), name="checkup_once_a_day"
            ),
        ]
        indexes = [models.Index(OpClass("area", name="varchar_pattern_ops"), "planned_on", name="checkup_area")]
