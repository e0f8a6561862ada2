"""Posting letters 派驻通知: one numbered paper of the department that approved, naming one posting or many."""

from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import User
from core.offices import PERSONNEL, Office
from core.scope import Scope, ScopedQuerySet
from selection.models.nominations import Nomination


class Letter(models.Model):
    """派驻通知: numbered per office, place and year without gaps; each reader is given the lines that concern them."""

    office = models.CharField(_("issued by"), max_length=12, choices=Office)
    area = models.CharField(_("division code"), max_length=12)
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveIntegerField(_("number"))
    issued_on = models.DateField(_("issued on"))
    issued_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("issued by"))
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ScopedQuerySet.as_manager()
    scope = Scope(
        area=("area", "*lines__nomination__area", "*lines__nomination__sender_area"),
        unit=("*lines__nomination__unit",),
        account=("*lines__nomination__cadre__account",),
        offices=PERSONNEL,
    )

    class Meta:
        verbose_name = _("posting letter")
        ordering = ("-pk",)
        constraints = [
            models.UniqueConstraint(fields=("office", "area", "year", "number"), name="letter_number_once"),
            models.CheckConstraint(name="letter_area_never_empty", condition=~models.Q(area="")),
        ]
        indexes = [models.Index(OpClass("area", name="varchar_pattern_ops"), name="letter_area")]

    def __str__(self):
        return f"派驻〔{self.year}〕{self.number}号"


class LetterLine(models.Model):
    """派驻通知名单: one approved nomination on its only letter; `facts` are the words as they were issued."""

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="lines")
    nomination = models.OneToOneField(Nomination, models.PROTECT, related_name="letter_line")
    facts = models.JSONField(default=dict)

    objects = ScopedQuerySet.as_manager()
    scope = Scope(
        area=("letter__area", "nomination__area", "nomination__sender_area"),
        unit=("nomination__unit",),
        account=("nomination__cadre__account",),
        offices=PERSONNEL,
    )

    class Meta:
        verbose_name = _("line of a posting letter")
        ordering = ("pk",)
