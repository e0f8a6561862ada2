"""Accounts and dated appointments: who may act as what, from when until when."""

import pghistory
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models.regions import Division
from core.models.units import Unit
from core.offices import EVERYONE, Office
from core.scope import Scope, ScopedQuerySet


class UserManager(BaseUserManager.from_queryset(ScopedQuerySet)):
    """Finds users by the name they log in with, and inside a jurisdiction like every other row."""

    def get_by_natural_key(self, username):
        """Log-in names are compared without case."""
        return self.get(username__iexact=username)


class User(AbstractBaseUser):
    """用户: one person, one account; what they may do stands in their appointments."""

    username = models.CharField(_("user name"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=40)
    email = models.EmailField(_("e-mail"), blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    password_set_on = models.DateField(_("password set on"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()
    # `cadre` is the relation that teams.Cadre makes: the account of a posted cadre belongs where the cadre does.
    scope = Scope(
        area=("*appointments__division__code", "*appointments__unit__home__code", "*cadre__area"),
        offices=(Office.SYSADMIN,),
    )
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ("name",)

    class Meta:
        verbose_name = _("user")
        ordering = ("username",)
        constraints = [models.UniqueConstraint(Lower("username"), name="user_name_once_whatever_case")]

    def __str__(self):
        return self.name


class AppointmentQuerySet(ScopedQuerySet):
    """Appointments, in sentences."""

    def in_force(self, on):
        """Those that hold on a day; a delegation holds only while its giver's appointment does."""
        running = Q(from_on__lte=on) & (Q(until_on__isnull=True) | Q(until_on__gte=on))
        given = Q(given_by__from_on__lte=on) & (Q(given_by__until_on__isnull=True) | Q(given_by__until_on__gte=on))
        giver = Q(given_by__isnull=True) | (given & Q(given_by__user__is_active=True))
        return self.filter(running & giver, user__is_active=True)

    def holding(self, office, *, area="", unit_id=None):
        """Those who hold an office at exactly this place or unit."""
        return (
            self.filter(office=office, unit_id=unit_id) if unit_id else self.filter(office=office, division__code=area)
        )


@pghistory.track()
class Appointment(models.Model):
    """任职授权: a user holds an office at a division, or at a unit, or as the cadre they are; from–until.

    A delegation 委托 is an appointment with a giver (`given_by`) and an end.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="appointments", verbose_name=_("user"))
    office = models.CharField(_("office"), max_length=12, choices=Office)
    division = models.ForeignKey(
        Division, models.PROTECT, null=True, blank=True, verbose_name=_("division"), related_name="+"
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, verbose_name=_("dispatching unit"), related_name="+"
    )
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"), null=True, blank=True)
    given_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, verbose_name=_("delegated by"), related_name="delegations"
    )

    objects = AppointmentQuerySet.as_manager()
    # A person sees, as themselves (`actor.myself`), the offices they hold and those they have lent.
    scope = Scope(
        area=("division__code", "unit__home__code", "*user__cadre__area"),
        account=("user", "given_by__user"),
        offices=(Office.SYSADMIN, Office.CADRE),
    )

    class Meta:
        verbose_name = _("appointment")
        ordering = ("user", "from_on", "pk")
        constraints = [
            models.CheckConstraint(
                name="appointment_area_never_empty",
                condition=(
                    Q(office=Office.UNIT, unit__isnull=False, division__isnull=True)
                    | Q(office=Office.CADRE, unit__isnull=True, division__isnull=True)
                    | (~Q(office__in=[Office.UNIT, Office.CADRE]) & Q(unit__isnull=True, division__isnull=False))
                ),
            ),
            models.CheckConstraint(
                name="appointment_office_known", condition=Q(office__in=[str(o.value) for o in EVERYONE])
            ),
            models.CheckConstraint(
                name="appointment_dates_in_order", condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on"))
            ),
            models.CheckConstraint(
                name="delegation_has_an_end", condition=Q(given_by__isnull=True) | Q(until_on__isnull=False)
            ),
        ]

    def __str__(self):
        return f"{self.user} · {self.get_office_display()} · {self.place}"

    @property
    def place(self):
        """The division or unit this office sits at."""
        return str(self.division or self.unit or "")


class ApiToken(models.Model):
    """访问令牌: lets a machine act in one appointment for a limited time. Only its digest is stored."""

    appointment = models.ForeignKey(Appointment, models.CASCADE, related_name="tokens")
    label = models.CharField(_("label"), max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(_("expires"))
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    objects = ScopedQuerySet.as_manager()
    scope = Scope(account=("appointment__user",))

    class Meta:
        verbose_name = _("API token")
        ordering = ("-created_at",)

    @property
    def alive(self):
        """Whether the token still opens a door, as far as its own dates go."""
        return self.revoked_at is None and self.expires_at > timezone.now()
