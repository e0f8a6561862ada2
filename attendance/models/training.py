"""Training sessions and who took part."""

from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.models import User
from core.scope import Scope, ScopedQuerySet
from teams.models import Posting


class Training(models.Model):
    """培训: one course or session with its days; organised by the office at `area` (二(三))."""

    class Kind(models.TextChoices):
        """培训类别."""

        PRE_POSTING = "pre_posting", _("pre-posting training")
        ROTATION = "rotation", _("rotation training")
        THEMATIC = "thematic", _("thematic course")
        SITE_VISIT = "site_visit", _("site visit")
        EXCHANGE = "exchange", _("exchange")

    area = models.CharField(_("division code"), max_length=12)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    title = models.CharField(_("title"), max_length=80)
    place = models.CharField(_("place"), max_length=80, blank=True)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"))
    days = models.DecimalField(_("days"), max_digits=4, decimal_places=1)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()
    scope = Scope(
        area=("area", "*attendees__posting__area"),
        unit=("*attendees__posting__pairing__unit",),
        account=("*attendees__posting__cadre__account",),
    )

    class Meta:
        verbose_name = _("training session")
        ordering = ("-starts_on", "pk")
        constraints = [
            models.CheckConstraint(name="training_dates_in_order", condition=Q(ends_on__gte=F("starts_on"))),
            models.CheckConstraint(name="training_days_positive", condition=Q(days__gt=0)),
            models.CheckConstraint(name="training_area_never_empty", condition=~Q(area="")),
        ]
        indexes = [models.Index(OpClass("area", name="varchar_pattern_ops"), name="training_area")]

    def __str__(self):
        return self.title


class Attendee(models.Model):
    """参训人员: a posting took part in a session. One person-day counts once, however many sessions it had."""

    training = models.ForeignKey(Training, models.CASCADE, related_name="attendees")
    posting = models.ForeignKey(Posting, models.PROTECT, related_name="trainings")
    attended = models.BooleanField(_("took part"), default=True)

    objects = ScopedQuerySet.as_manager()
    scope = Scope(area=("posting__area",), unit=("posting__pairing__unit",), account=("posting__cadre__account",))

    class Meta:
        constraints = [models.UniqueConstraint(fields=("training", "posting"), name="attendee_once")]
