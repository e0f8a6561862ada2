"""What every line of care has in common: whose posting, where, who entered it, and how a wrong one is struck."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import User
from core.offices import DEPARTMENTS, Office
from core.scope import Scope, ScopedQuerySet
from teams.models import Posting

CARERS = (*DEPARTMENTS, Office.TOWNSHIP, Office.UNIT, Office.CADRE)
STRUCK_WHOLE = Q(struck_on__isnull=True, struck_why="") | (Q(struck_on__isnull=False) & ~Q(struck_why=""))


class LineQuerySet(ScopedQuerySet):
    """Lines of care, in sentences."""

    def standing(self):
        """Those nobody has struck."""
        return self.filter(struck_on__isnull=True)


class Line(models.Model):
    """关爱记录: one thing done for one posted cadre. It is never edited: a wrong one is struck 作废 with the reason."""

    posting = models.ForeignKey(Posting, models.PROTECT, related_name="%(class)ss", verbose_name=_("posting"))
    area = models.CharField(_("division code"), max_length=12)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("entered by"))
    entered_office = models.CharField(_("office"), max_length=12, choices=Office)
    entered_place = models.CharField(_("entered at"), max_length=160)
    entered_on = models.DateField(_("entered on"))
    struck_on = models.DateField(_("struck on"), null=True, blank=True)
    struck_why = models.CharField(_("struck because"), max_length=200, blank=True)

    objects = LineQuerySet.as_manager()
    scope = Scope(
        area=("area",), unit=("posting__pairing__unit",), account=("posting__cadre__account",), offices=CARERS
    )

    class Meta:
        abstract = True

    def __str__(self):
        return str(self.posting)

    @property
    def account_id(self):
        """The cadre's own account."""
        return self.posting.account_id


def held_by(name):
    """Constraints every table of lines has: an area, and struck with a reason or not at all."""
    return [
        models.CheckConstraint(name=f"{name}_area_never_empty", condition=Q(area__length=12)),
        models.CheckConstraint(name=f"{name}_struck_with_reason", condition=STRUCK_WHOLE),
    ]
