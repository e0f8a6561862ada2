"""Form fields for a policy value, made from the shape the policy file gives it: numbers, choices, lists, rows of levels."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.policy import in_readers_language

SPARE_ROWS = 3
_YES_NO = [("", "–"), ("1", _("yes")), ("0", _("no"))]


class Editor:
    """The fields of one value and the way back from what was typed to the value."""

    def __init__(self, shape, words, label, value=None):
        self.words, self.fields = words, {}
        self._make("value", shape, label, value)
        self.shape = shape

    def value(self, typed):
        """The value that was typed (cleaned data of the form)."""
        return self._read("value", self.shape, typed)

    def _add(self, name, field, value):
        field.initial, field.required = value, False
        self.fields[name] = field

    def _make(self, name, shape, label, value):
        form, inner = (shape, None) if isinstance(shape, str) else next(iter(shape.items()))
        getattr(self, f"_make_{form}", self._make_scalar)(name, inner or form, label, value)

    def _make_scalar(self, name, kind, label, value):
        if kind == "boolean":
            given = "" if value is None else "1" if value else "0"
            return self._add(name, forms.ChoiceField(label=label, choices=_YES_NO), given)
        kinds = {"integer": forms.IntegerField, "number": forms.FloatField, "share": forms.FloatField}
        field = kinds.get(kind, forms.CharField)(label=label)
        if kind == "share":
            field.help_text = _("between 0 and 1")
        return self._add(name, field, value)

    def _make_one_of(self, name, words, label, value):
        self._add(name, forms.ChoiceField(label=label, choices=[("", "–"), *self._choices(words)]), value)

    def _make_nothing_or(self, name, inner, label, value):
        self._make(name, inner, label, value)

    def _make_list_of(self, name, inner, label, value):
        if isinstance(inner, str):
            self._add(
                name, forms.CharField(label=label, help_text=_("separated by commas")), ", ".join(map(str, value or []))
            )
        elif "one_of" in inner:
            widget = forms.CheckboxSelectMultiple
            field = forms.MultipleChoiceField(label=label, choices=self._choices(inner["one_of"]), widget=widget)
            self._add(name, field, list(value or []))
        else:
            rows = [*(value or []), *[None] * SPARE_ROWS]
            for at, row in enumerate(rows[:20]):
                self._make(f"{name}-{at}", inner, f"{label} {at + 1}", row)

    def _make_fields(self, name, shapes, label, value):
        for key, inner in shapes.items():
            plain = key.removesuffix("?")
            self._make(f"{name}-{plain}", inner, f"{label} · {self._word(plain)}", (value or {}).get(plain))

    def _choices(self, words):
        return [(word, self._word(word)) for word in words]

    def _word(self, word):
        return in_readers_language(self.words[word]) if word in self.words else str(_LABELS.get(word, word))

    def _read(self, name, shape, typed):
        form, inner = (shape, None) if isinstance(shape, str) else next(iter(shape.items()))
        if form == "fields":
            parts = {
                key.removesuffix("?"): self._read(f"{name}-{key.removesuffix('?')}", s, typed)
                for key, s in inner.items()
            }
            return parts if any(part not in (None, []) for part in parts.values()) else None
        if form == "list_of":
            return self._read_list(name, inner, typed)
        if form == "nothing_or":
            return self._read(name, inner, typed)
        return self._scalar(typed.get(name), form)

    def _read_list(self, name, inner, typed):
        if isinstance(inner, str):
            return [
                part.strip()
                for part in str(typed.get(name) or "").replace("，", ",").replace("、", ",").split(",")
                if part.strip()
            ]
        if "one_of" in inner:
            return list(typed.get(name) or [])
        numbers = sorted({int(key[len(name) + 1 :].split("-")[0]) for key in self.fields if key.startswith(f"{name}-")})
        rows = [self._read(f"{name}-{at}", inner, typed) for at in numbers]
        return [row for row in rows if row is not None]

    def _scalar(self, value, kind):
        if value in (None, ""):
            return None
        return value == "1" if kind == "boolean" else value


_LABELS = {
    "up_to": _("up to (days)"),
    "offices": _("approving offices"),
    "times": _("absences from"),
    "best": _("best grade open"),
    "share": _("share"),
    "pools": _("pools"),
    "rounding": _("rounding"),
    "down": _("down"),
    "up": _("up"),
    "half_up": _("half up"),
    "township": _("township"),
    "county": _("county"),
    "organ": _("organ"),
    "institution": _("public institution"),
    "enterprise": _("enterprise"),
}
