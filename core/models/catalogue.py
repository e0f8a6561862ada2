"""The catalogue of forms 表册目录 that offices ask for, and how much people really type (减负)."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models.accounts import User
from core.models.units import Unit
from core.offices import DEPARTMENTS, Office
from core.scope import NOTHING, Scope, ScopedQuerySet

ISSUERS = (*DEPARTMENTS, Office.LEADERSHIP)


class FormQuerySet(ScopedQuerySet):
    """Forms, in sentences."""

    def visible_to(self, actor):
        """What offices of the actor's area ask for, and what those above ask of the actor's own office."""
        return self.filter(_seen(actor)) if actor else self.none()

    def asked(self, on):
        """Those still asked for on a day."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=on))


def _seen(actor):
    places = _places(actor)
    above = {place[:length] for place in places for length in (2, 4, 6, 9, 12)}
    asked = Q(filled_by__contains=[actor.office], area__in=above) if above else NOTHING
    return asked | Q(area__startswith=actor.area) if actor.office in ISSUERS and actor.area else asked


def _places(actor):
    """Where an actor is: the office's own place, the unit's home and villages, the cadre's employer."""
    if actor.office == Office.UNIT:
        rows = Unit.objects.filter(pk=actor.unit_id).values_list("home__code", "pairings__village__area")
        return {place for row in rows for place in row if place}
    if actor.office == Office.CADRE:
        return set(User.objects.filter(pk=actor.user_id, cadre__isnull=False).values_list("cadre__area", flat=True))
    return {actor.area} - {""}


@pghistory.track()
class AskedForm(models.Model):
    """表册: a form or table an office wants, with its basis, its cadence, who fills it in and its fields.

    `fields`: [{"name", "known"}]; `known` says where the system has it already, "" that somebody must type it.
    """

    class Cadence(models.TextChoices):
        """报送周期."""

        OCCASION = "occasion", _("on occasion")
        DAILY = "daily", _("daily")
        MONTHLY = "monthly", _("monthly")
        QUARTERLY = "quarterly", _("quarterly")
        YEARLY = "yearly", _("yearly")
        TERM = "term", _("once a term")

    office = models.CharField(_("issuer"), max_length=12, choices=Office)
    area = models.CharField(_("division code"), max_length=12)
    name = models.CharField(_("name"), max_length=80)
    basis = models.CharField(_("basis"), max_length=120, blank=True)
    cadence = models.CharField(_("cadence"), max_length=10, choices=Cadence)
    filled_by = ArrayField(models.CharField(max_length=12, choices=Office), verbose_name=_("filled in by"))
    fields = models.JSONField(_("fields"), default=list)
    listed_on = models.DateField(_("listed on"))
    ended_on = models.DateField(_("no longer asked for since"), null=True, blank=True)
    changed_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = FormQuerySet.as_manager()

    class Meta:
        verbose_name = _("form that is asked for")
        ordering = ("area", "pk")
        constraints = [
            models.CheckConstraint(name="asked_form_area_never_empty", condition=~Q(area="")),
            models.CheckConstraint(name="asked_form_has_a_name", condition=~Q(name="")),
        ]
        indexes = [models.Index(OpClass("area", name="varchar_pattern_ops"), name="asked_form_area")]

    def __str__(self):
        return self.name

    def kept_by(self, actor):
        """Whether this very office asks for it."""
        return (actor.office, actor.area) == (self.office, self.area)


class TypedFields(models.Model):
    """填报量: how many fields people of an office in a place have typed on a day; nobody by name, no content."""

    day = models.DateField(_("day"))
    office = models.CharField(_("office"), max_length=12, choices=Office)
    area = models.CharField(_("division code"), max_length=12)
    fields = models.PositiveIntegerField(_("fields"))
    forms = models.PositiveIntegerField(_("forms"))

    objects = ScopedQuerySet.as_manager()
    scope = Scope(area=("area",), offices=ISSUERS)

    class Meta:
        verbose_name = _("fields typed on a day")
        constraints = [
            models.UniqueConstraint(fields=("day", "office", "area"), name="typed_once_a_day"),
            models.CheckConstraint(name="typed_area_never_empty", condition=~Q(area="")),
        ]
        indexes = [models.Index(OpClass("area", name="varchar_pattern_ops"), "day", name="typed_area")]
