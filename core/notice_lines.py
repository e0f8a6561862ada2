"""Notices as lines of a list: those that speak alike of many people are one line, unread together or read on one day."""

from django.db.models import Case, CharField, Count, Exists, F, Max, OuterRef, Value, When, Window
from django.db.models.functions import Cast, Concat, RowNumber, TruncDate

from core.models import Notice, NoticeRead
from core.notice_groups import MANY, sentence_of_many
from core.notices import sentence

SHOWN = 12  # people named under a line
UNREAD = "unread"


def told_to(actor):
    """The notices of the acting office with `fresh` and the `line` they stand in."""
    read = Exists(NoticeRead.objects.filter(notice=OuterRef("pk"), user=actor.user_id))
    rows = Notice.objects.visible_to(actor).annotate(fresh=Case(When(read, then=False), default=True))
    day = Cast(TruncDate("created_at"), CharField())
    span = Case(When(fresh=True, then=Value(UNREAD)), default=day)
    alike = Concat("kind", Value(":"), span)
    return rows.annotate(line=Case(When(kind__in=MANY, then=alike), default=Cast("pk", CharField())))


def lines(actor, *, unread=False):
    """One row per line, the newest first: line, latest, count."""
    rows = told_to(actor).filter(fresh=True) if unread else told_to(actor)
    return rows.order_by().values("line").annotate(latest=Max("pk"), count=Count("pk")).order_by("-latest")


def unread_count(actor):
    """How many lines are unread: one query, for every page."""
    line = Case(When(kind__in=MANY, then=F("kind")), default=Cast("pk", CharField()))
    return Notice.objects.visible_to(actor).unread_by(actor.user_id).aggregate(n=Count(line, distinct=True))["n"]


def filled(actor, page):
    """The lines of a page with what they say: [{said, notice, count, people, more}]. One query."""
    place = Window(RowNumber(), partition_by="line", order_by="-pk")
    rows = told_to(actor).filter(line__in=[row["line"] for row in page]).annotate(place=place).filter(place__lte=SHOWN)
    held = {}
    for notice in rows.order_by("-pk"):
        held.setdefault(notice.line, []).append(notice)
    return [_line(row["count"], held[row["line"]]) for row in page if row["line"] in held]


def _line(count, held):
    people = held if count > 1 else []
    for notice in people:
        notice.said = sentence(notice)
    return {
        "said": _said(held[0], count),
        "notice": held[0],
        "count": count,
        "people": people,
        "more": max(count - SHOWN, 0),
    }


def _said(latest, count):
    return sentence_of_many(latest.kind, count) if count > 1 else sentence(latest)


def latest_unread(actor, most):
    """(the newest unread lines as (sentence, notice), how many lines are unread): two queries."""
    unread = list(lines(actor, unread=True))
    newest = Notice.objects.in_bulk([row["latest"] for row in unread[:most]])
    return [(_said(newest[row["latest"]], row["count"]), newest[row["latest"]]) for row in unread[:most]], len(unread)
