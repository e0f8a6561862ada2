"""Visits of condolence 看望慰问 and heart-to-heart talks 谈心谈话 by leaders of every level (二(五))."""

import pghistory
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from support.models.lines import Line, held_by


@pghistory.track()
class Visit(Line):
    """看望慰问、谈心谈话: which leader of which office saw a posted cadre, and when. Seen together, each has a line."""

    class Kind(models.TextChoices):
        """方式."""

        VISIT = "visit", _("visit of condolence")
        TALK = "talk", _("heart-to-heart talk")

    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    day = models.DateField(_("day"))
    leader = models.CharField(_("by whom"), max_length=60)
    leader_title = models.CharField(_("title of the leader"), max_length=60)
    brought = models.CharField(_("what was brought or agreed"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("visit or talk")
        ordering = ("-day", "area", "pk")
        constraints = [
            *held_by("visit"),
            models.UniqueConstraint(
                fields=("posting", "kind", "day", "leader"),
                condition=Q(struck_on__isnull=True),
                name="visit_entered_once",
            ),
        ]
        indexes = [models.Index(OpClass("area", name="varchar_pattern_ops"), "day", name="visit_area")]
