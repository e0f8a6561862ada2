"""Work that takes longer than a click: matchings, imports, exports. One row each, with progress to look at."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models.accounts import User
from core.models.files import StoredFile
from core.models.units import Unit
from core.offices import EVERYONE
from core.scope import Scope, ScopedQuerySet


class Job(models.Model):
    """后台任务: asked for by one person, done once by a worker. Its result lies with what it was for (`link`)."""

    class State(models.TextChoices):
        """状态."""

        WAITING = "waiting", _("waiting")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    kind = models.CharField(_("kind of work"), max_length=60)
    subject = models.BigIntegerField(null=True)  # the row of its kind that the work is about
    owner = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("asked for by"))
    office = models.CharField(_("office"), max_length=12)
    area = models.CharField(_("division code"), max_length=12, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    asked_on = models.DateField(_("business day"))
    payload = models.JSONField(default=dict)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.WAITING)
    counts = models.JSONField(_("counts"), default=dict)
    error = models.TextField(_("error"), blank=True)
    link = models.CharField(max_length=200, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(_("asked for at"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished at"), null=True)

    objects = ScopedQuerySet.as_manager()
    scope = Scope(account=("owner",), offices=EVERYONE)  # ask with `actor.myself`

    class Meta:
        verbose_name = _("background job")
        ordering = ("-pk",)
        indexes = [models.Index(fields=("owner", "-created_at"), name="job_of_owner")]
