"""Recall and accountability 召回与双向问责: the case, and the duties its decision opens at once (二(四))."""

import pghistory
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from assessment.recall_steps import OPEN, RECALL_STEPS, TAKEN_EFFECT, RecallState
from core.models import StoredFile, Unit, User
from core.offices import CODE_LENGTH, DEPARTMENTS, Office
from core.scope import Scope, ScopedQuerySet
from teams.models import Posting


class RecallQuerySet(ScopedQuerySet):
    """Recalls, in sentences."""

    def visible_to(self, actor):
        """The rows inside the actor's jurisdiction; unit, township and cadre learn of a case by its decision.

        A township sees those of its own members: grounds are personal.
        """
        rows = super().visible_to(actor)
        if actor is None or actor.office in DEPARTMENTS:
            return rows
        rows = rows.filter(state__in=TAKEN_EFFECT)
        return rows.filter(unit__isnull=True) if actor.office == Office.TOWNSHIP else rows

    def open(self):
        """Those nobody has decided yet."""
        return self.filter(state__in=OPEN)

    def in_effect(self):
        """Decided ones, whatever of their duties is done."""
        return self.filter(state__in=TAKEN_EFFECT)

    def waiting_for(self, actor):
        """Those whose next step belongs to this actor's office."""
        here = Q(pk__in=[])
        if actor is not None and actor.office == Office.COUNTY:
            here |= Q(state=RecallState.RETURNED, area__startswith=actor.area)
        if actor is not None and actor.office in DEPARTMENTS:
            mine = {"deciding_office": actor.office, "deciding_area": actor.area}
            superior = {"examining_office": actor.office, "examining_area": actor.area}
            here |= Q(state=RecallState.PROPOSED, grave=False, **mine) | Q(state=RecallState.EXAMINED, **mine)
            here |= Q(state=RecallState.PROPOSED, grave=True, **superior)
        return self.filter(here)

    def late(self, on):
        """Those of which a duty is overdue."""
        return self.filter(Exists(RecallDuty.objects.open().filter(recall=OuterRef("pk"), due_on__lt=on)))


@pghistory.track()
class Recall(models.Model):
    """召回: a posted cadre is criticised, or criticised and recalled, by the authority over the cadre.

    Proposed by the village's county; a grave case is examined by the superior department first. Decided, the posting
    ends on `leaves_on` and the linked duties stand.
    """

    class Kind(models.TextChoices):
        """处理方式."""

        CRITICISM = "criticism", _("criticism")
        RECALL = "recall", _("criticism and recall")

    class Ground(models.TextChoices):
        """情形."""

        IDLE = "idle", _("idle, lax, dragging")
        SHIRKING = "shirking", _("shirks responsibility")
        INEFFECTIVE = "ineffective", _("fails in duties")
        FRAUD = "fraud", _("fraud")
        DERELICTION = "dereliction", _("dereliction of duty")
        OTHER_GRAVE = "other_grave", _("other, with a very bad effect")

    State = RecallState
    STEPS = RECALL_STEPS
    OPEN = OPEN

    posting = models.ForeignKey(Posting, models.PROTECT, related_name="recalls", verbose_name=_("posting"))
    area = models.CharField(_("division code"), max_length=12)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    ground = models.CharField(_("ground"), max_length=12, choices=Ground)
    grave = models.BooleanField(_("grave case"))
    happened_on = models.DateField(_("day of the facts"))
    reason = models.TextField(_("facts"))
    leaves_on = models.DateField(_("last day in the village"), null=True, blank=True)
    papers = models.ManyToManyField(StoredFile, blank=True, related_name="+", verbose_name=_("evidence"))
    statement = models.TextField(_("the cadre's own statement"), blank=True)
    heard_on = models.DateField(_("heard on"), null=True, blank=True)
    examined_number = models.CharField(_("number of the superior's answer"), max_length=60, blank=True)
    examined_on = models.DateField(_("examined on"), null=True, blank=True)
    decision_number = models.CharField(_("number of the decision"), max_length=60, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=RecallState, default=RecallState.PROPOSED)
    deciding_office = models.CharField(_("deciding office"), max_length=12, choices=Office)
    deciding_area = models.CharField(max_length=12)
    examining_office = models.CharField(_("examining office"), max_length=12, choices=Office)
    examining_area = models.CharField(max_length=12)
    provisions = models.JSONField(_("provisions used"), default=dict)
    proposed_on = models.DateField(_("proposed on"))
    changed_at = models.DateTimeField(auto_now=True)

    objects = RecallQuerySet.as_manager()
    scope = Scope(
        area=("area", "deciding_area", "examining_area"),
        unit=("unit",),
        account=("posting__cadre__account",),
        offices=(*DEPARTMENTS, Office.TOWNSHIP, Office.UNIT, Office.CADRE),
    )

    class Meta:
        verbose_name = _("recall")
        ordering = ("-changed_at",)
        constraints = [
            models.UniqueConstraint(
                fields=("posting",), condition=Q(state__in=OPEN), name="posting_in_one_open_recall"
            ),
            models.CheckConstraint(name="recall_area_never_empty", condition=Q(area__length=12) & ~Q(deciding_area="")),
            models.CheckConstraint(name="recall_says_why", condition=~Q(reason="")),
            models.CheckConstraint(name="grave_is_no_mere_criticism", condition=Q(grave=False) | Q(kind="recall")),
            models.CheckConstraint(
                name="recall_decision_whole_or_absent",
                condition=Q(state__in=TAKEN_EFFECT, decided_on__isnull=False) & ~Q(decision_number="")
                | ~Q(state__in=TAKEN_EFFECT) & Q(decided_on__isnull=True, decision_number=""),
            ),
            models.CheckConstraint(
                name="grave_examined_before_effect",
                condition=Q(grave=False)
                | ~Q(state__in=[RecallState.EXAMINED, *TAKEN_EFFECT])
                | Q(examined_on__isnull=False) & ~Q(examined_number=""),
            ),
            models.CheckConstraint(
                name="heard_whole_or_absent",
                condition=Q(statement="", heard_on__isnull=True) | ~Q(statement="") & Q(heard_on__isnull=False),
            ),
        ]
        indexes = [
            models.Index(OpClass("area", name="varchar_pattern_ops"), name="recall_area"),
            models.Index(fields=("state", "changed_at"), name="recall_queue"),
        ]

    def __str__(self):
        return str(self.posting)

    @property
    def account_id(self):
        """The cadre's own account: its holder never decides on this case."""
        return self.posting.cadre.account_id


