"""The assessment cycle 考核周期 of a county: a year, or the end of a term."""

import pghistory
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assessment.steps import CYCLE_STEPS, CycleState, Kind
from core.models import User
from core.offices import PERSONNEL, Office
from core.scope import Scope, ScopedQuerySet


@pghistory.track()
class Cycle(models.Model):
    """考核周期: what a county assesses, over which days, until when each office has its turn, and the provisions it opened with.

    A yearly one covers the calendar year; one for the end of term covers the terms that end from `from_on` to `until_on`.
    """

    Kind = Kind
    State = CycleState
    STEPS = CYCLE_STEPS
    unit_id = account_id = None  # a county's own; no unit and no cadre has a step in it

    area = models.CharField(_("county"), max_length=12)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    year = models.PositiveSmallIntegerField(_("year"))
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"))
    ballots_by = models.DateField(_("ballots until"), null=True, blank=True)
    propose_by = models.DateField(_("opinions until"), null=True, blank=True)
    review_by = models.DateField(_("review until"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=CycleState, default=CycleState.RUNNING)
    provisions = models.JSONField(_("provisions it opened with"), default=dict)
    opened_on = models.DateField(_("opened on"))
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("opened by"))
    changed_at = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet.as_manager()
    scope = Scope(
        area=("area", "*assessments__area"),
        unit=("*assessments__posting__pairing__unit",),
        account=("*assessments__posting__cadre__account",),
        offices=(*PERSONNEL, Office.AUDITOR),
    )

    class Meta:
        verbose_name = _("assessment cycle")
        ordering = ("-year", "area", "kind", "from_on")
        constraints = [
            models.UniqueConstraint(fields=("area", "kind", "year", "from_on"), name="cycle_once"),
            models.UniqueConstraint(
                fields=("area", "year"), name="one_yearly_cycle_a_year", condition=Q(kind="yearly")
            ),
            models.CheckConstraint(name="cycle_of_a_county", condition=Q(area__length=6)),
            models.CheckConstraint(name="cycle_days_in_order", condition=Q(until_on__gte=F("from_on"))),
        ]
        indexes = [models.Index(OpClass("area", name="varchar_pattern_ops"), "year", name="cycle_area")]

    def __str__(self):
        return f"{self.year} {self.get_kind_display()}"

    @property
    def calendar(self):
        """{field: day} of its three days: until when there are ballots, opinions, reviews."""
        return {name: getattr(self, name) for name in ("ballots_by", "propose_by", "review_by")}
