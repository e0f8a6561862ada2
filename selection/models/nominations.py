"""Nominations 人选推荐 and waivers 例外: from a proposed person to an approved posting."""

import pghistory
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import StoredFile, Unit, User
from core.offices import Office
from core.scope import Scope, ScopedQuerySet
from selection.models.matching import Matching
from selection.models.rounds import Round
from selection.steps import NOMINATION_STEPS, NominationState
from teams.models import Cadre, Posting, Seat, Team

NEEDS_WAIVER = Q(findings__contains=[{"answer": "waiver"}])


class NominationQuerySet(ScopedQuerySet):
    """Nominations, in sentences."""

    def visible_to(self, actor):
        """Inside the jurisdiction; a draft is seen by the unit or township that writes it, by nobody else."""
        rows = super().visible_to(actor)
        if actor is not None and actor.office == Office.UNIT:
            return rows  # only its own anyway
        if actor is not None and actor.office == Office.TOWNSHIP:
            return rows.exclude(state=NominationState.DRAFT, unit__isnull=False)
        return rows.exclude(state=NominationState.DRAFT)

    def open(self):
        """Those on their way: neither effective nor given up."""
        return self.filter(state__in=NominationState.ON_THE_WAY)

    def needing_waiver(self):
        """Those whose findings, as last frozen, a waiver must answer."""
        return self.filter(NEEDS_WAIVER)

    def waiting_for(self, actor):
        """Those whose next step belongs to this actor's office."""
        return self.filter(waits_for(actor))


def waits_for(actor):
    """The condition that the next step belongs to this actor's office."""
    mine = Q(pk__in=[])
    if actor is None:
        return mine
    if actor.office in (Office.UNIT, Office.TOWNSHIP):
        own = Q(unit__isnull=True, area__startswith=actor.area)
        nominator = Q(unit=actor.unit_id) if actor.office == Office.UNIT else own
        mine = nominator & Q(state__in=[NominationState.DRAFT, NominationState.RETURNED])
    if actor.office == Office.COUNTY:
        mine = Q(state=NominationState.SUBMITTED, area__startswith=actor.area)
    if actor.is_department:
        mine |= Q(state=NominationState.REVIEWED, approving_office=actor.office, approving_area=actor.area)
    return mine


@pghistory.track()
class Nomination(models.Model):
    """人选推荐: one cadre for one seat of one team, with the Party committee's declarations (二(一)).

    The route is frozen from the policy when it is submitted: `approving_office` at `approving_area` decides.
    """

    State = NominationState
    STEPS = NOMINATION_STEPS

    team = models.ForeignKey(Team, models.PROTECT, related_name="nominations", verbose_name=_("team"))
    area = models.CharField(_("division code"), max_length=12)
    seat = models.CharField(_("seat"), max_length=16, choices=Seat)
    cadre = models.ForeignKey(Cadre, models.PROTECT, related_name="nominations", verbose_name=_("cadre"))
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="nominations", verbose_name=_("dispatching unit")
    )
    sender_area = models.CharField(max_length=12)
    round = models.ForeignKey(
        Round, models.PROTECT, null=True, blank=True, related_name="nominations", verbose_name=_("round")
    )
    order = models.PositiveSmallIntegerField(_("order of the unit"), default=1)
    matching = models.ForeignKey(Matching, models.PROTECT, null=True, blank=True, related_name="nominations")
    renews = models.ForeignKey(Posting, models.PROTECT, null=True, blank=True, related_name="renewals")
    starts_on = models.DateField(_("posting from"))
    term_ends_on = models.DateField(_("end of term"))
    political = models.BooleanField(_("politically sound"), default=False)
    style = models.BooleanField(_("solid working style"), default=False)
    ability = models.BooleanField(_("able, and good at work with the people"), default=False)
    health = models.BooleanField(_("healthy enough for the village"), default=False)
    cultivation = models.BooleanField(_("outstanding young cadre or key cultivation target"), default=False)
    volunteers_to_continue = models.BooleanField(_("volunteers to continue"), default=False)
    decision_number = models.CharField(_("Party committee's decision"), max_length=60)
    decided_on = models.DateField(_("decided on"))
    decision_file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    waiver_reason = models.TextField(_("reason for the waiver"), blank=True)
    waiver_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("waiver granted by")
    )
    waiver_on = models.DateField(_("waiver granted on"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=NominationState, default=NominationState.DRAFT)
    approving_office = models.CharField(_("approving office"), max_length=12, choices=Office, blank=True)
    approving_area = models.CharField(max_length=12, blank=True)
    fields_to_mend = models.JSONField(_("fields to mend"), default=list, blank=True)
    findings = models.JSONField(_("findings"), default=list)
    provisions = models.JSONField(_("provisions used"), default=dict)
    posting = models.OneToOneField(
        Posting, models.PROTECT, null=True, blank=True, related_name="nomination", verbose_name=_("posting")
    )
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = NominationQuerySet.as_manager()
    scope = Scope(area=("area", "sender_area"), unit=("unit",), account=("cadre__account",))

    class Meta:
        verbose_name = _("nomination")
        ordering = ("-changed_at",)
        constraints = [
            models.UniqueConstraint(
                fields=("cadre",),
                condition=Q(state__in=NominationState.ON_THE_WAY),
                name="cadre_in_one_open_nomination",
            ),
            models.UniqueConstraint(
                fields=("team", "seat"),
                condition=Q(state__in=NominationState.ON_THE_WAY),
                name="seat_has_one_open_nomination",
            ),
            models.CheckConstraint(
                name="nomination_area_never_empty", condition=Q(area__length=12) & ~Q(sender_area="")
            ),
            models.CheckConstraint(
                name="nomination_waiver_whole_or_absent",
                condition=Q(waiver_by__isnull=True, waiver_on__isnull=True)
                | (Q(waiver_by__isnull=False, waiver_on__isnull=False) & ~Q(waiver_reason="")),
            ),
            models.CheckConstraint(
                name="nomination_approved_has_posting",
                condition=Q(state=NominationState.APPROVED, posting__isnull=False)
                | (~Q(state=NominationState.APPROVED) & Q(posting__isnull=True)),
            ),
            models.CheckConstraint(
                name="nomination_route_known_once_submitted",
                condition=Q(state=NominationState.DRAFT) | (~Q(approving_office="") & ~Q(approving_area="")),
            ),
        ]
        indexes = [
            models.Index(OpClass("area", name="varchar_pattern_ops"), name="nomination_area"),
            models.Index(OpClass("sender_area", name="varchar_pattern_ops"), name="nomination_sender"),
            models.Index(fields=("state", "changed_at"), name="nomination_queue"),
            models.Index(fields=("round", "state"), name="nomination_of_round"),
            # counted on every queue page: without it each case's findings would be read for that
            models.Index(fields=("state",), condition=NEEDS_WAIVER, name="nomination_needs_waiver"),
        ]

    def __str__(self):
        return f"{self.cadre} → {self.team} · {self.get_seat_display()}"

    @property
    def account_id(self):
        """The nominated cadre's own account: its holder never decides on this case."""
        return self.cadre.account_id
