"""Yearly training plans 培训计划 and what kinds of training there are."""

import pghistory
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.models import User
from core.scope import Scope, ScopedQuerySet


class Kind(models.TextChoices):
    """培训类别 (二(三), provision `training.kinds`)."""

    PRE_POSTING = "pre_posting", _("pre-posting training")
    ROTATION = "rotation", _("rotation training")
    THEMATIC = "thematic", _("thematic course")
    SITE_VISIT = "site_visit", _("site visit")
    EXCHANGE = "exchange", _("exchange")


@pghistory.track()
class TrainingPlan(models.Model):
    """培训计划: one line of a department's plan of a year; its sessions fulfil it."""

    area = models.CharField(_("division code"), max_length=12)
    year = models.PositiveSmallIntegerField(_("year"))
    title = models.CharField(_("title"), max_length=80)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"))
    sessions_planned = models.PositiveSmallIntegerField(_("sessions"))
    people_planned = models.PositiveIntegerField(_("people"))
    days_planned = models.DecimalField(_("days"), max_digits=4, decimal_places=1)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()
    scope = Scope(area=("area",))

    class Meta:
        verbose_name = _("training plan")
        ordering = ("-year", "area", "starts_on", "pk")
        constraints = [
            models.CheckConstraint(name="plan_dates_in_order", condition=Q(ends_on__gte=F("starts_on"))),
            models.CheckConstraint(name="plan_area_never_empty", condition=~Q(area="")),
            models.CheckConstraint(
                name="plan_lies_in_its_year", condition=Q(starts_on__year=F("year"), ends_on__year=F("year"))
            ),
        ]
        indexes = [models.Index(OpClass("area", name="varchar_pattern_ops"), name="training_plan_area")]

    def __str__(self):
        return self.title
