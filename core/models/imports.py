"""Tables handed in as Excel or CSV: the file, what was understood of each row, what was done with it."""

import json

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import sealed
from core.models.accounts import User
from core.models.files import StoredFile
from core.models.units import Unit
from core.models.work import Job
from core.offices import PERSONNEL, Office
from core.scope import Scope, ScopedQuerySet


class SheetImportQuerySet(ScopedQuerySet):
    """Imports, in sentences."""

    def visible_to(self, actor):
        """Those the very same office handed in: offices above see what was entered, not the file."""
        rows = super().visible_to(actor)
        return rows if actor is None else rows.filter(office=actor.office, area=actor.area, unit=actor.unit_id)


class SheetImport(models.Model):
    """表格导入: one file of one kind, first tried (dry run), then applied as a whole, and undone as a whole.

    It belongs to the office that handed it in (`office` with `area` or `unit`).
    """

    class State(models.TextChoices):
        """状态."""

        CHECKING = "checking", _("being checked")
        CHECKED = "checked", _("checked")
        APPLYING = "applying", _("being entered")
        APPLIED = "applied", _("entered")
        UNDONE = "undone", _("taken back")
        FAILED = "failed", _("not readable")

    kind = models.CharField(_("kind of table"), max_length=24)
    office = models.CharField(_("office"), max_length=12, choices=Office)
    area = models.CharField(_("division code"), max_length=12, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    owner = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("handed in by"))
    asked = models.JSONField(default=dict)  # what the form said beside the file: the round, dates, decision
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name=_("file"))
    marked = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    job = models.ForeignKey(Job, models.PROTECT, null=True, blank=True, related_name="+")
    corrects = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="corrections")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.CHECKING)
    heads = models.JSONField(_("columns understood"), default=dict)  # column of the file → key of the kind
    notes = models.JSONField(_("remarks"), default=list)  # about the file as a whole: hidden sheets, rows left out
    counts = models.JSONField(_("counts"), default=dict)
    error = models.TextField(_("error"), blank=True)
    created_at = models.DateTimeField(_("handed in at"), auto_now_add=True)
    applied_at = models.DateTimeField(_("entered at"), null=True, blank=True)
    undone_at = models.DateTimeField(_("taken back at"), null=True, blank=True)

    objects = SheetImportQuerySet.as_manager()
    scope = Scope(area=("area",), unit=("unit",), offices=PERSONNEL)

    class Meta:
        verbose_name = _("import of a table")
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(
                name="import_belongs_to_one_office",
                condition=Q(unit__isnull=False, area="") | (Q(unit__isnull=True) & ~Q(area="")),
            ),
        ]
        indexes = [models.Index(fields=("kind", "area", "unit"), name="import_of_office")]

    def __str__(self):
        return self.file.name

    @property
    def good(self):
        """How many rows are to be entered."""
        return sum(self.counts.get(verdict, 0) for verdict in ("new", "changed"))


class SheetRow(models.Model):
    """导入行: one row of an imported table, what it says, what stands in the way, what it changed. Reached through its import."""

    class Verdict(models.TextChoices):
        """结论."""

        NEW = "new", _("new")
        CHANGED = "changed", _("changed")
        SAME = "same", _("unchanged")
        BAD = "bad", _("to be corrected")

    sheet = models.ForeignKey(SheetImport, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(_("row"))  # as the spreadsheet counts it, from 1
    verdict = models.CharField(_("verdict"), max_length=8, choices=Verdict)
    values = models.JSONField(default=dict)  # key → plain value; secrets are not in it
    secrets = models.TextField(blank=True)  # sealed JSON of ID numbers and telephones
    changes = models.JSONField(default=dict)  # key → [old, new]
    problems = models.JSONField(default=list)  # [{column, key, text, provision?}]: these stop the row
    hints = models.JSONField(default=list)  # findings and remarks that do not stop it
    target = models.BigIntegerField(null=True)  # the row of its kind that was made or changed
    before = models.JSONField(null=True)  # what to put back when the import is undone

    SEALED = {"secrets": "core.sheet_row"}  # for `rotate_keys`

    class Meta:
        verbose_name = _("imported row")
        ordering = ("sheet", "number")
        constraints = [models.UniqueConstraint(fields=("sheet", "number"), name="import_row_once")]

    @property
    def seal(self):
        """What its secrets are bound to: the very row of the very import."""
        return f"{self.sheet_id}:{self.number}"

    def put_secrets(self, secrets):
        """Seals the personal numbers of the row."""
        plain = json.dumps(secrets, ensure_ascii=False) if secrets else ""
        self.secrets = sealed.seal(plain, bound_to=f"core.sheet_row:{self.seal}")

    @property
    def opened(self):
        """All values, personal numbers included; only entering and taking back may ask."""
        plain = sealed.unseal(self.secrets, bound_to=f"core.sheet_row:{self.seal}")
        return {**self.values, **(json.loads(plain) if plain else {})}
