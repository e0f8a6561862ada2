"""What befalls a posted cadre: difficulties of the family 家庭困难 with the help given; injury and death on duty 因公负伤、牺牲 (二(五))."""

import pghistory
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import StoredFile, Unit
from core.offices import Office
from core.scope import Scope, ScopedQuerySet
from support.models.lines import CARERS, Line, held_by

# A family's troubles are known to those who help: never a matter of lists further up.
CLOSE_BY = (Office.COUNTY, Office.TOWNSHIP, Office.UNIT, Office.CADRE)


@pghistory.track()
class Difficulty(Line):
    """家庭困难: what troubles a posted cadre's family, and until when. Seen by unit, county, township and the cadre alone."""

    class Kind(models.TextChoices):
        """困难类别."""

        ILLNESS = "illness", _("illness in the family")
        CHILDREN = "children", _("care or schooling of children")
        PARENTS = "parents", _("care of parents")
        SPOUSE = "spouse", _("couple living apart, job of the spouse")
        HOUSING = "housing", _("housing")
        OTHER = "other", _("other")

    kind = models.CharField(_("kind of difficulty"), max_length=12, choices=Kind)
    what = models.TextField(_("what the difficulty is"))
    since = models.DateField(_("known since"))
    settled_on = models.DateField(_("settled on"), null=True, blank=True)

    scope = Scope(
        area=("area",), unit=("posting__pairing__unit",), account=("posting__cadre__account",), offices=CLOSE_BY
    )

    class Meta:
        verbose_name = _("family difficulty")
        ordering = (models.F("settled_on").desc(nulls_first=True), "-since", "pk")
        constraints = [
            *held_by("difficulty"),
            models.CheckConstraint(name="difficulty_says_what", condition=~Q(what="")),
        ]
        indexes = [models.Index(OpClass("area", name="varchar_pattern_ops"), name="difficulty_area")]


@pghistory.track()
class Help(Line):
    """帮助措施: what an office did about a difficulty, and when."""

    difficulty = models.ForeignKey(
        Difficulty, models.PROTECT, related_name="helps", verbose_name=_("family difficulty")
    )
    day = models.DateField(_("day"))
    what = models.TextField(_("help given"))

    scope = Difficulty.scope

    class Meta:
        verbose_name = _("help given")
        ordering = ("day", "pk")
        constraints = [*held_by("help"), models.CheckConstraint(name="help_says_what", condition=~Q(what=""))]


@pghistory.track()
class Injury(Line):
    """因公负伤、因公牺牲: what happened on duty, where and when. The steps owed follow from the policy."""

    class Kind(models.TextChoices):
        """类别."""

        INJURY = "injury", _("injury on duty")
        DEATH = "death", _("death on duty")

    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    happened_on = models.DateField(_("happened on"))
    where = models.CharField(_("place"), max_length=80)
    what = models.TextField(_("what happened"))

    class Meta:
        verbose_name = _("injury or death on duty")
        ordering = ("-happened_on", "pk")
        constraints = [*held_by("injury"), models.CheckConstraint(name="injury_says_what", condition=~Q(what=""))]
        indexes = [models.Index(OpClass("area", name="varchar_pattern_ops"), name="injury_area")]


@pghistory.track()
class InjuryStep(models.Model):
    """救治、康复、优抚: one step owed after an injury or death on duty: by whom, until when, and what shows that it was done."""

    class Kind(models.TextChoices):
        """事项."""

        TREATMENT = "treatment", _("treatment")
        RECOVERY = "recovery", _("recovery")
        FAMILY_CARE = "family_care", _("care of the family")

    injury = models.ForeignKey(Injury, models.PROTECT, related_name="steps", verbose_name=_("injury or death on duty"))
    area = models.CharField(_("division code"), max_length=12)
    kind = models.CharField(_("step owed"), max_length=12, choices=Kind)
    owner_office = models.CharField(_("owed by"), max_length=12, choices=Office)
    owner_area = models.CharField(max_length=12, blank=True)
    owner_unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField(_("due on"))
    done_on = models.DateField(_("done on"), null=True, blank=True)
    evidence = models.TextField(_("what shows that it was done"), blank=True)
    paper = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ScopedQuerySet.as_manager()
    scope = Scope(
        area=("area",),
        unit=("injury__posting__pairing__unit",),
        account=("injury__posting__cadre__account",),
        offices=CARERS,
    )

    class Meta:
        verbose_name = _("step owed")
        ordering = ("due_on", "pk")
        constraints = [
            models.UniqueConstraint(fields=("injury", "kind"), name="injury_step_once"),
            models.CheckConstraint(name="injury_step_area_never_empty", condition=Q(area__length=12)),
            models.CheckConstraint(
                name="injury_step_done_with_evidence",
                condition=Q(done_on__isnull=True, evidence="") | Q(done_on__isnull=False) & ~Q(evidence=""),
            ),
            models.CheckConstraint(
                name="injury_step_has_an_owner",
                condition=Q(owner_unit__isnull=False) | ~Q(owner_area=""),
            ),
        ]
