"""What this floor keeps: nothing about anybody, only its readers' own questions and what was sent of them (docs/decisions/0022)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import Appointment, StoredFile, User
from core.offices import EVERYONE
from core.scope import Scope, ScopedQuerySet


class SavedQueryQuerySet(ScopedQuerySet):
    """Kept queries, in sentences."""

    def of(self, actor):
        """Those a person keeps in the office they are acting in."""
        return self.visible_to(actor.myself).filter(appointment=actor.appointment_id)

    def scheduled(self):
        """Those that are sent and not paused."""
        return self.exclude(cadence="").filter(paused_on__isnull=True)


class SavedQuery(models.Model):
    """常用查询: one reader's question under a name, asked in the office it was kept in; sent regularly where they wish it.

    `query` is what its page is asked with; it is checked anew whenever it is asked.
    """

    class What(models.TextChoices):
        """类别."""

        CROSS = "cross", _("cross-table")
        REGISTER = "register", _("register")

    class Cadence(models.TextChoices):
        """发送周期."""

        WEEKLY = "weekly", _("every week")
        MONTHLY = "monthly", _("every month")

    class Pause(models.TextChoices):
        """暂停原因."""

        READER = "reader", _("paused by the reader")
        OFFICE = "office", _("stopped: the office has ended")
        QUERY = "query", _("stopped: the query makes no sense any more")

    owner = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("user"))
    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="+", verbose_name=_("office"))
    name = models.CharField(_("name"), max_length=60)
    what = models.CharField(_("kind"), max_length=8, choices=What)
    query = models.JSONField(_("query"), default=dict)
    cadence = models.CharField(_("how often it is sent"), max_length=7, choices=Cadence, blank=True)
    scheduled_on = models.DateField(_("sent since"), null=True)
    paused_on = models.DateField(_("paused on"), null=True)
    paused_why = models.CharField(max_length=6, choices=Pause, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SavedQueryQuerySet.as_manager()
    scope = Scope(account=("owner",), offices=EVERYONE)  # ask with `actor.myself`

    class Meta:
        verbose_name = _("kept query")
        ordering = ("name", "pk")
        constraints = [
            models.UniqueConstraint(fields=("appointment", "name"), name="query_name_once_an_office"),
            models.CheckConstraint(
                name="scheduled_has_its_day", condition=Q(cadence="") ^ Q(scheduled_on__isnull=False)
            ),
            models.CheckConstraint(name="pause_says_why", condition=Q(paused_why="") ^ Q(paused_on__isnull=False)),
        ]

    def __str__(self):
        return self.name


class Dispatch(models.Model):
    """发送记录: what became of a kept query in one week or month. One row per query and period: it is sent once."""

    class State(models.TextChoices):
        """状态."""

        SENT = "sent", _("sent")
        STOPPED = "stopped", _("not sent: the office has ended")
        REFUSED = "refused", _("not sent: the query makes no sense any more")
        NOWHERE = "nowhere", _("kept here only: no e-mail address")

    query = models.ForeignKey(SavedQuery, models.CASCADE, related_name="dispatches")
    period = models.CharField(_("period"), max_length=8)  # 2026-W30, 2026-07
    state = models.CharField(_("state"), max_length=8, choices=State)
    at = models.DateTimeField(_("time"), auto_now_add=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")

    objects = ScopedQuerySet.as_manager()
    scope = Scope(account=("query__owner",), offices=EVERYONE)  # ask with `actor.myself`

    class Meta:
        verbose_name = _("sent query")
        ordering = ("-pk",)
        constraints = [models.UniqueConstraint(fields=("query", "period"), name="query_sent_once_a_period")]
