"""Notices 通知: addressed to an office at a place, to a unit, or to one account."""

from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from core.models.accounts import User
from core.models.units import Unit
from core.offices import EVERYONE, Office
from core.scope import Scope, ScopedQuerySet


class NoticeQuerySet(ScopedQuerySet):
    """Notices, in sentences."""

    def visible_to(self, actor):
        """Those addressed to exactly the office, unit or account that is acting."""
        return self.filter(address_of(actor)) if actor else self.none()

    def unread_by(self, user_id):
        """Those this person has not opened."""
        return self.filter(~Exists(NoticeRead.objects.filter(notice=OuterRef("pk"), user=user_id)))


def address_of(actor):
    """What is addressed to exactly the office, unit or account that is acting, as a condition."""
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


class NoticeChoice(models.Model):
    """通知设置: what a person wishes by mail, and when not. Without a row the house's usual ways hold."""

    user = models.OneToOneField(User, models.CASCADE, primary_key=True, related_name="notice_choice")
    mail = models.JSONField(
        _("by e-mail"), default=dict
    )  # group → now, daily or none; a group left out goes the usual way
    quiet_from = models.TimeField(_("quiet from"))
    quiet_until = models.TimeField(_("quiet until"))
    language = models.CharField(_("language of e-mails"), max_length=10, default="zh-hans")

    objects = ScopedQuerySet.as_manager()
    scope = Scope(account=("user",), offices=EVERYONE)  # ask with `actor.myself`

    class Meta:
        verbose_name = _("choice about notices")


class NoticeMail(models.Model):
    """通知邮件: this notice goes, or went, to this person in this letter. The letter is sent once; unsent ones are found again."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="mails")
    user = models.ForeignKey(User, models.CASCADE, related_name="+", db_index=False)
    letter = models.CharField(max_length=80)
    due_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("notice", "user"), name="notice_mailed_once")]
        indexes = [
            models.Index(fields=("letter",), name="mail_letter", condition=Q(sent_at__isnull=True)),
            models.Index(fields=("due_at",), name="mail_overdue", condition=Q(sent_at__isnull=True)),
        ]
