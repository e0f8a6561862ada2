"""Public notice 公示 of set grades to the villagers, and objections 异议 as cases (二(四))."""

import uuid

import pghistory
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assessment.models.assessments import Assessment
from assessment.models.cycles import Cycle
from assessment.result_steps import RESULT_OBJECTION_STEPS
from core.models import StoredFile, User
from core.offices import DEPARTMENTS, Office
from core.scope import Scope, ScopedQuerySet
from selection.models import Objection
from selection.models.publicity import SealedContact
from selection.steps import ObjectionState

READERS = (*DEPARTMENTS, Office.LEADERSHIP, Office.TOWNSHIP)


class ResultNoticeQuerySet(ScopedQuerySet):
    """Notices, in sentences."""

    def published(self):
        """Those that were not withdrawn."""
        return self.filter(state=ResultNotice.State.PUBLISHED)

    def ended(self, on):
        """Those whose last day has passed."""
        return self.published().filter(until_on__lt=on)


class ResultNotice(models.Model):
    """考核结果公示: set grades of one cycle shown to the villagers by the county, from–to inclusive, with how to object."""

    class State(models.TextChoices):
        """状态."""

        PUBLISHED = "published", _("published")
        WITHDRAWN = "withdrawn", _("withdrawn")

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="notices", verbose_name=_("assessment cycle"))
    area = models.CharField(_("county"), max_length=12)
    title = models.CharField(_("title"), max_length=120)
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"))
    telephone = models.CharField(_("telephone"), max_length=40)
    address = models.CharField(_("postal address"), max_length=120)
    email = models.EmailField(_("e-mail"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PUBLISHED)
    withdrawn_why = models.TextField(_("reason for withdrawing"), blank=True)
    published_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("published by"))
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ResultNoticeQuerySet.as_manager()
    scope = Scope(area=("area", "*shown__area"), offices=READERS)

    class Meta:
        verbose_name = _("public notice of results")
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(name="result_notice_of_a_county", condition=Q(area__length=6)),
            models.CheckConstraint(name="result_notice_dates_in_order", condition=Q(until_on__gte=F("from_on"))),
        ]
        indexes = [models.Index(OpClass("area", name="varchar_pattern_ops"), name="result_notice_area")]

    def __str__(self):
        return self.title


class ShownResult(models.Model):
    """公示名单: one grade on one notice. `facts` are the public columns as published; `stands`: the grade rests on this notice.

    It stands no more when the notice is withdrawn or the case opened again; a case stands on one notice at most.
    """

    notice = models.ForeignKey(ResultNotice, models.CASCADE, related_name="shown")
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="shown_on")
    area = models.CharField(_("division code"), max_length=12)
    facts = models.JSONField(default=dict)
    stands = models.BooleanField(default=True)

    objects = ScopedQuerySet.as_manager()
    scope = Scope(area=("area",), offices=READERS)

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=("notice", "assessment"), name="result_once_on_a_notice"),
            models.UniqueConstraint(fields=("assessment",), name="result_stands_once", condition=Q(stands=True)),
            models.CheckConstraint(name="shown_result_of_a_village", condition=Q(area__length=12)),
        ]
        indexes = [models.Index("notice", OpClass("area", name="varchar_pattern_ops"), name="shown_result_area")]


class ResultObjectionQuerySet(ScopedQuerySet):
    """Objections, in sentences."""

    def visible_to(self, actor):
        """Inside the jurisdiction; nobody reads, or settles, what is objected against themselves or their team."""
        people = {actor.user_id, actor.giver_id} - {None} if actor else ()
        mine = Assessment.objects.filter(
            Q(cadre__account__in=people) | Q(team__postings__cadre__account__in=people)
        ).order_by()
        return super().visible_to(actor).exclude(assessment__in=mine.values("pk"))


@pghistory.track(exclude=["contact_sealed"])
class ResultObjection(SealedContact, models.Model):
    """对考核结果的异议: a named person objects to one grade while its notice hangs; it is not final until this is settled."""

    State = ObjectionState
    STEPS = RESULT_OBJECTION_STEPS
    unit_id = None

    seal = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    notice = models.ForeignKey(ResultNotice, models.PROTECT, related_name="objections", verbose_name=_("notice"))
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="objections", verbose_name=_("assessment"))
    area = models.CharField(_("county"), max_length=12)
    name = models.CharField(_("who objects"), max_length=40, blank=True)
    contact_sealed = models.TextField(blank=True)
    means = models.CharField(_("how"), max_length=10, choices=Objection.Means)
    received_on = models.DateField(_("received on"))
    posted_on = models.DateField(_("postmark"), null=True, blank=True)
    grounds = models.TextField(_("grounds"))
    finding = models.TextField(_("what was found"), blank=True)
    paper = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(_("state"), max_length=10, choices=ObjectionState, default=ObjectionState.RECEIVED)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    SEALED = {"contact_sealed": "assessment.objection.contact"}
    objects = ResultObjectionQuerySet.as_manager()
    scope = Scope(area=("area",), offices=DEPARTMENTS)

    class Meta:
        verbose_name = _("objection to a result")
        ordering = ("-pk",)
        constraints = [models.CheckConstraint(name="result_objection_of_a_county", condition=Q(area__length=6))]
        indexes = [models.Index(OpClass("area", name="varchar_pattern_ops"), name="result_objection_area")]

    def __str__(self):
        return f"{self.assessment} · {self.notice}"

    @property
    def account_id(self):
        """The account of the cadre objected to: its holder settles nothing here; None for a team."""
        return self.assessment.account_id
