"""Pinyin initials, by which people and places are found with a few letters, and the column that keeps them."""

import re

from django.db import models
from django.utils.translation import gettext_lazy as _

# Family names that are read otherwise than the same character in other words.
_FAMILIES = {
    "单": "s",
    "曾": "z",
    "仇": "q",
    "解": "x",
    "查": "z",
    "区": "o",
    "翟": "z",
    "覃": "q",
    "朴": "p",
    "缪": "m",
}


def initials(name):
    """First letters of the pinyin, lower case: 川口镇 → ckz."""
    from pypinyin import Style, lazy_pinyin  # its dictionary is large: only whoever writes a name needs it

    letters = "".join(lazy_pinyin(name, style=Style.FIRST_LETTER)).lower()
    return re.sub(r"[^a-z0-9]", "", letters)


def initials_of_person(name):
    """The same of a person's name: 曾国强 → zgq."""
    family = _FAMILIES.get(name[:1])
    return family + initials(name[1:]) if family else initials(name)


class InitialsField(models.CharField):
    """Pinyin initials of the row's name, written with the row whoever writes it, as a moment of change would be."""

    def __init__(self, *, person=False, **kwargs):
        self.person = person
        kwargs = {"max_length": 80, "editable": False, "default": "", "verbose_name": _("pinyin initials")} | kwargs
        super().__init__(**kwargs)

    def deconstruct(self):
        """For migrations."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | ({"person": True} if self.person else {})

    def pre_save(self, row, add):
        """The initials of the name as it is now."""
        value = (initials_of_person if self.person else initials)(row.name)[: self.max_length]
        setattr(row, self.attname, value)
        return value
