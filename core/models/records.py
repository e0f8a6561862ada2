"""The record 审计记录: who did and saw what. Append-only; it is also the timeline of every case."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models.accounts import User
from core.models.units import Unit
from core.offices import Office
from core.scope import Scope, ScopedQuerySet


class RecordQuerySet(ScopedQuerySet):
    """Record lines, in sentences."""

    def about(self, thing):
        """Every line about one row."""
        return self.filter(object_type=thing._meta.label_lower, object_id=str(thing.pk))

    def steps(self):
        """Only the steps of cases that were taken."""
        return self.filter(kind=Record.Kind.STEP, result=Record.Result.OK)


class Record(models.Model):
    """审计记录: time, person, office, deed, thing, result, what changed; never a personal number."""

    class Kind(models.TextChoices):
        """类别."""

        STEP = "step", _("step of a case")
        CHANGE = "change", _("change")
        SIGHT = "sight", _("seen")
        ACCESS = "access", _("access")

    class Result(models.TextChoices):
        """结果."""

        OK = "ok", _("done")
        DENIED = "denied", _("refused")

    at = models.DateTimeField(_("time"), auto_now_add=True)
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("user"))
    office = models.CharField(_("office"), max_length=12, choices=Office, blank=True)
    place = models.CharField(_("acting for"), max_length=160, blank=True)
    area = models.CharField(_("division code"), max_length=12, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    ip = models.GenericIPAddressField(_("address"), null=True)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    verb = models.CharField(_("deed"), max_length=40)
    object_type = models.CharField(_("thing"), max_length=60, blank=True)
    object_id = models.CharField(_("number"), max_length=60, blank=True)
    result = models.CharField(_("result"), max_length=8, choices=Result, default=Result.OK)
    note = models.TextField(_("comment"), blank=True)
    details = models.JSONField(_("details"), default=dict)

    objects = RecordQuerySet.as_manager()
    scope = Scope(area=("area",), offices=(Office.AUDITOR,))

    class Meta:
        verbose_name = _("record")
        ordering = ("-pk",)
        indexes = [
            models.Index(fields=("object_type", "object_id"), name="record_thing"),
            models.Index(fields=("user", "at"), name="record_user"),
            models.Index(fields=("at",), name="record_at"),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]


class RecordSeal(models.Model):
    """审计封存: the hash chain over the record; `manage.py verify_audit` names the line that was touched."""

    position = models.BigAutoField(primary_key=True)
    record_id = models.BigIntegerField(unique=True)
    chained = models.CharField(max_length=64)
    sealed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
