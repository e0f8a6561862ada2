"""Notices 通知: addressed to an office at a place, to a unit, or to one account."""

from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from core.models.accounts import User
from core.models.units import Unit
from core.offices import Office
from core.scope import ScopedQuerySet


class NoticeQuerySet(ScopedQuerySet):
    """Notices, in sentences."""

    def visible_to(self, actor):
        """Those addressed to exactly the office, unit or account that is acting."""
        return self.filter(_address(actor)) if actor else self.none()

    def unread_by(self, user_id):
        """Those this person has not opened."""
        return self.filter(~Exists(NoticeRead.objects.filter(notice=OuterRef("pk"), user=user_id)))


def _address(actor):
    if actor.office == Office.CADRE:
        return Q(account=actor.user_id)
    if actor.office == Office.UNIT:
        return Q(office=actor.office, unit=actor.unit_id)
    return Q(office=actor.office, area=actor.area)


class Notice(models.Model):
    """通知: told once per `key`; `kind` and `params` make the sentence in the reader's language."""

    office = models.CharField(_("office"), max_length=12, choices=Office)
    area = models.CharField(max_length=12, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    account = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=40)
    params = models.JSONField(default=dict)
    link = models.CharField(max_length=200, blank=True)
    key = models.CharField(max_length=120, unique=True)
    created_at = models.DateTimeField(_("time"), auto_now_add=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        ordering = ("-pk",)
        indexes = [
            models.Index(OpClass("area", name="varchar_pattern_ops"), "office", name="notice_address"),
            models.Index(fields=("unit",), name="notice_unit", condition=Q(unit__isnull=False)),
            models.Index(fields=("account",), name="notice_account", condition=Q(account__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                name="notice_addressed_to_someone",
                condition=~Q(area="") | Q(unit__isnull=False) | Q(account__isnull=False),
            )
        ]


class NoticeRead(models.Model):
    """已读: this person has opened this notice."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="reads")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("notice", "user"), name="notice_read_once")]
