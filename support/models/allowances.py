"""Allowances 补助 paid: one line per cadre, allowance and month (二(五))."""

import pghistory
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from support.models.lines import Line, held_by


@pghistory.track()
class Allowance(Line):
    """补助发放: an allowance of one month, paid on a day. What is not paid has no line, and shows as missing."""

    class Kind(models.TextChoices):
        """补助项目."""

        REMOTE_AREA = "remote_area", _("remote-area difference")
        TOWNSHIP_POST = "township_post", _("township post allowance")
        MEALS = "meals", _("meal allowance")

    class Payer(models.TextChoices):
        """由谁发放."""

        LEVEL_FINANCE = "level_finance", _("finance office of the unit's level")
        UNIT_FUNDS = "unit_funds", _("public funds of the unit")
        BY_REFERENCE = "by_reference", _("the unit itself, by reference")

    kind = models.CharField(_("allowance"), max_length=16, choices=Kind)
    month = models.DateField(_("month"))
    amount = models.DecimalField(_("amount"), max_digits=10, decimal_places=2)
    paid_on = models.DateField(_("paid on"))
    payer = models.CharField(_("paid by"), max_length=16, choices=Payer)
    payer_name = models.CharField(_("name of the payer"), max_length=80)

    class Meta:
        verbose_name = _("allowance paid")
        ordering = ("-month", "area", "posting", "kind")
        constraints = [
            *held_by("allowance"),
            models.UniqueConstraint(
                fields=("posting", "kind", "month"),
                condition=Q(struck_on__isnull=True),
                name="allowance_paid_once_a_month",
            ),
            models.CheckConstraint(name="allowance_above_zero", condition=Q(amount__gt=0)),
            models.CheckConstraint(name="allowance_month_by_its_first_day", condition=Q(month__day=1)),
        ]
        indexes = [models.Index(OpClass("area", name="varchar_pattern_ops"), "month", name="allowance_area")]
