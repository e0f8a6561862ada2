"""Files that users hand in: scans, letters, rosters. Their bytes are sealed on disk; a file is reached only through what it belongs to."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models.accounts import User
from core.offices import EVERYONE
from core.scope import Scope, ScopedQuerySet


class StoredFile(models.Model):
    """附件: name, kind and digest of a file; the sealed bytes lie under `key` in MEDIA_ROOT, never under the given name.

    The row itself is seen by who handed it in; everybody else gets it through the door of the case it is attached to.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("file name"), max_length=160)
    kind = models.CharField(_("kind of file"), max_length=8)  # pdf, jpg, png, docx, xlsx, xls, et, csv: by content
    size = models.PositiveIntegerField(_("size in bytes"))
    digest = models.CharField(max_length=64)  # SHA-256 of the plain bytes
    uploaded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("handed in by"))
    created_at = models.DateTimeField(_("handed in at"), auto_now_add=True)

    objects = ScopedQuerySet.as_manager()
    scope = Scope(account=("uploaded_by",), offices=EVERYONE)  # ask with `actor.myself`

    class Meta:
        verbose_name = _("file")
        ordering = ("-pk",)
        indexes = [models.Index(fields=("digest",), name="file_digest")]

    def __str__(self):
        return self.name
