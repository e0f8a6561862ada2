"""Cadres 干部: the facts about a person, entered once."""

import uuid

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import sealed
from core.models import Division, Unit, User
from core.pinyin import InitialsField
from core.scope import Scope, ScopedQuerySet


@pghistory.track(exclude=["phone_sealed", "id_sealed", "initials"])
class Cadre(models.Model):
    """干部. Employed by one unit or by one township; ID number and phone are sealed, only their masks are shown."""

    class Sex(models.TextChoices):
        """性别."""

        MALE = "male", _("male")
        FEMALE = "female", _("female")

    class Party(models.TextChoices):
        """政治面貌."""

        FULL = "full_member", _("full Party member")
        PROBATIONARY = "probationary", _("probationary Party member")
        NONE = "none", _("not a Party member")

    class Rank(models.TextChoices):
        """职级."""

        DIVISION = "division", _("division chief")
        DEPUTY_DIVISION = "deputy_division", _("deputy division chief")
        SECTION = "section", _("section chief")
        DEPUTY_SECTION = "deputy_section", _("deputy section chief")
        STAFF = "staff", _("staff")
        MIDDLE_MANAGER = "middle_manager", _("middle manager")

    class Reserve(models.TextChoices):
        """后备干部."""

        DIVISION = "division", _("division-level reserve")
        SECTION = "section", _("section-level reserve")

    class Skill(models.TextChoices):
        """专长."""

        PARTY_AFFAIRS = "party_affairs", _("Party affairs")
        ECONOMY = "economy", _("economy")
        SOCIAL_WORK = "social_work", _("social work")

    class Education(models.TextChoices):
        """学历."""

        SECONDARY = "secondary", _("secondary school")
        COLLEGE = "college", _("junior college")
        BACHELOR = "bachelor", _("bachelor")
        MASTER = "master", _("master")
        DOCTOR = "doctor", _("doctor")

    seal = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=40)
    initials = InitialsField(person=True)
    sex = models.CharField(_("sex"), max_length=6, choices=Sex)
    born_on = models.DateField(_("date of birth"))
    id_sealed = models.TextField(blank=True)
    id_index = models.CharField(max_length=64, unique=True, null=True)
    id_shown = models.CharField(_("ID number"), max_length=18, blank=True)
    phone_sealed = models.TextField(blank=True)
    phone_shown = models.CharField(_("telephone"), max_length=20, blank=True)
    party = models.CharField(_("Party membership"), max_length=12, choices=Party)
    rank = models.CharField(_("rank"), max_length=16, choices=Rank)
    reserve = models.CharField(_("reserve list"), max_length=8, choices=Reserve, blank=True)
    job_title = models.CharField(_("post"), max_length=60, blank=True)
    education = models.CharField(_("education"), max_length=10, choices=Education, blank=True)
    skills = ArrayField(
        models.CharField(max_length=16, choices=Skill), verbose_name=_("skills"), default=list, blank=True
    )
    languages = ArrayField(models.CharField(max_length=3), verbose_name=_("languages"), default=list, blank=True)
    promotable = models.BooleanField(_("promotable soon"), default=False)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="cadres", verbose_name=_("dispatching unit")
    )
    township = models.ForeignKey(
        Division, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("township")
    )
    area = models.CharField(_("division code"), max_length=12)
    account = models.OneToOneField(
        User, models.PROTECT, null=True, blank=True, related_name="cadre", verbose_name=_("account")
    )

    SEALED = {"id_sealed": "teams.cadre.id_number", "phone_sealed": "teams.cadre.phone"}  # for `rotate_keys`
    objects = ScopedQuerySet.as_manager()
    # `nominations` is the relation selection.Nomination makes; a county sees those posted or nominated to its villages.
    scope = Scope(area=("area", "*postings__area", "*nominations__area"), unit=("unit",), account=("account",))

    class Meta:
        verbose_name = _("cadre")
        ordering = ("name", "pk")
        constraints = [
            models.CheckConstraint(
                name="cadre_has_one_employer",
                condition=Q(unit__isnull=False, township__isnull=True) | Q(unit__isnull=True, township__isnull=False),
            ),
            models.CheckConstraint(name="cadre_area_never_empty", condition=~Q(area="")),
        ]
        indexes = [
            models.Index(OpClass("area", name="varchar_pattern_ops"), name="cadre_area"),
            models.Index(fields=("name",), name="cadre_name"),
            models.Index(OpClass("initials", name="varchar_pattern_ops"), name="cadre_initials"),
        ]

    def __str__(self):
        return self.name

    def put_id_number(self, number):
        """Seals the ID number and keeps its index and mask."""
        self.id_sealed = sealed.seal(number, bound_to=f"teams.cadre.id_number:{self.seal}")
        self.id_index, self.id_shown = sealed.index(number) or None, sealed.mask_id(number)

    def put_phone(self, number):
        """Seals the telephone number and keeps its mask."""
        self.phone_sealed = sealed.seal(number, bound_to=f"teams.cadre.phone:{self.seal}")
        self.phone_shown = sealed.mask_phone(number)

    @property
    def id_number(self):
        """The full ID number. Only `actions.reveal` may ask, which leaves a record."""
        return sealed.unseal(self.id_sealed, bound_to=f"teams.cadre.id_number:{self.seal}")

    @property
    def phone(self):
        """The full telephone number. Only `actions.reveal` may ask."""
        return sealed.unseal(self.phone_sealed, bound_to=f"teams.cadre.phone:{self.seal}")

    @property
    def employer(self):
        """The unit or township that sends this cadre."""
        return self.unit or self.township

    def age_on(self, day):
        """Full years on a day."""
        return day.year - self.born_on.year - ((day.month, day.day) < (self.born_on.month, self.born_on.day))