class DutyQuerySet(ScopedQuerySet):
    """Duties of recalls, in sentences."""

    def open(self):
        """Those not done."""
        return self.filter(done_on__isnull=True)

    def waiting_for(self, actor):
        """Those this actor's office owes."""
        if actor is None or (actor.office not in CODE_LENGTH and actor.office != Office.UNIT):
            return self.none()
        mine = {"unit": actor.unit_id} if actor.office == Office.UNIT else {"owner_area": actor.area}
        return self.open().filter(owner_office=actor.office, **mine)


@pghistory.track()
class RecallDuty(models.Model):
    """联动事项: one thing a decision makes due, with its owner, day and evidence."""

    class Kind(models.TextChoices):
        """事项."""

        DELIVERED = "decision_delivered", _("decision delivered with its clause")
        AWARDS = "awards_cancelled", _("awards of the year cancelled")
        RESERVE = "off_the_reserve_list", _("struck off the reserve list")
        INTERVIEW = "unit_interviewed", _("unit's responsible person interviewed")
        REFILL = "seat_refilled", _("seat filled again")

    recall = models.ForeignKey(Recall, models.PROTECT, related_name="duties", verbose_name=_("recall"))
    area = models.CharField(_("division code"), max_length=12)
    kind = models.CharField(_("item"), max_length=20, choices=Kind)
    owner_office = models.CharField(_("owner"), max_length=12, choices=Office)
    owner_area = models.CharField(max_length=12, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField(_("due on"))
    done_on = models.DateField(_("done on"), null=True, blank=True)
    done_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    note = models.CharField(_("evidence"), max_length=500, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    reminded_on = models.DateField(null=True, blank=True)

    objects = DutyQuerySet.as_manager()
    scope = Scope(
        area=("area", "owner_area"),
        unit=("recall__unit",),
        account=("recall__posting__cadre__account",),
        offices=(*DEPARTMENTS, Office.TOWNSHIP, Office.UNIT, Office.CADRE),
    )

    class Meta:
        verbose_name = _("duty of a recall")
        ordering = ("due_on", "pk")
        constraints = [
            models.UniqueConstraint(fields=("recall", "kind"), name="recall_duty_once"),
            models.CheckConstraint(name="recall_duty_area_never_empty", condition=Q(area__length=12)),
            models.CheckConstraint(
                name="recall_duty_has_an_owner", condition=~Q(owner_area="") | Q(unit__isnull=False)
            ),
            models.CheckConstraint(
                name="recall_duty_done_says_how",
                condition=Q(done_on__isnull=True) | ~Q(note="") | Q(file__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=("owner_office", "owner_area"), name="recall_duty_owner")]

    def __str__(self):
        return f"{self.recall} · {self.get_kind_display()}"

    def is_for(self, actor):
        """Whether this actor's office owes it."""
        if actor is None or actor.office != self.owner_office:
            return False
        return actor.unit_id == self.unit_id if self.owner_office == Office.UNIT else actor.area == self.owner_area

    def late(self, on):
        """Whether it is overdue."""
        return self.done_on is None and self.due_on < on
