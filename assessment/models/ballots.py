"""Ballots 测评票 as counted batches: how many were issued, returned and valid, and the votes per subject, item and grade."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from assessment.ballot_rules import MOST_GRADES
from assessment.ballot_steps import BALLOT_STEPS, BallotKind, BallotState, Standing
from assessment.models.assessments import Assessment
from assessment.models.cycles import Cycle
from core.models import User
from core.offices import DEPARTMENTS, Office
from core.scope import Scope, ScopedQuerySet
from teams.models import Team


class BallotBatchQuerySet(ScopedQuerySet):
    """Batches, in sentences."""

    def visible_to(self, actor):
        """Inside the jurisdiction; a township reads what two people of the county have confirmed."""
        rows = super().visible_to(actor)
        if actor is not None and actor.office == Office.TOWNSHIP:
            return rows.filter(state=BallotState.CONFIRMED)
        return rows


@pghistory.track()
class BallotBatch(models.Model):
    """测评批次: the counted ballots of one kind in one village and cycle; no single ballot is kept anywhere.

    `sheet` is what stood on the ballot paper (items of team and people, grades and what they are worth), `provisions` the
    rules it is judged by: both frozen when the count is entered. `version` rises with every change.
    """

    Kind = BallotKind
    State = BallotState
    Standing = Standing
    STEPS = BALLOT_STEPS
    unit_id = account_id = None  # a county's own count: no unit and no cadre has a step in it

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="ballots", verbose_name=_("assessment cycle"))
    team = models.ForeignKey(Team, models.PROTECT, related_name="ballots", verbose_name=_("team"))
    area = models.CharField(_("division code"), max_length=12)
    kind = models.CharField(_("kind"), max_length=14, choices=BallotKind)
    state = models.CharField(_("state"), max_length=9, choices=BallotState, default=BallotState.ENTERED)
    held_on = models.DateField(_("day of the meeting"))
    place = models.CharField(_("place of the meeting"), max_length=80)
    eligible = models.PositiveIntegerField(_("entitled to take part"))
    issued = models.PositiveIntegerField(_("ballots issued"))
    returned = models.PositiveIntegerField(_("ballots returned"))
    valid = models.PositiveIntegerField(_("valid ballots"))
    standing = models.CharField(_("whether it counts"), max_length=11, choices=Standing)
    sheet = models.JSONField(_("ballot paper"), default=dict)
    provisions = models.JSONField(_("provisions used"), default=dict)
    version = models.PositiveIntegerField(default=1)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("entered by"))
    entered_on = models.DateField(_("entered on"))
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("confirmed by"))
    confirmed_on = models.DateField(_("confirmed on"), null=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = BallotBatchQuerySet.as_manager()
    scope = Scope(area=("area",), offices=(*DEPARTMENTS, Office.LEADERSHIP, Office.TOWNSHIP))

    class Meta:
        verbose_name = _("counted ballots")
        ordering = ("area", "kind")
        constraints = [
            models.UniqueConstraint(fields=("cycle", "team", "kind"), name="one_count_a_team_and_kind"),
            models.CheckConstraint(name="ballots_of_a_village", condition=Q(area__length=12)),
            models.CheckConstraint(
                name="ballots_add_up",
                condition=Q(issued__lte=F("eligible"), returned__lte=F("issued"), valid__lte=F("returned")),
            ),
            models.CheckConstraint(
                name="ballots_confirmed_by_another",
                condition=Q(state=BallotState.CONFIRMED, confirmed_by__isnull=False, confirmed_on__isnull=False)
                & ~Q(confirmed_by=F("entered_by"))
                | (~Q(state=BallotState.CONFIRMED) & Q(confirmed_by__isnull=True, confirmed_on__isnull=True)),
            ),
        ]
        indexes = [models.Index(OpClass("area", name="varchar_pattern_ops"), "cycle", name="ballots_area")]

    def __str__(self):
        return f"{self.team} {self.get_kind_display()}"


def _sum():
    """The votes of a line, whatever the number of its grades."""
    terms = [Coalesce(F(f"votes__{at}"), Value(0)) for at in range(MOST_GRADES)]
    return sum(terms[1:], terms[0])


def _none_negative():
    """No grade has fewer votes than none; a grade the paper does not have says nothing."""
    return Q(**{f"votes__{at}__gte": 0 for at in range(MOST_GRADES)})


@pghistory.track()
class BallotLine(models.Model):
    """测评计票: the votes of one subject and item, in the order of the grades on the paper; None where too few voted to keep them."""

    batch = models.ForeignKey(BallotBatch, models.CASCADE, related_name="lines", verbose_name=_("counted ballots"))
    case = models.ForeignKey(Assessment, models.PROTECT, related_name="ballot_lines", verbose_name=_("assessment"))
    item = models.CharField(_("ballot item"), max_length=60)
    votes = ArrayField(models.PositiveIntegerField(), verbose_name=_("votes"), null=True)
    valid = models.PositiveIntegerField(_("valid ballots"))  # the batch's

    class Meta:
        verbose_name = _("votes of an item")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=("batch", "case", "item"), name="one_line_a_subject_and_item"),
            models.CheckConstraint(
                name="votes_add_up_to_the_valid_ballots",
                condition=Q(votes__isnull=True) | Q(votes__len__lte=MOST_GRADES, valid=_sum()) & _none_negative(),
            ),
        ]

    def __str__(self):
        return f"{self.case} {self.item}"
