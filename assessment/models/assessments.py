"""The assessment of each posted cadre and each team: the township proposes or the county holds it, the county sets (二(四))."""

import pghistory
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessment.models.cycles import Cycle
from assessment.steps import ASSESSMENT_STEPS, AssessmentState, Kind
from core.models import User
from core.offices import Office
from core.scope import Scope, ScopedQuerySet
from teams.models import Cadre, Posting, Team


class Grade(models.TextChoices):
    """考核等次."""

    EXCELLENT = "excellent", _("excellent")
    COMPETENT = "competent", _("competent")
    BASICALLY_COMPETENT = "basically_competent", _("basically competent")
    NOT_COMPETENT = "not_competent", _("not competent")


UNFINISHED = (AssessmentState.OPEN, AssessmentState.RETURNED)
GRADED = (AssessmentState.SET, AssessmentState.FINAL)
UNIT_ANSWERS = Q(kind=Kind.TERM, state__in=[AssessmentState.PROPOSED, AssessmentState.AGREED])


class AssessmentQuerySet(ScopedQuerySet):
    """Assessments, in sentences."""

    def visible_to(self, actor):
        """The rows inside the actor's jurisdiction; unit and cadre see a grade once it is final.

        A unit sees a term-end proposal as well: it is held together with the unit.
        """
        rows = super().visible_to(actor)
        if actor is not None and actor.office == Office.UNIT:
            return rows.filter(Q(state=AssessmentState.FINAL) | UNIT_ANSWERS)
        if actor is not None and actor.office == Office.CADRE:
            return rows.filter(state=AssessmentState.FINAL)
        return rows

    def waiting_for(self, actor):
        """Those whose next step belongs to this actor's office."""
        if actor is None:
            return self.none()
        if actor.office == Office.TOWNSHIP:
            return self.filter(kind=Kind.YEARLY, state__in=UNFINISHED, area__startswith=actor.area)
        if actor.office == Office.COUNTY:
            return self.filter(COUNTY_ACTS, area__startswith=actor.area)
        if actor.office == Office.UNIT:
            return self.filter(kind=Kind.TERM, state=AssessmentState.PROPOSED, posting__pairing__unit_id=actor.unit_id)
        return self.none()

    def people(self):
        """Those of cadres."""
        return self.filter(posting__isnull=False)

    def teams(self):
        """Those of teams."""
        return self.filter(team__isnull=False)

    def graded(self):
        """Those whose grade is set or final."""
        return self.filter(state__in=GRADED)


COUNTY_ACTS = (
    Q(state=AssessmentState.PROPOSED, kind=Kind.YEARLY)
    | Q(state=AssessmentState.PROPOSED, posting__pairing__isnull=True)
    | Q(state=AssessmentState.AGREED)
    | Q(state__in=UNFINISHED, kind=Kind.TERM)
)
NOTHING_PROPOSED = Q(proposed="", opinion="", proposed_by__isnull=True, proposed_on__isnull=True)
WHOLE_PROPOSAL = ~Q(proposed="") & ~Q(opinion="") & Q(proposed_by__isnull=False, proposed_on__isnull=False)
NOT_GRADED = Q(grade="", set_by__isnull=True, set_on__isnull=True, snapshot_hash="") & ~Q(state__in=GRADED)
WHOLE_GRADE = ~Q(grade="") & ~Q(snapshot_hash="") & Q(set_by__isnull=False, set_on__isnull=False, state__in=GRADED)


@pghistory.track()
class Assessment(models.Model):
    """考核: one cadre's (`posting`, `cadre`) or one team's (`team`) in a cycle. Facts and provisions are frozen with the grade.

    The grade of a cadre stands as the dispatching unit's own result. A cadre has one yearly result, where they serve
    last in the year.
    """

    State = AssessmentState
    STEPS = ASSESSMENT_STEPS
    Kind = Kind

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="assessments", verbose_name=_("assessment cycle"))
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.YEARLY)  # the cycle's
    posting = models.ForeignKey(
        Posting, models.PROTECT, null=True, blank=True, related_name="assessments", verbose_name=_("posting")
    )
    cadre = models.ForeignKey(
        Cadre, models.PROTECT, null=True, blank=True, related_name="assessments", verbose_name=_("cadre")
    )  # the posting's
    team = models.ForeignKey(
        Team, models.PROTECT, null=True, blank=True, related_name="assessments", verbose_name=_("team")
    )
    area = models.CharField(_("division code"), max_length=12)
    year = models.PositiveSmallIntegerField(_("year"))  # the cycle's
    state = models.CharField(_("state"), max_length=10, choices=AssessmentState, default=AssessmentState.OPEN)
    proposed = models.CharField(_("proposed grade"), max_length=20, choices=Grade, blank=True)
    opinion = models.TextField(_("opinion"), blank=True)
    proposed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    proposed_on = models.DateField(null=True)
    grade = models.CharField(_("grade"), max_length=20, choices=Grade, blank=True)
    because = models.CharField(max_length=60, blank=True)
    set_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    set_on = models.DateField(_("set on"), null=True)
    final_on = models.DateField(_("final on"), null=True)
    facts = models.JSONField(_("facts"), default=dict)
    provisions = models.JSONField(_("provisions used"), default=dict)
    snapshot_hash = models.CharField(max_length=64, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = AssessmentQuerySet.as_manager()
    scope = Scope(area=("area",), unit=("posting__pairing__unit",), account=("posting__cadre__account",))

    class Meta:
        verbose_name = _("assessment")
        ordering = ("area", "posting")
        constraints = [
            models.UniqueConstraint(fields=("cycle", "posting"), name="one_assessment_a_posting"),
            models.UniqueConstraint(fields=("cycle", "team"), name="one_assessment_a_team"),
            models.UniqueConstraint(
                fields=("cadre", "year"), name="one_yearly_result_a_cadre", condition=Q(kind=Kind.YEARLY)
            ),
            models.CheckConstraint(
                name="assessment_of_a_cadre_or_a_team",
                condition=Q(posting__isnull=False, cadre__isnull=False, team__isnull=True)
                | Q(posting__isnull=True, cadre__isnull=True, team__isnull=False),
            ),
            models.CheckConstraint(name="assessment_area_never_empty", condition=Q(area__length=12)),
            models.CheckConstraint(name="proposal_whole_or_absent", condition=NOTHING_PROPOSED | WHOLE_PROPOSAL),
            models.CheckConstraint(name="grade_whole_or_absent", condition=NOT_GRADED | WHOLE_GRADE),
            models.CheckConstraint(
                name="final_has_its_day",
                condition=Q(state=AssessmentState.FINAL, final_on__isnull=False)
                | (~Q(state=AssessmentState.FINAL) & Q(final_on__isnull=True)),
            ),
        ]
        indexes = [models.Index(OpClass("area", name="varchar_pattern_ops"), "year", name="assessment_area")]

    def __str__(self):
        return f"{self.posting.cadre if self.posting_id else self.team} {self.year}"

    @property
    def account_id(self):
        """The assessed cadre's own account: its holder never decides on this case; None for a team."""
        return self.posting.cadre.account_id if self.posting_id else None

    @property
    def unit_id(self):
        """The dispatching unit, whose result this grade is; None for township members and teams."""
        return self.posting.unit_id if self.posting_id else None
