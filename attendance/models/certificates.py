"""Certificates of completion 结业证书, numbered by organiser and year."""

import pghistory
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from attendance.models.training import Attendee
from core.models import User
from core.scope import Scope, ScopedQuerySet


@pghistory.track()
class Certificate(models.Model):
    """结业证书: one for who came to every half of a session. A number is never used twice; one taken back keeps its line and says why."""

    attendee = models.ForeignKey(Attendee, models.PROTECT, related_name="certificates")
    area = models.CharField(_("division code"), max_length=12)
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveIntegerField(_("number"))
    issued_on = models.DateField(_("issued on"))
    issued_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    revoked_on = models.DateField(_("taken back on"), null=True)
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    objects = ScopedQuerySet.as_manager()
    scope = Scope(
        area=("area", "attendee__posting__area"),
        unit=("attendee__posting__pairing__unit",),
        account=("attendee__posting__cadre__account",),
    )

    class Meta:
        verbose_name = _("certificate of completion")
        ordering = ("area", "-year", "number")
        constraints = [
            models.UniqueConstraint(fields=("area", "year", "number"), name="certificate_number_once"),
            models.UniqueConstraint(fields=("attendee",), condition=Q(revoked_on=None), name="one_valid_certificate"),
            models.CheckConstraint(name="certificate_area_never_empty", condition=~Q(area="")),
            models.CheckConstraint(name="taken_back_says_why", condition=Q(revoked_on=None) | ~Q(reason="")),
        ]
        indexes = [models.Index(OpClass("area", name="varchar_pattern_ops"), name="certificate_area")]

    def __str__(self):
        return f"结业〔{self.year}〕{self.number:04d}号"
