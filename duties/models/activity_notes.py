"""Activity notes 工作纪实 of a team, with photos. Offered, never asked for; never counted, never ranked."""

import pghistory
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import StoredFile, User
from core.scope import Scope, ScopedQuerySet
from teams.models import Team


@pghistory.track()
class ActivityNote(models.Model):
    """工作纪实: what a team did on a day, under one of the six duties. Changed and removed by its writer only."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="activity_notes", verbose_name=_("team"))
    area = models.CharField(_("division code"), max_length=12)
    day = models.DateField(_("day"))
    duty = models.CharField(_("duty"), max_length=24)  # a code of the provision `team.duties`
    words = models.TextField(_("what was done"))
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("written by"))

    objects = ScopedQuerySet.as_manager()
    scope = Scope(
        area=("area",), unit=("*team__village__pairings__unit",), account=("*team__postings__cadre__account",)
    )

    class Meta:
        verbose_name = _("activity note")
        ordering = ("-day", "-pk")
        constraints = [
            models.CheckConstraint(name="note_area_is_a_village", condition=Q(area__length=12)),
            models.CheckConstraint(name="note_says_something", condition=~Q(words="") & ~Q(duty="")),
        ]
        indexes = [
            models.Index(OpClass("area", name="varchar_pattern_ops"), name="activity_note_area"),
            models.Index(fields=("team", "day"), name="activity_note_team"),
        ]

    def __str__(self):
        return f"{self.team} · {self.day:%Y-%m-%d}"


class NotePhoto(models.Model):
    """照片: one photo of a note, its metadata taken out before it was kept."""

    note = models.ForeignKey(ActivityNote, models.CASCADE, related_name="photos")
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("photo of a note")
        ordering = ("pk",)
