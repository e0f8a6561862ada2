"""The yearly assessment of each posted cadre: the township proposes, the county sets (二(四))."""

import pghistory
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessment.steps import ASSESSMENT_STEPS, AssessmentState
from core.models import User
from core.offices import Office
from core.scope import Scope, ScopedQuerySet
from teams.models import Posting


class Grade(models.TextChoices):
    """考核等次."""

    EXCELLENT = "excellent", _("excellent")
    COMPETENT = "competent", _("competent")
    BASICALLY_COMPETENT = "basically_competent", _("basically competent")
    NOT_COMPETENT = "not_competent", _("not competent")


class AssessmentQuerySet(ScopedQuerySet):
    """Yearly assessments, in sentences."""

    def visible_to(self, actor):
        """The rows inside the actor's jurisdiction; unit and cadre see a grade only once it is set."""
        rows = super().visible_to(actor)
        if actor is not None and actor.office in (Office.UNIT, Office.CADRE):
            return rows.filter(state=AssessmentState.SET)
        return rows

    def waiting_for(self, actor):
        """Those whose next step belongs to this actor's office."""
        if actor is None:
            return self.none()
        if actor.office == Office.TOWNSHIP:
            return self.filter(state__in=[AssessmentState.OPEN, AssessmentState.RETURNED], area__startswith=actor.area)
        if actor.office == Office.COUNTY:
            return self.filter(state=AssessmentState.PROPOSED, area__startswith=actor.area)
        return self.none()


@pghistory.track()
class YearlyAssessment(models.Model):
    """个人年度考核: the grade stands as the dispatching unit's own result. Facts and provisions are frozen with it."""

    State = AssessmentState
    STEPS = ASSESSMENT_STEPS

    posting = models.ForeignKey(Posting, models.PROTECT, related_name="assessments", verbose_name=_("posting"))
    area = models.CharField(_("division code"), max_length=12)
    year = models.PositiveSmallIntegerField(_("year"))
    state = models.CharField(_("state"), max_length=10, choices=AssessmentState, default=AssessmentState.OPEN)
    proposed = models.CharField(_("proposed grade"), max_length=20, choices=Grade, blank=True)
    opinion = models.TextField(_("opinion of the township Party committee"), blank=True)
    proposed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    proposed_on = models.DateField(null=True)
    grade = models.CharField(_("grade"), max_length=20, choices=Grade, blank=True)
    because = models.CharField(max_length=60, blank=True)
    set_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    set_on = models.DateField(_("set on"), null=True)
    facts = models.JSONField(_("facts"), default=dict)
    provisions = models.JSONField(_("provisions used"), default=dict)
    snapshot_hash = models.CharField(max_length=64, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = AssessmentQuerySet.as_manager()
    scope = Scope(area=("area",), unit=("posting__pairing__unit",), account=("posting__cadre__account",))

    class Meta:
        verbose_name = _("yearly assessment")
        ordering = ("area", "posting")
        constraints = [
            models.UniqueConstraint(fields=("posting", "year"), name="one_assessment_a_year"),
            models.CheckConstraint(name="assessment_area_never_empty", condition=Q(area__length=12)),
            models.CheckConstraint(
                name="proposal_whole_or_absent",
                condition=Q(proposed="", opinion="", proposed_by__isnull=True, proposed_on__isnull=True)
                | (~Q(proposed="") & ~Q(opinion="") & Q(proposed_by__isnull=False, proposed_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="grade_whole_or_absent",
                condition=Q(grade="", set_by__isnull=True, set_on__isnull=True, snapshot_hash="")
                & ~Q(state=AssessmentState.SET)
                | (
                    ~Q(grade="")
                    & ~Q(snapshot_hash="")
                    & Q(set_by__isnull=False, set_on__isnull=False, state=AssessmentState.SET)
                ),
            ),
        ]
        indexes = [models.Index(OpClass("area", name="varchar_pattern_ops"), "year", name="assessment_area")]

    def __str__(self):
        return f"{self.posting.cadre} {self.year}"

    @property
    def account_id(self):
        """The assessed cadre's own account: its holder never decides on this case."""
        return self.posting.cadre.account_id

    @property
    def unit_id(self):
        """The dispatching unit, whose result this grade is."""
        return self.posting.unit_id
