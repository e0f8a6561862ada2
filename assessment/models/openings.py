"""What the books said of a case on the day it was opened: beside it a later correction shows, long before a grade is set."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessment.models.assessments import Assessment
from core.offices import PLACED
from core.scope import Scope, ScopedQuerySet


class OpeningFacts(models.Model):
    """启动时事实: the facts of a case as they stood when it was opened, with their hash. Append-only."""

    assessment = models.OneToOneField(
        Assessment, models.PROTECT, primary_key=True, related_name="opening", verbose_name=_("assessment")
    )
    taken_on = models.DateField(_("taken on"))
    facts = models.JSONField(_("facts"))
    facts_hash = models.CharField(max_length=64)

    objects = ScopedQuerySet.as_manager()
    scope = Scope(area=("assessment__area",), offices=PLACED)

    class Meta:
        verbose_name = _("facts at the opening")
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
