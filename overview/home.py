"""What each office sees first: what waits for it, what is due, a few numbers with the way to more."""

from datetime import timedelta

from django.db.models import Count, Q, Window
from django.utils import timezone

from assessment.models import GRADED, Assessment
from attendance.boards import unconfirmed_days
from attendance.checks import due_count
from attendance.models import Standing
from core.dues import sentence_of
from core.models import Appointment, DueItem, JobRun, OutboxMessage, Record, User
from core.notice_lines import latest_unread
from core.offices import DEPARTMENTS, Office
from overview import boards
from overview.waiting import queues
from selection.models import Round
from teams.models import Posting

LOOK_BACK = timedelta(days=13)  # today and the thirteen days before
SOON = timedelta(days=14)
NEWS = 5


def home_of(actor, area, on):
    """The parts of the home page for the acting office; `area` is where a department has drilled down to."""
    news, unread = latest_unread(actor, NEWS)
    waiting = queues(actor)
    common = {"queues": waiting, "waits": any(queue.total for queue in waiting)}
    common |= {"news": news, "unread": unread, "rounds": _rounds(actor, on)}
    common["dues"] = _dues(actor, on)
    return common | PARTS[actor.office](actor, area, on)


def _dues(actor, on):
    """The office's own open duties that are late or due soon, the oldest on top, each with `late` and `total` of them all."""
    rows = DueItem.objects.owed_by(actor).open().filter(due_on__lte=on + SOON)
    late = Window(Count("pk", filter=Q(due_on__lt=on)))
    rows = list(rows.annotate(total=Window(Count("pk")), late=late).order_by("due_on", "pk")[:NEWS])
    for row in rows:
        row.sentence, row.is_late = sentence_of(row.kind, row.params), row.due_on < on
    return rows


def _rounds(actor, on):
    """The rounds that take nominations today, the one that ends first on top; None for offices without any."""
    if actor.office not in (*DEPARTMENTS, Office.LEADERSHIP, Office.TOWNSHIP, Office.UNIT):
        return None
    rows = Round.objects.visible_to(actor).running(on).defer("provisions")
    return list(rows.order_by("nominate_until", "pk")[:NEWS])


def _department(actor, area, on):
    rows = boards.places(actor, area, on)
    checks = due_count(actor, on) if actor.office in DEPARTMENTS else None
    return {"places": rows, "sum": boards.total(rows), "checks_due": checks}


def _township(actor, area, on):
    return {
        "short": boards.short_teams(actor, on),
        "late": boards.late_people(actor, on.year),
        "open_days": unconfirmed_days(actor, on - LOOK_BACK, on),
        "on": on,
    }


def _clerk(actor, area, on):
    return {
        "late": boards.late_people(actor, on.year),
        "open_days": unconfirmed_days(actor, on - LOOK_BACK, on),
        "on": on,
        "writes": True,
    }


def _unit(actor, area, on):
    return {
        "short": boards.short_teams(actor, on),
        "late": boards.late_people(actor, on.year),
        "results": results(actor),
        "posted": Posting.objects.visible_to(actor).current(on).count(),
    }


def _cadre(actor, area, on):
    mine = Posting.objects.visible_to(actor).select_related("team__village__division")
    standings = Standing.objects.visible_to(actor).of_year(on.year)
    return {
        "postings": list(mine.order_by("-starts_on")[:NEWS]),
        "standings": list(standings.order_by("kind")),
        "results": results(actor),
    }


def results(actor):
    """The latest grades set, which stand as the unit's own result (二(四))."""
    rows = Assessment.objects.visible_to(actor).people().filter(state__in=GRADED)
    rows = rows.select_related("posting__cadre", "posting__pairing__unit").defer("facts")
    return list(rows.order_by("-year", "-set_on", "pk")[:NEWS])


def _sysadmin(actor, area, on):
    waiting = OutboxMessage.objects.filter(done_at__isnull=True)
    return {
        "accounts": User.objects.filter(User.scope.rows(User, actor), is_active=True).count(),
        "appointments": Appointment.objects.visible_to(actor).in_force(on).count(),
        "jobs": list(JobRun.objects.all()[:NEWS]),
        "outbox": waiting.aggregate(waiting=Count("pk"), failing=Count("pk", filter=Q(attempts__gt=0))),
        "system": True,
    }


def _auditor(actor, area, on):
    week = Record.objects.visible_to(actor).filter(at__gte=timezone.now() - timedelta(days=7))
    kinds = {str(kind): Count("pk", filter=Q(kind=kind)) for kind in Record.Kind.values}
    counts = week.aggregate(**kinds, refused=Count("pk", filter=Q(result=Record.Result.DENIED)))
    return {
        "records": [(label, counts[value]) for value, label in Record.Kind.choices],
        "refused": counts["refused"],
        "audit": True,
    }


PARTS = {
    **dict.fromkeys((*DEPARTMENTS, Office.LEADERSHIP), _department),
    Office.TOWNSHIP: _township,
    Office.CLERK: _clerk,
    Office.UNIT: _unit,
    Office.CADRE: _cadre,
    Office.SYSADMIN: _sysadmin,
    Office.AUDITOR: _auditor,
}
