"""Administrative divisions 行政区划: province → prefecture → county → township → village."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Case, Q, SmallIntegerField, When
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _

from core.offices import EVERYONE
from core.scope import Scope, ScopedQuerySet

LEVEL_OF_LENGTH = {2: "province", 4: "prefecture", 6: "county", 9: "township", 12: "village"}
models.CharField.register_lookup(Length)


def _meant_by(word):
    if word.isascii() and word.isdigit():
        return Q(code__startswith=word)
    if word.isascii():
        return Q(initials__startswith=word.lower()) | Q(full_name__icontains=word)
    return Q(full_name__contains=word)


class DivisionQuerySet(ScopedQuerySet):
    """Divisions, in sentences."""

    def current(self):
        """The divisions of the code system and year in use (statistics bureau, 2023)."""
        return self.filter(system=Division.SYSTEM, year=Division.YEAR)

    def inside(self, code):
        """The division with this code and everything below it."""
        return self.filter(code__startswith=code) if code else self.none()

    def matching(self, text):
        """Divisions a reader may mean by what they typed, the likeliest first; nothing for nothing.

        Each word is a piece of the path, the beginning of a code, or pinyin initials: `民和 川口`, `630222`, `ckz`.
        """
        words = text.replace("/", " ").replace("\u3000", " ").split()[:6]
        if not words:
            return self.none()
        rows = self
        for word in words:
            rows = rows.filter(_meant_by(word))
        last = words[-1]
        nearness = Case(
            When(Q(name=last) | Q(code=last) | Q(initials=last.lower()), then=0),
            When(Q(name__startswith=last) | Q(code__startswith=last) | Q(initials__startswith=last.lower()), then=1),
            default=2,
            output_field=SmallIntegerField(),
        )
        return rows.alias(nearness=nearness).order_by("nearness", Length("code"), "code")

    def children_of(self, code):
        """The next level down."""
        return self.filter(parent_code=code)


class Division(models.Model):
    """行政区划 with its code as a path: 63 · 6301 · 630106 · 630106100 · 630106100201."""

    SYSTEM, YEAR = "stats", 2023

    class Level(models.TextChoices):
        """层级."""

        PROVINCE = "province", _("Province")
        PREFECTURE = "prefecture", _("Prefecture")
        COUNTY = "county", _("County")
        TOWNSHIP = "township", _("Township")
        VILLAGE = "village", _("Village")

    system = models.CharField(_("code system"), max_length=12, default=SYSTEM)
    year = models.PositiveSmallIntegerField(_("year of the codes"), default=YEAR)
    code = models.CharField(_("division code"), max_length=12)
    name = models.CharField(_("name"), max_length=60)
    level = models.CharField(_("level"), max_length=12, choices=Level)
    parent_code = models.CharField(_("parent division"), max_length=9, blank=True)
    full_name = models.CharField(_("full name"), max_length=160)
    initials = models.CharField(_("pinyin initials"), max_length=60)
    ethnic_area = models.BooleanField(_("ethnic area"), default=False)
    languages = ArrayField(
        models.CharField(max_length=3), verbose_name=_("working languages"), default=list, blank=True
    )

    objects = DivisionQuerySet.as_manager()
    scope = Scope(everyone=True, offices=EVERYONE)

    class Meta:
        verbose_name = _("division")
        ordering = ("code",)
        constraints = [
            models.UniqueConstraint(fields=("system", "year", "code"), name="division_key"),
            models.CheckConstraint(
                condition=models.Q(code__length__in=[2, 4, 6, 9, 12]), name="division_code_is_a_path"
            ),
        ]
        indexes = [
            models.Index(OpClass("code", name="varchar_pattern_ops"), name="division_path"),
            models.Index(OpClass("initials", name="varchar_pattern_ops"), name="division_initials"),
            models.Index(fields=("parent_code",), name="division_parent"),
            GinIndex(OpClass("full_name", name="gin_trgm_ops"), name="division_words"),
        ]

    def __str__(self):
        return self.full_name
