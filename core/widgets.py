"""Pickers: choosing one place or one unit out of thousands, with htmx or with the keyboard alone.

One types part of a name, a path, pinyin initials or a code; the hits come as radio buttons. Without JavaScript the typed
words travel with the form: one hit is taken, several come back to be chosen from.
"""

import re

from django import forms
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from core.models import Division, Unit

MOST_HITS = 20
TYPED = "-q"  # the typed words travel beside the choice, under the field's name with this ending
NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,60}")


class Picker(forms.Widget):
    """A search box over radio buttons. `finds(text)` and `named(key)` are lent by the field."""

    template_name = "core/_picker.html"
    finds = named = staticmethod(lambda text: [])
    address, query = "", {}

    def value_from_datadict(self, data, files, name):
        """(chosen key, typed words)."""
        return data.get(name, "").strip()[:20], data.get(name + TYPED, "").strip()[:60]

    def value_omitted_from_data(self, data, files, name):
        """Whether the form came without this field."""
        return name not in data and name + TYPED not in data

    def format_value(self, value):
        """(chosen key, typed words) of an initial value, which may be a row or its key."""
        if isinstance(value, tuple):
            return value
        return str(getattr(value, "code", None) or getattr(value, "pk", None) or value or ""), ""

    def get_context(self, name, value, attrs):
        """Adds the chosen row, the hits for what was typed, and where to look for more."""
        chosen, typed = self.format_value(value)
        context = super().get_context(name, "", attrs)
        hits = self.finds(typed)[:MOST_HITS] if typed else []
        context |= picked(name, self.named(chosen) if chosen else [], hits, typed)
        url = reverse(self.address) + "?" + urlencode({"field": name, **self.query})
        return context | {"url": url, "typed": typed, "typed_name": name + TYPED}

    def render(self, name, value, attrs=None, renderer=None):
        """With the house's templates, not those of Django's forms."""
        return render_to_string(self.template_name, self.get_context(name, value, attrs))

    def id_for_label(self, id_, index=None):
        """The label belongs to the search box."""
        return id_


def picked(name, chosen, hits, typed):
    """What the fragment `_picks.html` draws: the chosen row first, then the hits."""
    rows = [*chosen, *[hit for hit in hits if hit not in chosen]]
    spoken = [{**_spoken(row), "checked": row in chosen} for row in rows]
    return {"name": name, "hits": spoken, "typed": typed, "more": len(hits) >= MOST_HITS}


def _spoken(row):
    if isinstance(row, Division):
        return {"value": row.code, "text": row.full_name, "beside": row.code}
    return {"value": row.pk, "text": row.name, "beside": row.home.full_name}


class PickField(forms.Field):
    """One row found by words. `actor` is told by the form before it is used."""

    widget = Picker
    default_error_messages = {
        "none": _("Nothing of that name was found here."),
        "several": _("Several fit: choose one of them."),
    }
    actor = None

    def meet(self, actor):
        """The form says who fills it in; the widget finds with the field's eyes."""
        self.actor = actor
        self.widget.finds, self.widget.named = self.finds, self.named
        self.widget.query = self.query()

    def query(self):
        """What the search address must know."""
        return {}

    def clean(self, value):
        """The row chosen, or the only one the typed words can mean."""
        chosen, typed = self.widget.format_value(value)
        if not chosen and not typed:
            if self.required:
                raise forms.ValidationError(self.error_messages["required"], code="required")
            return None
        rows = self.named(chosen) if chosen else self._meant(typed)
        if len(rows) != 1:
            problem = "several" if rows else "none"
            raise forms.ValidationError(self.error_messages[problem], code=problem)
        return rows[0]

    def _meant(self, typed):
        hits = list(self.finds(typed)[:MOST_HITS])
        return [hit for hit in hits if typed in self.spoken(hit)] or hits

    def has_changed(self, initial, data):
        """Whether another row was chosen."""
        chosen, typed = self.widget.format_value(data)
        return (chosen or typed) != self.widget.format_value(initial)[0]


class DivisionPicker(Picker):
    """The picker of divisions."""

    address = "divisions-pick"


class DivisionField(PickField):
    """A division: `levels` limits it to some ("village", …), `own_area` to the actor's jurisdiction. Gives the Division."""

    widget = DivisionPicker

    def __init__(self, *, levels=(), own_area=False, **kwargs):
        super().__init__(**kwargs)
        self.levels, self.own_area = tuple(levels), own_area
        self.help_text = self.help_text or _("Name, path, code or pinyin initials, for example: Minhe Chuankou")

    def query(self):
        """The same limits for the search address."""
        return {"level": ",".join(self.levels), **({"inside": "own"} if self.own_area else {})}

    def rows(self):
        """The divisions one may choose from."""
        return divisions_for(self.actor, self.levels, self.own_area)

    def finds(self, text):
        """The likeliest first."""
        return self.rows().matching(text)

    def named(self, code):
        """The one with this code, in a list."""
        return list(self.rows().filter(code=code))

    def spoken(self, row):
        """What typed words are compared with when several rows fit."""
        return (row.name, row.code, row.full_name)


def divisions_for(actor, levels=(), own_area=False):
    """The divisions an actor may choose from; `own_area` means inside their jurisdiction."""
    rows = Division.objects.visible_to(actor).current()
    if levels:
        rows = rows.filter(level__in=levels)
    return rows.inside(actor.area) if own_area else rows


class UnitPicker(Picker):
    """The picker of dispatching units."""

    address = "units-pick"


class UnitField(PickField):
    """A dispatching unit inside the actor's jurisdiction. Gives the Unit."""

    widget = UnitPicker

    def finds(self, text):
        """The likeliest first."""
        return Unit.objects.visible_to(self.actor).select_related("home").matching(text)

    def named(self, pk):
        """The one with this number, in a list."""
        known = pk.isascii() and pk.isdigit() and len(pk) <= 18
        return list(Unit.objects.visible_to(self.actor).select_related("home").filter(pk=pk)) if known else []

    def spoken(self, row):
        """What typed words are compared with when several rows fit."""
        return (row.name,)
