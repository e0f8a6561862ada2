"""Public holidays and make-up days."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.offices import EVERYONE
from core.scope import Scope, ScopedQuerySet


class Holiday(models.Model):
    """节假日安排: a day off, or a weekend day worked instead. Seeded from the published lists, then kept by an officer."""

    day = models.DateField(_("day"), primary_key=True)
    works = models.BooleanField(_("is worked"), default=False)
    name = models.CharField(_("name"), max_length=40)

    objects = ScopedQuerySet.as_manager()
    scope = Scope(everyone=True, offices=EVERYONE)

    class Meta:
        verbose_name = _("holiday")
        ordering = ("day",)

    def __str__(self):
        return f"{self.day} {self.name}"
