"""Selection rounds 选派批次 and the pools 备选人选 that units and townships put forward for them."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.models import StoredFile, Unit
from core.offices import Office
from core.scope import Scope, ScopedQuerySet
from teams.models import Cadre, Posting, Seat, Team


class RoundQuerySet(ScopedQuerySet):
    """Rounds, in sentences."""

    def visible_to(self, actor):
        """Inside the jurisdiction; a draft is seen by the department that prepares it, by nobody else."""
        rows = super().visible_to(actor)
        own = Q(office=actor.office, area=actor.area) if actor else Q(pk__in=[])
        return rows.filter(~Q(state=Round.State.DRAFT) | own)

    def running(self, on):
        """Those that take nominations on a day."""
        return self.filter(state=Round.State.OPEN, nominate_from__lte=on, nominate_until__gte=on)


@pghistory.track()
class Round(models.Model):
    """选派批次: opened by one organization department for its area; its villages' seats are to be filled from one day (二(一), 二(三))."""

    class State(models.TextChoices):
        """状态."""

        DRAFT = "draft", _("being prepared")
        OPEN = "open", _("open")
        CLOSED = "closed", _("closed")

    name = models.CharField(_("name"), max_length=80)
    area = models.CharField(_("division code"), max_length=12)
    office = models.CharField(_("opened by"), max_length=12, choices=Office)
    document_number = models.CharField(_("document number"), max_length=60, blank=True)
    nominate_from = models.DateField(_("nominations from"))
    nominate_until = models.DateField(_("nominations until"))
    starts_on = models.DateField(_("posting from"))
    term_ends_on = models.DateField(_("end of term"))
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.DRAFT)
    provisions = models.JSONField(_("policy it goes by"), default=dict)  # key → {value, source, clause, quote, since}
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = RoundQuerySet.as_manager()
    # Offices below and units see a round through the villages of theirs that are in it.
    scope = Scope(area=("area", "*places__area"), unit=("*places__team__village__pairings__unit",))

    class Meta:
        verbose_name = _("selection round")
        ordering = ("-starts_on", "-pk")
        constraints = [
            models.CheckConstraint(name="round_area_never_empty", condition=~Q(area="")),
            models.CheckConstraint(
                name="round_dates_in_order",
                condition=Q(
                    nominate_until__gte=F("nominate_from"),
                    starts_on__gte=F("nominate_from"),
                    term_ends_on__gt=F("starts_on"),
                ),
            ),
        ]
        indexes = [models.Index(OpClass("area", name="varchar_pattern_ops"), name="round_area")]

    def __str__(self):
        return self.name

    def kept_by(self, actor):
        """Whether this is the department that prepares, opens and closes it."""
        return (actor.office, actor.area) == (self.office, self.area)


class RoundPlace(models.Model):
    """批次村: one village's team in a round. A team is in one running round at a time: `closed` unless its round is open."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="places")
    team = models.ForeignKey(Team, models.PROTECT, related_name="rounds", verbose_name=_("team"))
    area = models.CharField(_("division code"), max_length=12)
    closed = models.BooleanField(default=False)

    objects = ScopedQuerySet.as_manager()
    scope = Scope(area=("area",), unit=("*team__village__pairings__unit",))

    class Meta:
        verbose_name = _("village of a round")
        ordering = ("area",)
        constraints = [
            models.UniqueConstraint(fields=("round", "team"), name="team_once_in_a_round"),
            models.UniqueConstraint(fields=("team",), condition=Q(closed=False), name="team_in_one_running_round"),
        ]
        indexes = [models.Index(OpClass("area", name="varchar_pattern_ops"), name="round_place_area")]


@pghistory.track()
class PoolMember(models.Model):
    """备选人选: a cadre whom a unit or township puts forward for a round, before it is known for which village.

    Carries what a nomination carries: the Party committee's decision and declarations. `seats`: those it is meant for;
    `order`: the sender's own fitness order, small first; `team`: the one village it is meant for, if any.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="pool", verbose_name=_("round"))
    cadre = models.ForeignKey(Cadre, models.PROTECT, related_name="pooled", verbose_name=_("cadre"))
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    sender_area = models.CharField(max_length=12)
    seats = ArrayField(models.CharField(max_length=16, choices=Seat), verbose_name=_("seats"))
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("village"))
    order = models.PositiveSmallIntegerField(_("order of the unit"), default=1)
    political = models.BooleanField(_("politically sound"), default=False)
    style = models.BooleanField(_("solid working style"), default=False)
    ability = models.BooleanField(_("able, and good at work with the people"), default=False)
    health = models.BooleanField(_("healthy enough for the village"), default=False)
    cultivation = models.BooleanField(_("outstanding young cadre or key cultivation target"), default=False)
    volunteers_to_continue = models.BooleanField(_("volunteers to continue"), default=False)
    renews = models.ForeignKey(Posting, models.PROTECT, null=True, blank=True, related_name="+")
    decision_number = models.CharField(_("Party committee's decision"), max_length=60)
    decided_on = models.DateField(_("decided on"))
    decision_file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    waiver_reason = models.TextField(_("reason for the waiver"), blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet.as_manager()
    # The departments of the round's area, and of the places whose villages the unit is paired with, match from it.
    scope = Scope(
        area=("sender_area", "round__area", "*unit__pairings__village__area"),
        unit=("unit",),
        account=("cadre__account",),
    )

    class Meta:
        verbose_name = _("pool member")
        ordering = ("order", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("round", "cadre"), condition=Q(withdrawn_at__isnull=True), name="cadre_once_in_a_pool"
            ),
            models.CheckConstraint(name="pool_area_never_empty", condition=~Q(sender_area="")),
        ]

    def __str__(self):
        return str(self.cadre)

    @property
    def account_id(self):
        """The cadre's own account."""
        return self.cadre.account_id
