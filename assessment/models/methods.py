"""The five ways of the term-end assessment, as the county's department has recorded them (二(四))."""

import pghistory
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessment.models.assessments import Assessment
from core.models import StoredFile, User
from core.offices import DEPARTMENTS, Office
from core.scope import Scope, ScopedQuerySet


class Method(models.TextChoices):
    """考核方式."""

    DEBRIEF = "debrief", _("debrief")
    DOCUMENTS = "documents", _("documents consulted")
    SITE_VISIT = "site_visit", _("site visit in the village")
    INTERVIEWS = "interviews", _("interviews with villagers")
    BALLOT = "ballot", _("democratic ballot")


@pghistory.track()
class TermMethod(models.Model):
    """期满考核方式: when one of the five ways was gone in a case, by whom, and what was found. One row a way."""

    account_id = None  # no cadre has a part in it

    assessment = models.ForeignKey(
        Assessment, models.PROTECT, related_name="methods", verbose_name=_("term-end assessment")
    )
    area = models.CharField(_("division code"), max_length=12)  # the assessment's
    method = models.CharField(_("way of assessment"), max_length=10, choices=Method)
    day = models.DateField(_("day"))
    who = models.CharField(_("by whom"), max_length=200)
    found = models.TextField(_("what was found"))
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", verbose_name=_("file"))
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("recorded by"))
    recorded_on = models.DateField(_("recorded on"))

    objects = ScopedQuerySet.as_manager()
    scope = Scope(
        area=("area",),
        unit=("assessment__posting__pairing__unit",),
        offices=(*DEPARTMENTS, Office.UNIT),
    )

    class Meta:
        verbose_name = _("way of the term-end assessment")
        ordering = ("assessment", "day", "pk")
        constraints = [
            models.UniqueConstraint(fields=("assessment", "method"), name="a_way_once_a_case"),
            models.CheckConstraint(name="way_area_never_empty", condition=Q(area__length=12)),
            models.CheckConstraint(name="way_tells_what_was_found", condition=~Q(who="") & ~Q(found="")),
        ]
        indexes = [models.Index(OpClass("area", name="varchar_pattern_ops"), name="way_area")]

    def __str__(self):
        return f"{self.assessment} {self.get_method_display()}"
