"""What is due 到期事项: one row per open duty, kept up by one recomputation, shown to who owes it and to the offices above."""

from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.dues import personal_kinds
from core.models.accounts import User
from core.models.units import Unit
from core.offices import Office
from core.scope import NOTHING, ScopedQuerySet

_BELOW_COUNTY = (Office.TOWNSHIP, Office.CLERK, Office.UNIT, Office.CADRE)
# office → the offices whose duties it also sees inside its own area
BELOW = {
    Office.PROVINCE: (Office.PREFECTURE, Office.COUNTY, Office.LEADERSHIP, *_BELOW_COUNTY),
    Office.PREFECTURE: (Office.COUNTY, Office.LEADERSHIP, *_BELOW_COUNTY),
    Office.COUNTY: (Office.LEADERSHIP, *_BELOW_COUNTY),
    Office.LEADERSHIP: _BELOW_COUNTY,
    Office.TOWNSHIP: (Office.CLERK, Office.CADRE),
}


class DueQuerySet(ScopedQuerySet):
    """Duties, in sentences."""

    def visible_to(self, actor):
        """The actor's own, and those which offices below owe, or which are about a place in the actor's area."""
        return self.filter(own(actor) | _below(actor)) if actor else self.none()

    def owed_by(self, actor):
        """Those the office, unit or person that is acting owes."""
        return self.filter(own(actor)) if actor else self.none()

    def open(self):
        """Those that are not done."""
        return self.filter(ended_on=None)

    def late(self, on):
        """Open ones whose day has passed."""
        return self.open().filter(due_on__lt=on)

    def done(self):
        """Those whose source no longer names them."""
        return self.filter(ended_on__isnull=False)


def own(actor):
    """The condition for what the actor owes itself."""
    if actor.office == Office.CADRE:
        return Q(account=actor.user_id)
    if actor.office == Office.UNIT:
        return Q(unit=actor.unit_id) if actor.unit_id else NOTHING
    return Q(office=actor.office, area=actor.area) if actor.area else NOTHING


def _below(actor):
    offices = BELOW.get(actor.office, ())
    if not offices or not actor.area:
        return NOTHING
    hidden = Q(kind__in=personal_kinds()) if actor.office == Office.LEADERSHIP else NOTHING
    return Q(office__in=offices) & ~hidden & (Q(area__startswith=actor.area) | Q(about__startswith=actor.area))


class DueItem(models.Model):
    """到期事项: an open duty and who owes it; `ended_on` says when its source stopped naming it.

    `told_on` and `escalated_on` remember that its owner, and the office above, have been told: each once.
    """

    kind = models.CharField(_("kind"), max_length=40)
    key = models.CharField(max_length=120)
    office = models.CharField(_("office"), max_length=12, choices=Office)
    area = models.CharField(max_length=12, blank=True)
    unit = models.ForeignKey(Unit, models.CASCADE, null=True, related_name="+", db_index=False)
    account = models.ForeignKey(User, models.CASCADE, null=True, related_name="+", db_index=False)
    about = models.CharField(max_length=12)
    due_on = models.DateField(_("due"))
    link = models.CharField(max_length=200)
    params = models.JSONField(default=dict)
    first_on = models.DateField(_("first seen"))
    ended_on = models.DateField(_("done"), null=True)
    told_on = models.DateField(null=True)
    escalated_on = models.DateField(null=True)

    objects = DueQuerySet.as_manager()

    class Meta:
        verbose_name = _("duty that is due")
        ordering = ("due_on", "about", "pk")
        constraints = [
            models.UniqueConstraint(fields=("kind", "key"), name="due_once"),
            models.CheckConstraint(name="due_about_never_empty", condition=~Q(about="")),
            models.CheckConstraint(
                name="due_owed_by_someone",
                condition=~Q(area="") | Q(unit__isnull=False) | Q(account__isnull=False),
            ),
        ]
        indexes = [
            models.Index(OpClass("about", name="varchar_pattern_ops"), "due_on", name="due_about"),
            models.Index(OpClass("area", name="varchar_pattern_ops"), "office", name="due_owner"),
            models.Index(fields=("unit",), name="due_unit", condition=Q(unit__isnull=False)),
            models.Index(fields=("account",), name="due_account", condition=Q(account__isnull=False)),
            models.Index(fields=("due_on",), name="due_open", condition=Q(ended_on__isnull=True)),
        ]
