"""Meetings 工作例会 of a county's leadership group with its first secretaries, who came, and the matters raised there."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import Unit, User
from core.offices import Office
from core.scope import Scope, ScopedQuerySet
from teams.models import Posting, Team

KEEPERS = (Office.LEADERSHIP, Office.COUNTY)  # the group's office sits in the county organization department (二(四))


class MeetingQuerySet(ScopedQuerySet):
    """Meetings, in sentences."""

    def took_place(self):
        """Those whose sign-in was entered."""
        return self.filter(state__in=(Meeting.State.HELD, Meeting.State.CLOSED))

    def unfinished(self):
        """Those neither closed nor cancelled."""
        return self.filter(state__in=(Meeting.State.PLANNED, Meeting.State.HELD))


@pghistory.track()
class Meeting(models.Model):
    """工作例会: the leadership group calls the county's first secretaries together, at least quarterly (二(四)).

    `version` grows with every change of it, so that nobody overwrites what another officer has just entered. Closed, its
    minutes are fixed: an addition says why.
    """

    class State(models.TextChoices):
        """状态."""

        PLANNED = "planned", _("called for")
        HELD = "held", _("took place")
        CLOSED = "closed", _("closed")
        CANCELLED = "cancelled", _("cancelled")

    area = models.CharField(_("division code"), max_length=6)
    day = models.DateField(_("day"))
    place = models.CharField(_("place"), max_length=80)
    title = models.CharField(_("title"), max_length=80)
    agenda = ArrayField(models.CharField(max_length=200), verbose_name=_("agenda"), default=list)
    chair = models.CharField(_("chaired by"), max_length=40, blank=True)
    minutes = models.TextField(_("minutes"), blank=True)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.PLANNED)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    version = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("made by"))

    objects = MeetingQuerySet.as_manager()
    # townships, units and cadres see a meeting through the first secretaries called to it
    scope = Scope(
        area=("area", "*called__posting__area"),
        unit=("*called__posting__pairing__unit",),
        account=("*called__posting__cadre__account",),
    )

    class Meta:
        verbose_name = _("meeting")
        ordering = ("-day", "-pk")
        constraints = [
            models.CheckConstraint(name="meeting_area_is_a_county", condition=Q(area__length=6)),
            models.CheckConstraint(name="meeting_cancelled_says_why", condition=~Q(state="cancelled") | ~Q(reason="")),
            models.CheckConstraint(
                name="meeting_closed_has_minutes",
                condition=Q(state="closed", closed_on__isnull=False) & ~Q(minutes="")
                | ~Q(state="closed") & Q(closed_on=None),
            ),
        ]
        indexes = [models.Index(OpClass("area", name="varchar_pattern_ops"), "day", name="meeting_area")]

    def __str__(self):
        return self.title

    def kept_by(self, actor):
        """Whether this is the county's office that keeps it."""
        return actor.office in KEEPERS and actor.area == self.area


@pghistory.track()
class Called(models.Model):
    """参会人员: a first secretary called to a meeting, and whether they came."""

    class Sign(models.TextChoices):
        """签到."""

        CAME = "came", _("present")
        EXCUSED = "excused", _("excused")
        ABSENT = "absent", _("absent")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="called", verbose_name=_("meeting"))
    posting = models.ForeignKey(Posting, models.PROTECT, related_name="meetings", verbose_name=_("posting"))
    sign = models.CharField(_("sign-in"), max_length=8, choices=Sign, blank=True)
    reason = models.CharField(_("reason"), max_length=100, blank=True)

    objects = ScopedQuerySet.as_manager()
    scope = Scope(area=("posting__area",), unit=("posting__pairing__unit",), account=("posting__cadre__account",))

    class Meta:
        verbose_name = _("person called")
        ordering = ("posting__area", "pk")
        constraints = [
            models.UniqueConstraint(fields=("meeting", "posting"), name="called_once"),
            models.CheckConstraint(
                name="excused_says_why", condition=Q(sign="excused") & ~Q(reason="") | ~Q(sign="excused") & Q(reason="")
            ),
        ]


class MatterQuerySet(ScopedQuerySet):
    """Matters, in sentences."""

    def open(self):
        """Those without an outcome."""
        return self.filter(outcome="")

    def owned_by(self, actor):
        """Those this office is to settle."""
        if actor.office == Office.UNIT:
            return self.filter(owner_office=Office.UNIT, owner_unit=actor.unit_id)
        return self.filter(owner_office=actor.office, owner_area=actor.area) if actor.area else self.none()


@pghistory.track()
class Matter(models.Model):
    """提出事项: what a first secretary, or the group, raised at a meeting; an office owns it until it has an outcome.

    `area` is the village's code where a team raised it, else the county's.
    """

    class Outcome(models.TextChoices):
        """办理结果."""

        SETTLED = "settled", _("solved")
        HANDED_ON = "handed_on", _("handed on")
        NOT_POSSIBLE = "not_possible", _("not possible")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="matters", verbose_name=_("meeting"))
    team = models.ForeignKey(
        Team, models.PROTECT, null=True, blank=True, related_name="matters", verbose_name=_("raised by the team")
    )
    area = models.CharField(_("division code"), max_length=12)
    words = models.CharField(_("what was raised"), max_length=500)
    owner_office = models.CharField(_("office in charge"), max_length=12, choices=Office)
    owner_area = models.CharField(max_length=9, blank=True)
    owner_unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    person = models.CharField(_("person in charge"), max_length=40, blank=True)
    due_on = models.DateField(_("due on"))
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome, blank=True)
    answer = models.CharField(_("what came of it"), max_length=500, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)

    objects = MatterQuerySet.as_manager()
    # the team that raised it, the office that owns it, and whoever stands above either
    scope = Scope(
        area=("area", "owner_area"),
        unit=("owner_unit", "*team__village__pairings__unit"),
        account=("*team__postings__cadre__account",),
    )

    class Meta:
        verbose_name = _("matter raised")
        ordering = ("due_on", "pk")
        constraints = [
            models.CheckConstraint(name="matter_area_never_empty", condition=~Q(area="")),
            models.CheckConstraint(
                name="matter_has_one_owner",
                condition=Q(owner_office="unit", owner_unit__isnull=False, owner_area="")
                | ~Q(owner_office="unit") & Q(owner_unit=None) & ~Q(owner_area=""),
            ),
            models.CheckConstraint(
                name="matter_ended_whole_or_not",
                condition=Q(outcome="", answer="", ended_on=None)
                | Q(ended_on__isnull=False) & ~Q(outcome="") & ~Q(answer=""),
            ),
        ]
        indexes = [
            models.Index(OpClass("area", name="varchar_pattern_ops"), name="matter_area"),
            models.Index(fields=("due_on",), name="matter_open", condition=Q(outcome="")),
        ]

    def __str__(self):
        return self.words

    def owned_by(self, actor):
        """Whether this office owns it."""
        mine = (actor.office, actor.area, actor.unit_id)
        return mine == (self.owner_office, self.owner_area, self.owner_unit_id)
