"""Who is on post on a day: counted for a division, down to the person; and the days of a month at a glance."""

from bisect import bisect
from datetime import timedelta

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext as _

from attendance import boards, heat
from attendance.forms import HeatForm, PeopleForm
from attendance.forms.board import STATUSES
from attendance.models import Status
from attendance.register import offdays
from core.clock import today
from core.offices import Office
from core.pages import show
from core.paging import page_of
from teams.models import Seat

A_DAY = timedelta(days=1)
# Where each step of the colour begins, in per cent: finest where the numbers of an ordinary month lie.
STEPS = {"in_village": (0, 50, 70, 80, 90), "unconfirmed": (0, 1, 10, 30, 60)}
COLUMNS = [(value, label) for value, label in STATUSES if value]


def on_post_board(request):
    """For a division and a day: in village, out on report, training, leave, absent, unconfirmed; down to the person."""
    form, asked = asked_of(PeopleForm, request)
    rows = boards.on_post(request.actor, asked["area"], asked["day"])
    context = {
        "form": form,
        **asked,
        "crumbs": boards.crumbs(request.actor, asked["area"]),
        "rows": [_drawn(row) for row in rows],
        "sum": _drawn(boards.total(rows)),
        "columns": COLUMNS,
        "page": _people(request, asked),
        "before": asked["day"] - A_DAY,
        "after": asked["day"] + A_DAY if asked["day"] < today() else None,
    }
    return show(request, "attendance/on_post.html", context)


def asked_of(form_class, request):
    """The form and what was asked; of a form that makes no sense, what it shows when nothing is asked."""
    usual = {"day": f"{today()}", "month": f"{today():%Y-%m}"}
    form = form_class(usual | request.GET.dict(), actor=request.actor, on=today())
    if form.is_valid():
        return form, form.cleaned_data
    plain = form_class({}, actor=request.actor, on=today())
    plain.full_clean()
    return form, plain.cleaned_data


def _people(request, asked):
    """The page of people: in a township, of a unit, and wherever a name or a status is looked for."""
    close = len(asked["area"]) >= 9 or request.actor.office == Office.UNIT
    if not (close or asked["q"] or asked["status"]):
        return None
    page = page_of(
        request, boards.people_on(request.actor, asked["area"], asked["day"], words=asked["q"], status=asked["status"])
    )
    for row in page:
        row["village"] = _short(row["village"], request.actor)
        row["seat"] = Seat(row["seat"]).label
        row["label"] = Status(row["status"]).label if row["status"] else _("unconfirmed")
    return page


def _short(path, actor):
    """A place below the actor's own; what everybody here knows is not repeated."""
    top = f"{actor.place} / "
    return path.removeprefix(top) if path.startswith(top) else path.partition(" / ")[2] or path


def _drawn(row):
    """A row with its cells – (status, label, people, share) – and its bar: (status, from, width) in per cent."""
    cells, bar, at = [], [], 0.0
    for value, label in COLUMNS:
        width = 100 * row[value] / row["people"] if row["people"] else 0
        cells.append((value, label, row[value], round(width)))
        if width:
            bar.append((value, f"{at:.2f}%", f"{width:.2f}%"))
        at += width
    return {**row, "cells": cells, "bar": bar}


def on_post_month(request):
    """A month of a division: for each division below and each day the share in the village, or not yet confirmed."""
    form, asked = asked_of(HeatForm, request)
    first, last = asked["month"]
    rows = heat.month_of(request.actor, asked["area"], first, last)
    context = {
        "form": form,
        "area": asked["area"],
        "shown": asked["show"],
        "first": first,
        "days": heat.days(first, last),
        "off": offdays(request.actor, heat.days(first, last)),
        "crumbs": boards.crumbs(request.actor, asked["area"]),
        "rows": rows,
        "body": _warm(rows, asked, first),
        "steps": _legend(STEPS[asked["show"]]),
        "before": first - A_DAY,
        "after": last + A_DAY if last < today() else None,
    }
    return show(request, "attendance/on_post_month.html", context)


def _warm(rows, asked, first):
    """The rows of the table. Joined, not drawn by a template: a province has hundreds of cells, a county a thousand."""
    page, day_page = reverse("on-post-month"), reverse("on-post")
    head = '<tr><th scope="row"><a href="{}?area={}&amp;month={}&amp;show={}">{}</a></th>{}</tr>'
    month, shown = f"{first:%Y-%m}", asked["show"]
    lines = ((page, row["code"], month, shown, row["name"], _cells(row, shown, day_page)) for row in rows)
    return format_html_join("", head, lines)


def _cells(row, shown, page):
    cell = '<td class="{}"><a href="{}?area={}&amp;day={}">{}</a></td>'
    known = [one for one in row["days"] if one["day"] <= today()]
    shares = [(one["day"], boards.share(one[shown], one["people"]) if one["people"] else "–") for one in known]
    lines = ((_colour(shown, share), page, row["code"], day, share) for day, share in shares)
    return format_html_join("", cell, lines) + format_html_join(
        "", "<td>{}</td>", [("",)] * (len(row["days"]) - len(known))
    )


def _legend(begins):
    """[(step, what it stands for)]"""
    ends = [*(one - 1 for one in begins[1:]), 100]
    spans = (f"{low}–{high}%" if low < high else f"{low}%" for low, high in zip(begins, ends, strict=True))
    return list(enumerate(spans))


def _colour(shown, share):
    return f"heat-{shown}-{bisect(STEPS[shown], share) - 1}" if share != "–" else ""
