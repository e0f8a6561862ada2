"""What a dispatching unit owes its teams (二(四)): hearings of reports, its leader's visits, paired-household work."""

import pghistory
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import Unit, User
from core.offices import PLACED, Office
from core.scope import Scope, ScopedQuerySet
from teams.models import Team, Village

READERS = (*PLACED, Office.UNIT)


@pghistory.track()
class Hearing(models.Model):
    """听取汇报: a unit's leader hears what its teams report (定期听取汇报)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="hearings", verbose_name=_("dispatching unit"))
    day = models.DateField(_("day"))
    led_by = models.CharField(_("led by"), max_length=40)
    teams = models.ManyToManyField(Team, through="HeardTeam", related_name="hearings", verbose_name=_("teams heard"))
    decided = models.TextField(_("what was decided"))
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()
    scope = Scope(area=("*teams__area", "unit__home__code"), unit=("unit",), offices=READERS)

    class Meta:
        verbose_name = _("hearing of reports")
        ordering = ("-day", "-pk")
        constraints = [models.CheckConstraint(name="hearing_says_what", condition=~Q(led_by="") & ~Q(decided=""))]
        indexes = [models.Index(fields=("unit", "day"), name="hearing_unit")]

    def __str__(self):
        return f"{self.unit} · {self.day:%Y-%m-%d}"


class HeardTeam(models.Model):
    """汇报的工作队: one team heard."""

    hearing = models.ForeignKey(Hearing, models.CASCADE, related_name="heard")
    team = models.ForeignKey(Team, models.PROTECT, related_name="heard_at")

    class Meta:
        constraints = [models.UniqueConstraint(fields=("hearing", "team"), name="team_heard_once")]


@pghistory.track()
class LeaderVisit(models.Model):
    """到村指导: a leader of the unit goes to the village (经常到村指导). The township may confirm that it took place."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="leader_visits", verbose_name=_("dispatching unit"))
    village = models.ForeignKey(Village, models.PROTECT, related_name="leader_visits", verbose_name=_("village"))
    area = models.CharField(_("division code"), max_length=12)
    day = models.DateField(_("day"))
    leader = models.CharField(_("leader"), max_length=40)
    settled = models.TextField(_("what was settled"))
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True)

    objects = ScopedQuerySet.as_manager()
    scope = Scope(area=("area", "unit__home__code"), unit=("unit",), offices=READERS)

    class Meta:
        verbose_name = _("leader's visit")
        ordering = ("-day", "-pk")
        constraints = [
            models.CheckConstraint(name="visit_area_is_a_village", condition=Q(area__length=12)),
            models.CheckConstraint(name="visit_says_what", condition=~Q(leader="") & ~Q(settled="")),
            models.CheckConstraint(
                name="visit_confirmed_whole_or_not",
                condition=Q(confirmed_by=None, confirmed_on=None)
                | Q(confirmed_by__isnull=False, confirmed_on__isnull=False),
            ),
        ]
        indexes = [
            models.Index(OpClass("area", name="varchar_pattern_ops"), name="leader_visit_area"),
            models.Index(fields=("unit", "day"), name="leader_visit_unit"),
        ]

    def __str__(self):
        return f"{self.leader} · {self.village} · {self.day:%Y-%m-%d}"


@pghistory.track()
class PairedWork(models.Model):
    """结对认亲: a year's paired-household work of a unit in a village, as counts: no villager is named here."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="paired_work", verbose_name=_("dispatching unit"))
    village = models.ForeignKey(Village, models.PROTECT, related_name="paired_work", verbose_name=_("village"))
    area = models.CharField(_("division code"), max_length=12)
    year = models.PositiveSmallIntegerField(_("year"))
    staff = models.PositiveIntegerField(_("staff with paired households"))
    households = models.PositiveIntegerField(_("households paired"))
    visits = models.PositiveIntegerField(_("visits to households"))
    helped = models.PositiveIntegerField(_("matters helped with"))
    note = models.CharField(_("note"), max_length=200, blank=True)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()
    scope = Scope(area=("area", "unit__home__code"), unit=("unit",), offices=READERS)

    class Meta:
        verbose_name = _("paired-household work")
        ordering = ("-year", "area")
        constraints = [
            models.UniqueConstraint(fields=("unit", "village", "year"), name="paired_work_once_a_year"),
            models.CheckConstraint(name="paired_work_area_is_a_village", condition=Q(area__length=12)),
            models.CheckConstraint(
                name="paired_work_by_somebody", condition=Q(staff__gt=0, households__gt=0) | Q(staff=0, households=0)
            ),
        ]
        indexes = [models.Index(OpClass("area", name="varchar_pattern_ops"), name="paired_work_area")]

    def __str__(self):
        return f"{self.unit} · {self.village} · {self.year}"
