"""What a dossier is made of: each topic brings a section, and all of them are read in one statement (docs/decisions/0021)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Case, CharField, F, JSONField, OuterRef, Subquery, Value, When
from django.db.models.functions import Coalesce, JSONObject
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.actor import Actor
from overview.marks import Mark, mark
from teams.models import Cadre

SECTIONS = []
LATER = "recorded_later"
KEPT = ("section_key", "section_day", "section_facts")


@dataclass(frozen=True)
class File:
    """Whose dossier, who reads it, and the day it is to speak of; `today` tells whether that day is over."""

    actor: Actor
    cadre: Cadre
    on: date
    today: date

    @property
    def past(self):
        """Whether a day before today is asked for."""
        return self.on < self.today

    @property
    def over(self):
        """The moment at which that day is over."""
        return timezone.make_aware(datetime.combine(self.on + timedelta(days=1), time.min))

    def until(self, day):
        """A stored day as it stood: what lies later than the day asked for had not come."""
        return day if day and day <= self.on.isoformat() else None


@dataclass(frozen=True)
class Section:
    """One section: `rows(file)` is a queryset cut by `visible_to` and made by `lines`; columns say its facts in words.

    `columns`: (head, function of facts and file). `door`: the address of one row, by `facts["id"]`.
    """

    key: str
    title: str
    rows: Callable
    columns: tuple
    door: str = ""


def section(key, title, rows, columns, door=""):
    """Adds a section to every dossier, after those that stand already."""
    SECTIONS.append(Section(key, title, rows, tuple(columns), door))


def lines(rows, day, **facts):
    """Rows as the one statement wants them: their day, and what the section says of them as JSON."""
    said = JSONObject(**{name: F(path) for name, path in {"id": "pk", **facts}.items()})
    return rows.order_by().annotate(section_day=F(day), section_facts=said)


def keyed(key, rows):
    """A section's rows with its name, in the columns all sections share."""
    return rows.annotate(section_key=Value(key, CharField())).values_list(*KEPT)


def then(rows, file, name="state"):
    """Adds `<name>_then`: the field as it stood when the day asked for was over; LATER where it was not recorded yet."""
    if not file.past:
        return rows.annotate(**{f"{name}_then": F(name)})
    events = rows.model.pgh_event_model.objects.filter(pgh_obj=OuterRef("pk"), pgh_created_at__lt=file.over)
    last = Subquery(events.order_by("-pgh_id").values(name)[:1])
    unknown = Value([LATER], JSONField()) if name == "findings" else Value(LATER)
    stood = Case(When(changed_at__lt=file.over, then=F(name)), default=Coalesce(last, unknown))
    return rows.annotate(**{f"{name}_then": stood})


def labelled(choices, name):
    """A column's words for a stored choice."""

    def said(facts, file):
        value = facts[name]
        return choices(value).label if value in choices.values else value or ""

    return said


def marked(choices, name="state"):
    """A column's words and colour for a stored state."""

    def said(facts, file):
        value = facts[name]
        return Mark(_("recorded later"), "rest") if value == LATER else mark(choices, value)

    return said


def plain(name):
    """A column that says a fact as it is."""

    def said(facts, file):
        return facts[name]

    return said


def happened(name):
    """A column with a day, empty as long as it had not come."""

    def said(facts, file):
        return file.until(facts[name])

    return said


def number(name):
    """A column with a number of days: 162, 4.5."""

    def said(facts, file):
        value = facts[name]
        return "" if value is None else f"{float(value):g}"

    return said


def placed(name="village"):
    """A column with a village by its path inside the province."""

    def said(facts, file):
        return (facts[name] or "").partition(" / ")[2] or facts[name]

    return said


VILLAGE = "posting__team__village__division__full_name"
