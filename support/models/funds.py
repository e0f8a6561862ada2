"""Work funds 工作经费 of a team and year, as a book of entries that is only ever added to (二(五))."""

import pghistory
import pgtrigger
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.models import StoredFile, User
from core.offices import DEPARTMENTS, Office
from core.scope import Scope, ScopedQuerySet
from teams.models import Team

READERS = (*DEPARTMENTS, Office.LEADERSHIP, Office.TOWNSHIP, Office.UNIT, Office.CADRE)
CLOSED, BELOW, BEYOND = "fund_is_closed", "fund_never_below_zero", "fund_never_beyond_allotment"
_GUARD = """
    SELECT closed_on INTO closed FROM support_fund WHERE id = NEW.fund_id FOR UPDATE;
    IF closed IS NOT NULL THEN
        RAISE EXCEPTION 'the year of this fund is closed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'fund_is_closed';
    END IF;
    SELECT coalesce(sum(amount) FILTER (WHERE kind IN ('receipt', 'carried_in')), 0)
             - coalesce(sum(amount) FILTER (WHERE kind IN ('expense', 'returned', 'carried_out')), 0),
           coalesce(sum(amount) FILTER (WHERE kind = 'allotment'), 0)
             - coalesce(sum(amount) FILTER (WHERE kind = 'receipt'), 0)
        INTO held, owed FROM support_fundentry WHERE fund_id = NEW.fund_id;
    held := held + CASE WHEN NEW.kind IN ('receipt', 'carried_in') THEN NEW.amount
                        WHEN NEW.kind = 'allotment' THEN 0 ELSE -NEW.amount END;
    owed := owed + CASE NEW.kind WHEN 'allotment' THEN NEW.amount WHEN 'receipt' THEN -NEW.amount ELSE 0 END;
    IF held < 0 THEN
        RAISE EXCEPTION 'this would spend more than there is'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'fund_never_below_zero';
    END IF;
    IF owed < 0 THEN
        RAISE EXCEPTION 'more received than allotted'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'fund_never_beyond_allotment';
    END IF;
    RETURN NEW;
"""
_UNCHANGED = """
    IF to_jsonb(OLD) - 'stands' IS DISTINCT FROM to_jsonb(NEW) - 'stands' OR NEW.stands THEN
        RAISE EXCEPTION 'an entry of the funds is never changed';
    END IF;
    RETURN NEW;
"""


@pghistory.track()
class Fund(models.Model):
    """工作经费年度账: one team's money of one year. Closed, it takes no entry until the county opens it again."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="funds", verbose_name=_("team"))
    area = models.CharField(_("division code"), max_length=12)
    year = models.PositiveSmallIntegerField(_("year"))
    closed_on = models.DateField(_("books closed on"), null=True, blank=True)

    objects = ScopedQuerySet.as_manager()
    scope = Scope(
        area=("area",),
        unit=("*team__village__pairings__unit",),
        account=("*team__postings__cadre__account",),
        offices=READERS,
    )

    class Meta:
        verbose_name = _("work funds of a year")
        ordering = ("-year", "area")
        constraints = [
            models.UniqueConstraint(fields=("team", "year"), name="fund_of_a_team_and_year"),
            models.CheckConstraint(name="fund_area_never_empty", condition=Q(area__length=12)),
        ]
        indexes = [models.Index(OpClass("area", name="varchar_pattern_ops"), "year", name="fund_area")]

    def __str__(self):
        return f"{self.team} {self.year}"


class FundEntry(models.Model):
    """账目: one movement of a fund. Never changed or taken away: a wrong one is reversed 红字冲销 by its negative, with the reason.

    `voucher` is the number as compared: no two standing expenses of a county bear the same number and date.
    """

    class Kind(models.TextChoices):
        """账目类别."""

        ALLOTMENT = "allotment", _("allotted")
        RECEIPT = "receipt", _("money received")
        CARRIED_IN = "carried_in", _("carried over from last year")
        EXPENSE = "expense", _("spent")
        RETURNED = "returned", _("returned to finance")
        CARRIED_OUT = "carried_out", _("carried over to next year")

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="entries", verbose_name=_("work funds of a year"))
    area = models.CharField(_("division code"), max_length=12)
    county = models.CharField(_("county"), max_length=6)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    amount = models.DecimalField(_("amount"), max_digits=12, decimal_places=2)
    day = models.DateField(_("date"))
    number = models.CharField(_("voucher or document number"), max_length=60, blank=True)
    voucher = models.CharField(max_length=60, blank=True)
    item = models.CharField(_("item"), max_length=16, blank=True)
    payee = models.CharField(_("payee"), max_length=80, blank=True)
    note = models.CharField(_("purpose"), max_length=200, blank=True)
    paper = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    reverses = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="reversal")
    stands = models.BooleanField(_("stands"), default=True)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("entered by"))
    entered_place = models.CharField(_("entered at"), max_length=160)
    entered_on = models.DateField(_("entered on"))

    objects = ScopedQuerySet.as_manager()
    scope = Scope(
        area=("area",),
        unit=("*fund__team__village__pairings__unit",),
        account=("*fund__team__postings__cadre__account",),
        offices=READERS,
    )

    class Meta:
        verbose_name = _("entry of the funds")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=("county", "voucher", "day"), condition=Q(kind="expense", stands=True), name="voucher_used_once"
            ),
            models.UniqueConstraint(
                fields=("fund", "voucher"), condition=Q(kind="allotment", stands=True), name="allotted_once_by_document"
            ),
            models.CheckConstraint(
                name="only_a_reversal_is_negative",
                condition=Q(reverses__isnull=True, amount__gt=0)
                | Q(reverses__isnull=False, amount__lt=0, stands=False) & ~Q(note=""),
            ),
            models.CheckConstraint(
                name="expense_has_its_voucher",
                condition=~Q(kind="expense", reverses__isnull=True) | (~Q(voucher="") & ~Q(item="") & ~Q(payee="")),
            ),
            models.CheckConstraint(
                name="entry_lies_in_its_county", condition=Q(area__length=12, area__startswith=F("county"))
            ),
        ]
        indexes = [models.Index(fields=("fund", "kind"), name="fund_entries")]
        triggers = [
            pgtrigger.Protect(name="never_taken_away", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="never_changed",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=_UNCHANGED,
            ),
            pgtrigger.Trigger(
                name="fund_holds",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("closed", "date"), ("held", "numeric"), ("owed", "numeric")],
                func=_GUARD,
            ),
        ]
