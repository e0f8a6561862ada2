"""Public notice 公示 of proposed postings, and objections 异议 as cases."""

import uuid

import pghistory
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core import sealed
from core.models import StoredFile
from core.offices import DEPARTMENTS, PERSONNEL, Office
from core.scope import Scope, ScopedQuerySet
from selection.models.nominations import Nomination
from selection.models.rounds import Round
from selection.steps import OBJECTION_STEPS, ObjectionState


class PublicNoticeQuerySet(ScopedQuerySet):
    """Notices, in sentences."""

    def published(self):
        """Those that were not withdrawn."""
        return self.filter(state=PublicNotice.State.PUBLISHED)

    def hanging(self, on):
        """Those whose last day has not passed; one that begins later hangs already."""
        return self.published().filter(until_on__gte=on)


class PublicNotice(models.Model):
    """公示: proposed postings shown to the public by the approving department, from–to inclusive, with how to object."""

    class State(models.TextChoices):
        """状态."""

        PUBLISHED = "published", _("published")
        WITHDRAWN = "withdrawn", _("withdrawn")

    area = models.CharField(_("division code"), max_length=12)
    office = models.CharField(_("published by"), max_length=12, choices=Office)
    round = models.ForeignKey(Round, models.PROTECT, null=True, blank=True, related_name="notices")
    title = models.CharField(_("title"), max_length=120)
    decided_by = models.CharField(_("who decided"), max_length=120)
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"))
    telephone = models.CharField(_("telephone"), max_length=40)
    address = models.CharField(_("postal address"), max_length=120)
    email = models.EmailField(_("e-mail"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PUBLISHED)
    withdrawn_why = models.TextField(_("reason for withdrawing"), blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PublicNoticeQuerySet.as_manager()
    # The nominations shown make it known to those they concern: their county, township, unit and account.
    scope = Scope(
        area=("area", "*shown__nomination__area", "*shown__nomination__sender_area"),
        unit=("*shown__nomination__unit",),
        account=("*shown__nomination__cadre__account",),
        offices=PERSONNEL,
    )

    class Meta:
        verbose_name = _("public notice")
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(name="notice_area_never_empty", condition=~Q(area="")),
            models.CheckConstraint(name="notice_dates_in_order", condition=Q(until_on__gte=F("from_on"))),
        ]
        indexes = [models.Index(OpClass("area", name="varchar_pattern_ops"), name="notice_area")]

    def __str__(self):
        return self.title


class Shown(models.Model):
    """公示名单: one nomination on one notice, in its order; `facts` are the public columns as they were published."""

    notice = models.ForeignKey(PublicNotice, models.CASCADE, related_name="shown")
    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="shown_on")
    facts = models.JSONField(default=dict)

    class Meta:
        ordering = ("pk",)
        constraints = [models.UniqueConstraint(fields=("notice", "nomination"), name="nomination_once_on_a_notice")]


class ObjectionQuerySet(ScopedQuerySet):
    """Objections, in sentences."""

    def visible_to(self, actor):
        """Inside the jurisdiction; nobody reads, or settles, what is objected against themselves."""
        people = {actor.user_id, actor.giver_id} - {None} if actor else ()
        return super().visible_to(actor).exclude(nomination__cadre__account__in=people)


class SealedContact:
    """How an objector can be reached, sealed under the model's own word in `SEALED` and the row's `seal`."""

    @property
    def _bound(self):
        return f"{self.SEALED['contact_sealed']}:{self.seal}"

    def put_contact(self, text):
        """Seals how the objector can be reached."""
        self.contact_sealed = sealed.seal(text, bound_to=self._bound)

    @property
    def contact(self):
        """How the objector can be reached; reading it leaves a record (deed `reveal_contact`)."""
        return sealed.unseal(self.contact_sealed, bound_to=self._bound)


@pghistory.track(exclude=["contact_sealed"])
class Objection(SealedContact, models.Model):
    """异议: a named person objects to one proposed posting while the notice hangs; it blocks the approval until it is settled."""

    class Means(models.TextChoices):
        """提出方式."""

        TELEPHONE = "telephone", _("by telephone")
        LETTER = "letter", _("by letter")
        EMAIL = "email", _("by e-mail")
        VISIT = "visit", _("in person")

    State = ObjectionState
    STEPS = OBJECTION_STEPS

    seal = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    notice = models.ForeignKey(PublicNotice, models.PROTECT, related_name="objections", verbose_name=_("notice"))
    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="objections", verbose_name=_("nomination"))
    area = models.CharField(_("division code"), max_length=12)  # of the notice: the department that settles it
    office = models.CharField(_("office"), max_length=12, choices=Office)
    name = models.CharField(_("who objects"), max_length=40)
    contact_sealed = models.TextField(blank=True)
    means = models.CharField(_("how"), max_length=10, choices=Means)
    received_on = models.DateField(_("received on"))
    posted_on = models.DateField(_("postmark"), null=True, blank=True)
    grounds = models.TextField(_("grounds"))
    finding = models.TextField(_("what was found"), blank=True)
    paper = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(_("state"), max_length=10, choices=ObjectionState, default=ObjectionState.RECEIVED)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    SEALED = {"contact_sealed": "selection.objection.contact"}
    objects = ObjectionQuerySet.as_manager()
    scope = Scope(area=("area",), offices=DEPARTMENTS)

    class Meta:
        verbose_name = _("objection")
        ordering = ("-pk",)
        constraints = [models.CheckConstraint(name="objection_area_never_empty", condition=~Q(area=""))]

    def __str__(self):
        return f"{self.nomination.cadre} · {self.notice}"

    @property
    def account_id(self):
        """The account of the cadre objected to: its holder settles nothing here."""
        return self.nomination.cadre.account_id
