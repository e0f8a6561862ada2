"""Group robots 群机器人: where an office, unit or person is told outside the house, and what has gone there."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import sealed
from core.models.accounts import User
from core.models.notices import Notice, address_of
from core.models.units import Unit
from core.notice_groups import Group
from core.offices import Office
from core.scope import ScopedQuerySet


class WebhookQuerySet(ScopedQuerySet):
    """Group robots, in sentences."""

    def visible_to(self, actor):
        """Those of exactly the office, unit or account that is acting."""
        return self.filter(address_of(actor)) if actor else self.none()

    def working(self):
        """Those that are switched on."""
        return self.filter(active=True)


class Webhook(models.Model):
    """群机器人: an https address that is told an office's notices, in the shape its program understands.

    Address and secret are sealed; only a mask of the address is shown. `names`: whether messages name people, or only
    say how many notices of which kind there are.
    """

    class Shape(models.TextChoices):
        """消息格式."""

        WECOM = "wecom", _("WeCom group robot")
        DINGTALK = "dingtalk", _("DingTalk group robot")
        JSON = "json", _("plain JSON, signed")

    seal = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    office = models.CharField(_("office"), max_length=12, choices=Office)
    area = models.CharField(max_length=12, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    account = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    name = models.CharField(_("name"), max_length=40)
    shape = models.CharField(_("kind of robot"), max_length=8, choices=Shape)
    address_sealed = models.TextField()
    address_shown = models.CharField(_("address"), max_length=120)
    secret_sealed = models.TextField(blank=True)
    groups = ArrayField(models.CharField(max_length=12, choices=Group), verbose_name=_("what is told"))
    quiet_from = models.TimeField(_("quiet from"))
    quiet_until = models.TimeField(_("quiet until"))
    names = models.BooleanField(_("name people in messages"), default=False)
    language = models.CharField(_("language"), max_length=10, default="zh-hans")
    active = models.BooleanField(_("switched on"), default=True)
    reached_at = models.DateTimeField(_("last reached"), null=True)
    changed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    SEALED = {"address_sealed": "core.webhook.address", "secret_sealed": "core.webhook.secret"}
    objects = WebhookQuerySet.as_manager()

    class Meta:
        verbose_name = _("group robot")
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                name="webhook_belongs_to_someone",
                condition=~Q(area="") | Q(unit__isnull=False) | Q(account__isnull=False),
            ),
        ]

    def __str__(self):
        return self.name

    def _bound(self, column):
        return f"{self.SEALED[column]}:{self.seal}"

    def put_address(self, url, shown):
        """Seals the address and keeps its mask."""
        self.address_sealed, self.address_shown = sealed.seal(url, bound_to=self._bound("address_sealed")), shown

    def put_secret(self, secret):
        """Seals the secret the messages are signed with."""
        self.secret_sealed = sealed.seal(secret, bound_to=self._bound("secret_sealed"))

    @property
    def address(self):
        """The full address: only whoever delivers may ask."""
        return sealed.unseal(self.address_sealed, bound_to=self._bound("address_sealed"))

    @property
    def secret(self):
        """The secret: only whoever delivers may ask."""
        return sealed.unseal(self.secret_sealed, bound_to=self._bound("secret_sealed"))


class WebhookMail(models.Model):
    """群消息: this notice goes, or went, to this robot. One row for each; sent once."""

    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="mails")
    notice = models.ForeignKey(Notice, models.CASCADE, related_name="+")
    due_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("webhook", "notice"), name="notice_hooked_once")]
        indexes = [models.Index(fields=("webhook", "due_at"), name="hook_unsent", condition=Q(sent_at__isnull=True))]
