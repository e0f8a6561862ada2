"""What must still happen after a commit, what ran on which day, which request was already answered."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models.accounts import User
from core.offices import Office
from core.scope import Scope, ScopedQuerySet

ADMIN_ONLY = Scope(everyone=True, offices=(Office.SYSADMIN,))


class OutboxQuerySet(ScopedQuerySet):
    """Promised work, in sentences."""

    def waiting(self):
        """What is not done yet."""
        return self.filter(done_at__isnull=True)


class OutboxMessage(models.Model):
    """待办消息: work promised in the same transaction as the fact that needs it. Done once, in its own transaction."""

    task = models.CharField(max_length=60)
    payload = models.JSONField(default=dict)
    key = models.CharField(max_length=160, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)

    objects = OutboxQuerySet.as_manager()
    scope = ADMIN_ONLY

    class Meta:
        verbose_name = _("outbox message")
        indexes = [models.Index(fields=("due_at",), name="outbox_pending", condition=Q(done_at__isnull=True))]


class JobRun(models.Model):
    """日常任务: one row per job and business day; claimed once, however many beats tick."""

    class State(models.TextChoices):
        """状态."""

        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    job = models.CharField(_("job"), max_length=60)
    on = models.DateField(_("day"))
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.WAITING)
    started_at = models.DateTimeField(_("started"), null=True)
    finished_at = models.DateTimeField(_("finished"), null=True)
    counts = models.JSONField(_("counts"), default=dict)

    objects = ScopedQuerySet.as_manager()
    scope = ADMIN_ONLY

    class Meta:
        verbose_name = _("daily job")
        ordering = ("-on", "job")
        constraints = [models.UniqueConstraint(fields=("job", "on"), name="job_once_a_day")]


class OnceKey(models.Model):
    """防重复提交: the answer already given to a request, kept so that its repetition changes nothing."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    key = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    location = models.CharField(max_length=300, blank=True)
    body = models.BinaryField(default=bytes)
    content_type = models.CharField(max_length=80, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("user", "key"), name="answered_once")]
        indexes = [models.Index(fields=("created_at",), name="once_age")]
