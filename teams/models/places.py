"""Villages 村 and their pairing 结对 with dispatching units."""

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from core.models import Division, Unit
from core.scope import Scope, ScopedQuerySet


def span(start="starts_on", end="ends_on"):
    """The days from `start` to `end` inclusive as a PostgreSQL range; an open end stays open."""
    return Func(F(start), F(end), Value("[]"), function="daterange", output_field=DateRangeField())


class VillageQuerySet(ScopedQuerySet):
    """Villages, in sentences."""

    def beside(self, village, on):
        """Those one team could serve together with a village from a day: its township, its paired unit, nobody's yet."""
        now = Pairing.objects.in_force(on)
        units = now.filter(village=village).values("unit")
        rows = self.filter(area__startswith=village.area[:9], pk__in=now.filter(unit__in=units).values("village"))
        served = Q(teams__isnull=False, teams__disbanded_on__isnull=True)
        served |= Q(second_teams__isnull=False, second_teams__disbanded_on__isnull=True)
        return rows.exclude(pk=village.pk).exclude(pk__in=Village._base_manager.filter(served).values("pk"))


class Village(models.Model):
    """村: a division that may receive a team, with categories, needs and languages (一, 二(一))."""

    class Need(models.TextChoices):
        """帮扶需求."""

        PARTY_BUILDING = "party_building", _("Party building")
        ECONOMY = "economy", _("Industry and collective economy")
        GOVERNANCE = "governance", _("Social governance")

    division = models.OneToOneField(Division, models.PROTECT, related_name="village", verbose_name=_("division"))
    area = models.CharField(_("division code"), max_length=12, unique=True)
    categories = ArrayField(models.CharField(max_length=24), verbose_name=_("categories"), default=list, blank=True)
    needs = ArrayField(models.CharField(max_length=20, choices=Need), verbose_name=_("needs"), default=list, blank=True)
    poverty_exit_on = models.DateField(_("exit from poverty"), null=True, blank=True)
    ethnic_area = models.BooleanField(_("ethnic area"), default=False)
    languages = ArrayField(
        models.CharField(max_length=3), verbose_name=_("working languages"), default=list, blank=True
    )

    objects = VillageQuerySet.as_manager()
    scope = Scope(
        area=("area",),
        unit=("*pairings__unit",),
        account=("*teams__postings__cadre__account", "*second_teams__postings__cadre__account"),
    )

    class Meta:
        verbose_name = _("village")
        ordering = ("area",)
        constraints = [models.CheckConstraint(name="village_area_is_a_village", condition=Q(area__length=12))]
        indexes = [models.Index(OpClass("area", name="varchar_pattern_ops"), name="village_area")]

    def __str__(self):
        return self.division.name


class PairingQuerySet(ScopedQuerySet):
    """Pairings, in sentences."""

    def in_force(self, on):
        """Those that hold on a day."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)


@pghistory.track()
class Pairing(models.Model):
    """结对帮扶: one unit and one village, kept after the village exits poverty (二(一))."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="pairings", verbose_name=_("dispatching unit"))
    village = models.ForeignKey(Village, models.PROTECT, related_name="pairings", verbose_name=_("village"))
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"), null=True, blank=True)
    end_reason = models.TextField(_("reason for ending"), blank=True)

    objects = PairingQuerySet.as_manager()
    scope = Scope(area=("village__area", "unit__home__code"), unit=("unit",))

    class Meta:
        verbose_name = _("pairing")
        ordering = ("village__area", "starts_on")
        constraints = [
            models.CheckConstraint(
                name="pairing_dates_in_order", condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on"))
            ),
            models.CheckConstraint(
                name="pairing_end_has_a_reason", condition=Q(ends_on__isnull=True) | ~Q(end_reason="")
            ),
            ExclusionConstraint(
                name="village_has_one_paired_unit",
                expressions=[("village", RangeOperators.EQUAL), (span(), RangeOperators.OVERLAPS)],
            ),
        ]

    def __str__(self):
        return f"{self.unit} – {self.village}"

    @property
    def area(self):
        """The village's division code."""
        return self.village.area
