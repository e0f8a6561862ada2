"""County rules 县级规定: what the Opinion leaves to the county, entered in the browser, read through `provision()`."""

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.models.accounts import User
from core.offices import EVERYONE
from core.scope import Scope, ScopedQuerySet


def _path(area):
    return [area[:length] for length in (2, 4, 6, 9, 12) if length <= len(area)]


class CountyRuleQuerySet(ScopedQuerySet):
    """County rules, in sentences."""

    def in_force(self, on):
        """Those that hold on a day."""
        return self.filter(Q(effective_to__isnull=True) | Q(effective_to__gte=on), effective_from__lte=on)

    def touching(self, area):
        """Those entered inside an area or above it."""
        return self.filter(Q(area__startswith=area) | Q(area__in=_path(area)))

    def above(self, area):
        """Those that bind a place: entered by the divisions on its path."""
        return self.filter(area__in=_path(area))


@pghistory.track()
class CountyRule(models.Model):
    """县级规定: one dated value with its document number. It may tighten the province's number, never loosen it."""

    area = models.CharField(_("division code"), max_length=6)
    key = models.CharField(_("provision"), max_length=60)
    value = models.JSONField(_("value"))
    effective_from = models.DateField(_("effective from"))
    effective_to = models.DateField(_("effective to"), null=True, blank=True)
    document_number = models.CharField(_("document number"), max_length=60)
    quote = models.TextField(_("words of the document"))
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(auto_now_add=True)

    objects = CountyRuleQuerySet.as_manager()
    scope = Scope(
        everyone=True, offices=EVERYONE
    )  # a published document: everybody is judged by it, everybody may read it

    class Meta:
        verbose_name = _("county rule")
        ordering = ("key", "-effective_from")
        constraints = [
            models.UniqueConstraint(fields=("area", "key", "effective_from"), name="county_rule_once_a_day"),
            models.CheckConstraint(name="county_rule_area_never_empty", condition=~Q(area="")),
            models.CheckConstraint(
                name="county_rule_dates_in_order",
                condition=Q(effective_to__isnull=True) | Q(effective_to__gte=F("effective_from")),
            ),
        ]

    def __str__(self):
        return f"{self.area} {self.key} {self.effective_from}"
