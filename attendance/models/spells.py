"""Spells in which a township leaves days unconfirmed: one reminder each."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.scope import Scope, ScopedQuerySet


class UnconfirmedSpell(models.Model):
    """考勤积压: from the day on which a township had days unconfirmed for too long, until it had none."""

    area = models.CharField(_("division code"), max_length=9)
    began_on = models.DateField(_("from"))
    ended_on = models.DateField(_("until"), null=True)

    objects = ScopedQuerySet.as_manager()
    scope = Scope(area=("area",))

    class Meta:
        verbose_name = _("spell of unconfirmed days")
        constraints = [
            models.CheckConstraint(name="spell_has_a_place", condition=~Q(area="")),
            models.UniqueConstraint(fields=("area",), condition=Q(ended_on__isnull=True), name="one_open_spell"),
        ]
