"""Dispatching units 派出单位. They stand beside divisions because appointments point at both."""

from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _

from core.models.regions import Division
from core.offices import PERSONNEL, Office
from core.pinyin import InitialsField
from core.scope import Scope, ScopedQuerySet


class UnitQuerySet(ScopedQuerySet):
    """Units, in sentences."""

    def matching(self, text):
        """Units whose name holds every word a reader typed, the shortest first; nothing for nothing."""
        words = text.split()[:6]
        rows = self if words else self.none()
        for word in words:
            rows = rows.filter(name__icontains=word)
        return rows.order_by(Length("name"), "name")


class Unit(models.Model):
    """派出单位 (结对帮扶单位), with the one leader designated to follow its team (二(四))."""

    class Level(models.TextChoices):
        """隶属层级."""

        CENTRAL = "central", _("Central, in the province")
        PROVINCIAL = "provincial", _("Provincial")
        PREFECTURE = "prefecture", _("Prefecture level")
        COUNTY = "county", _("County level")
        TOWNSHIP = "township", _("Township level")

    class Kind(models.TextChoices):
        """单位性质."""

        ORGAN = "organ", _("Organ")
        ENTERPRISE = "enterprise", _("Enterprise")
        INSTITUTION = "institution", _("Public institution")

    name = models.CharField(_("name"), max_length=80)
    initials = InitialsField()
    level = models.CharField(_("level"), max_length=12, choices=Level)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    home = models.ForeignKey(Division, models.PROTECT, related_name="units", verbose_name=_("home division"))
    party_committee = models.CharField(_("Party committee"), max_length=80)
    leader_name = models.CharField(_("designated leader"), max_length=40, blank=True)
    leader_title = models.CharField(_("leader's title"), max_length=60, blank=True)

    objects = UnitQuerySet.as_manager()
    # `pairings` is the relation that teams.Pairing makes: a county sees the units paired with its villages.
    # A system administrator sees units to appoint their officers.
    scope = Scope(area=("home__code", "*pairings__village__area"), unit=("pk",), offices=(*PERSONNEL, Office.SYSADMIN))

    class Meta:
        verbose_name = _("dispatching unit")
        ordering = ("name",)
        constraints = [
            models.UniqueConstraint(fields=("home", "name"), name="unit_name_once_at_home"),
            models.CheckConstraint(condition=~models.Q(name=""), name="unit_has_a_name"),
        ]
        indexes = [models.Index(OpClass("initials", name="varchar_pattern_ops"), name="unit_initials")]

    def __str__(self):
        return self.name
