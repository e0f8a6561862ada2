"""Whom a row speaks of: one of one's own people found again, or somebody new. Other employers' people are never looked at."""

import re
import unicodedata
from collections import defaultdict
from datetime import date

from django.utils.translation import gettext_lazy as _

from core import sealed
from core.offices import Office
from selection.rules import full_years
from teams.actions import FACTS
from teams.forms import WRONG_NUMBER
from teams.models import Cadre
from teams.rules import BadIdNumber, read_id_number

REFUSED = _("This ID number cannot be used here: ask the organization department.")
NAMESAKES = _("Several of your people have this name: give the ID number.")
TWICE = _("The same person stands in row %(row)s already.")
AGE_OFF_BY = 1  # a file's age may be a birthday old, or counted the traditional way


class Pool:
    """The people of a unit or township, found by ID number or by name: two queries for a whole file."""

    def __init__(self, by, drafts, on):
        self.on, self.identities = on, _identities(drafts, on)
        mine = {"unit_id": by.unit_id} if by.office == Office.UNIT else {"unit": None, "area": by.area}
        self.by_index, self.by_name, self.unclear = {}, defaultdict(list), set()
        for cadre in Cadre.objects.filter(**mine).defer("id_sealed"):
            self.by_index[cadre.id_index] = cadre
            self.by_name[folded(cadre.name)].append(cadre)
        unknown = {one.index for one in self.identities.values()} - set(self.by_index)
        self.foreign = set(Cadre.objects.filter(id_index__in=unknown).values_list("id_index", flat=True))

    def find(self, draft):
        """The cadre a row means, None for somebody new; what contradicts is noted at its cell."""
        identity = self.identities.get(draft.number)
        if identity is None:
            return self._by_name(draft)
        _agrees(draft, identity, self.on)
        if identity.index in self.foreign:
            draft.problem("id_number", REFUSED)
        return self.by_index.get(identity.index) or self._without_number(draft, identity)

    def _by_name(self, draft):
        found = [one for one in self._namesakes(draft) if self._may_be(one, draft.values)]
        if len(found) > 1:
            draft.problem("name", NAMESAKES)
            self.unclear.add(draft.number)
        return found[0] if len(found) == 1 else None

    def _namesakes(self, draft):
        return self.by_name.get(folded(draft.values.get("name", "")), [])

    def _may_be(self, cadre, values):
        """Whether nothing a row says of sex, birthday and age speaks against this cadre."""
        born, age = values.get("born", ""), values.get("age")
        return (
            values.get("sex", cadre.sex) == cadre.sex
            and _born(cadre).startswith(born[: len(_born(cadre))])
            and (age is None or abs(age - cadre.age_on(self.on)) <= AGE_OFF_BY)
        )

    def _without_number(self, draft, identity):
        """One of us entered from a file without ID numbers, of whom only the month of birth was known."""
        month = f"{identity.born_on:%Y-%m}"
        same = [one for one in self._namesakes(draft) if not one.id_index and f"{one.born_on:%Y-%m}" == month]
        return same[0] if len(same) == 1 and same[0].sex == identity.sex else None


def _born(cadre):
    """The birthday as far as it is known: without an ID number, only its month."""
    return cadre.born_on.isoformat() if cadre.id_index else f"{cadre.born_on:%Y-%m}"


class Identity:
    """An ID number as it was read, with the hash it is found by."""

    __slots__ = ("born_on", "index", "number", "sex")

    def __init__(self, read):
        self.number, self.born_on, self.sex = read.number, read.born_on, read.sex
        self.index = sealed.index(read.number)


def _identities(drafts, on):
    """{row number: Identity}; a number that is none is noted at its cell."""
    found = {}
    for draft in drafts:
        if "id_number" in draft.values:
            try:
                found[draft.number] = Identity(read_id_number(draft.values["id_number"], on=on))
            except BadIdNumber as wrong:
                draft.problem("id_number", WRONG_NUMBER[wrong.reason])
    return found


def _agrees(draft, identity, on):
    """Sex, birthday and age, where a file has them, are those of the ID number."""
    values = draft.values
    if values.get("sex", identity.sex) != identity.sex:
        draft.problem("sex", _("The ID number says %(sex)s.") % {"sex": Cadre.Sex(identity.sex).label})
    if not identity.born_on.isoformat().startswith(values.get("born", "")):
        draft.problem("born", _("The ID number says %(born)s.") % {"born": identity.born_on})
    age = full_years(identity.born_on, on)
    if abs(values.get("age", age) - age) > AGE_OFF_BY:
        draft.problem("age", _("By the ID number the age is %(age)s.") % {"age": age})


def once_each(drafts, pool, persons):
    """The same ID number, person or telephone twice in one file is noted at the later row."""
    seen = {}
    for draft in drafts:
        identity, cadre = pool.identities.get(draft.number), persons.get(draft.number)
        for kind, key, mark in (
            (TWICE, "id_number", identity and identity.number),
            (TWICE, "name", cadre and cadre.pk),
            (_("The same telephone stands in row %(row)s already."), "phone", draft.values.get("phone")),
        ):
            first = seen.setdefault((key, mark), draft.number) if mark else draft.number
            if first != draft.number:
                draft.problem(key, kind % {"row": first})
                break


def compare(draft, cadre, identity):
    """What a row changes about a known cadre, old → new."""
    for key in FACTS:
        if key in draft.values and _differs(getattr(cadre, key), draft.values[key]):
            draft.changes[key] = [getattr(cadre, key), draft.values[key]]
    phone = draft.values.get("phone")
    if phone and phone != cadre.phone:  # by its mask alone a change in the middle would be missed
        draft.changes["phone"] = [cadre.phone_shown, phone]
    if identity and not cadre.id_index:
        draft.changes["id_number"] = ["", identity.number]


def _differs(old, new):
    return set(old) != set(new) if isinstance(new, list) else old != new


def complete(draft, identity):
    """What somebody new must bring along; a rank that is not given is the lowest, until somebody gives it."""
    values = draft.values
    if "party" not in draft.cells:
        draft.problem("party", _("Required for whoever is not in your pool yet."))
    if "id_number" in draft.cells and identity is None:
        return  # what is wrong with it stands at its cell
    if identity is None and not ("sex" in values and len(values.get("born", "")) >= len("1985-07")):
        draft.problem(
            "id_number", _("This person is not in your pool yet: give the ID number, or sex and month of birth.")
        )
    elif identity is None:
        draft.hint("id_number", _("Without an ID number the first day of the month counts as the birthday."))
    if "rank" not in draft.cells:
        draft.hint("rank", _("Without a rank the lowest is entered; a first secretary needs the real one."))


def birthday(values):
    """The day that counts for a birthday of which perhaps only the month is known."""
    born = values["born"]
    return date.fromisoformat(born if len(born) > len("1985-07") else f"{born}-01")


def folded(name):
    """A name as it is compared: no blanks, one kind of middle dot."""
    return re.sub(r"[\s·•・‧∙]", "", unicodedata.normalize("NFKC", name))
