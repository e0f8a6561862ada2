"""What is due about days, leave, training and checks (二(三), 二(四))."""

from datetime import date, timedelta

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from attendance.checks import to_correct
from attendance.ledger import TRAINING
from attendance.models import Discrepancy, Leave, SpotCheck, Standing, Training, UnconfirmedSpell
from attendance.overdue import overdue
from core.case_dues import LIMIT, of_cases
from core.dues import Due, in_person, of_place, source
from core.offices import CODE_LENGTH, DEPARTMENTS, Office
from core.policies import Policies

_WHO = ("posting__cadre", "posting__pairing", "posting__team__village__division")
_LEVEL = {CODE_LENGTH[office]: office for office in DEPARTMENTS}


def _words(case):
    return {"who": case.posting.cadre.name, "place": case.posting.team.village.division.name}


@source(
    "days_unconfirmed",
    _("Days that nobody has confirmed"),
    _("Confirm %(days)s person-days that have been unconfirmed for more than %(allowed)s days."),
)
def unconfirmed(on):
    """Townships beyond what their county allows; a spell is one duty, however its number of days moves."""
    began = dict(UnconfirmedSpell.objects.filter(ended_on=None).values_list("area", "began_on"))
    for area, (days, allowed) in overdue(on).items():
        since = began.get(area, on)
        yield of_place(
            "days_unconfirmed",
            f"{area}:{since}",
            office=Office.CLERK,
            area=area,
            due_on=since,
            link=reverse("sheet"),
            days=days,
            allowed=allowed,
        )


@source(
    "training_short", _("Yearly training that is short"), _("%(who)s: %(left)s days of training are missing this year.")
)
def training_short(on):
    """Near the end of the year, those who have not done their days: the cadre's own duty, or the township's who has no account."""
    policies, ends = Policies(on), date(on.year, 12, 31)
    rows = Standing.objects.of_year(on.year).filter(kind=TRAINING, remaining__gt=0, posting__ends_on=None)
    for one in rows.select_related("posting__cadre").order_by("pk"):
        if on < ends - timedelta(days=policies.at(one.area[:6])["dues.training_days"].value):
            continue
        yield Due(
            kind="training_short",
            key=f"{one.posting_id}:{on.year}",
            due_on=ends,
            about=one.area,
            link=reverse("posting-standing", args=[one.posting_id]),
            params={"who": one.posting.cadre.name, "left": f"{one.remaining.normalize():f}"},
            **in_person(one.posting.cadre.account_id, Office.TOWNSHIP, one.area),
        )


@source(
    "leave_waiting", _("Leave that waits"), _("%(place)s: deal with the leave of %(who)s from %(from)s."), personal=True
)
def leave_waiting(on):
    """Applications on their way: decided before the leave begins."""
    rows = Leave.objects.filter(state__in=Leave.OPEN).select_related(*_WHO).defer("provisions")
    return of_cases(
        "leave_waiting",
        rows,
        on=on,
        page="leave",
        words=lambda case: {**_words(case), "from": case.starts_on},
        until=lambda case, usual: max(case.applied_on, min(case.starts_on, usual)),
    )


@source(
    "leave_back",
    _("Leave that has ended, not reported back"),
    _("%(place)s: the leave of %(who)s ended on %(until)s: report back, or ask for more."),
    personal=True,
)
def leave_back(on):
    """Granted leave whose last day has passed: the cadre reports back, or the clerk for them."""
    rows = Leave.objects.filter(state=Leave.State.APPROVED, ends_on__lt=on).select_related(*_WHO).defer("provisions")
    for leave in rows.order_by("pk"):
        yield Due(
            kind="leave_back",
            key=f"{leave.pk}:{leave.ends_on}",
            due_on=leave.ends_on + timedelta(days=1),
            about=leave.area,
            link=reverse("leave", args=[leave.pk]),
            params={**_words(leave), "until": leave.ends_on},
            **in_person(leave.account_id, Office.CLERK, leave.area),
        )


@source(
    "spot_check",
    _("Spot checks to be made"),
    _("%(count)s spot checks of a plan are to be made and recorded until %(until)s."),
    personal=True,
)
def spot_checks(on):
    """Planned checks nobody has recorded, by plan: the department's own. Neither names nor villages: whom it is about learns nothing."""
    rows = SpotCheck.objects.to_make().filter(plan__starts_on__lte=on).order_by()
    rows = rows.values("plan", "plan__ends_on", "by_area", "by_office").annotate(count=Count("pk"))
    for row in rows.order_by("plan"):
        yield of_place(
            "spot_check",
            str(row["plan"]),
            office=row["by_office"],
            area=row["by_area"],
            due_on=row["plan__ends_on"],
            link=reverse("spot-plan", args=[row["plan"]]),
            count=row["count"],
            until=row["plan__ends_on"],
        )


@source(
    "discrepancy",
    _("Discrepancies to be settled"),
    _("%(place)s: settle what a spot check of %(who)s on %(on)s contradicts."),
)
def discrepancies(on):
    """Open ones of days that are over: the county settles them."""
    rows = Discrepancy.objects.open().filter(day__lt=on).select_related(*_WHO)
    words = lambda case: {**_words(case), "on": case.day}  # noqa: E731
    return of_cases("discrepancy", rows, on=on, page="discrepancy", words=words)


@source(
    "sheet_to_correct", _("Days to be corrected"), _("%(place)s: correct the sheet of %(who)s on %(on)s and say why.")
)
def corrections(on):
    """Where the check was right and the sheet still says what it said: the clerk corrects it."""
    policies = Policies(on)
    for case in to_correct(Discrepancy.objects.all()).select_related(*_WHO):
        days = policies.at(case.area[:6])[LIMIT].value
        yield Due(
            kind="sheet_to_correct",
            key=f"{case.pk}:{case.settled_on}",
            office=Office.CLERK,
            area=case.area[:9],
            due_on=case.settled_on + timedelta(days=days),
            about=case.area,
            link=reverse("discrepancy", args=[case.pk]),
            params={**_words(case), "on": case.day},
        )


@source(
    "training_attendance",
    _("Attendance of training that is over"),
    _("Enter who came to %(what)s, which ended on %(until)s."),
)
def training_over(on):
    """Sessions that are over and not entered: the department that organises them."""
    policies = Policies(on)
    for session in Training.objects.overdue(on).order_by("pk"):
        yield of_place(
            "training_attendance",
            f"{session.pk}:{session.ends_on}",
            office=_LEVEL[len(session.area)],
            area=session.area,
            due_on=session.ends_on + timedelta(days=policies.at(session.area[:6])[LIMIT].value),
            link=reverse("training-attendance", args=[session.pk]),
            what=session.title,
            until=session.ends_on,
        )
