"""Who a row of a table means: the posting its number names, else the only one of that name on that day in the township."""

import re
from collections import defaultdict

from django.utils.translation import gettext_lazy as _

from core.sheets import cells
from teams.models import Posting

_COMMITTEE = re.compile("(村民委员会|牧民委员会|居民委员会|村牧委会|村委会|牧委会|居委会|村)$")
UNKNOWN = _("Nobody of this name is posted in your township on these days.")


class People:
    """The postings of a clerk's township that touch a span, found by what people write: one query."""

    def __init__(self, actor, first, last):
        rows = (
            Posting.objects.visible_to(actor).touching(first, last).select_related("cadre", "team__village__division")
        )
        self.known, self._named = {}, defaultdict(list)
        for posting in rows.order_by("starts_on"):
            self.known[posting.pk] = posting
            self._named[_folded(posting.cadre.name)].append(posting)

    def meant(self, draft):
        """The postings of the one person a row means; a problem at its cell, and none, where that is not clear."""
        name = draft.values.get("name")
        if name is None:
            return []
        if number := draft.values.get("posting"):
            return self._by_number(draft, number, name)
        found = self._named.get(_folded(name), [])
        if not found:
            draft.problem("name", UNKNOWN)
            return []
        return self._the_one(draft, self._in_village(draft, found))

    def _by_number(self, draft, number, name):
        posting = self.known.get(number)
        if posting is None or _folded(posting.cadre.name) != _folded(name):
            draft.problem("posting", _("This number does not belong to this person in your township."))
            return []
        return [posting]

    def _in_village(self, draft, found):
        wanted = stem(draft.values.get("village") or "")
        here = [posting for posting in found if not wanted or stem(village_of(posting)) == wanted]
        if not here:
            names = "、".join(sorted({village_of(posting) for posting in found}))
            draft.problem(
                "village", _("This person is not posted in this village, but in: %(names)s.") % {"names": names}
            )
        return here

    def _the_one(self, draft, found):
        if len({posting.cadre_id for posting in found}) > 1:
            names = "、".join(sorted({village_of(posting) for posting in found}))
            said = _("Several people of this name are posted here: say the village (%(names)s).") % {"names": names}
            draft.problem("name", said)
            return []
        return found


def village_of(posting):
    """The name of the village a posting is in."""
    return posting.team.village.division.name


def holding(postings, day):
    """The posting among these that holds on a day, or None."""
    return next((p for p in postings if p.starts_on <= day and (p.ends_on is None or day <= p.ends_on)), None)


def stem(name):
    """A village's name without 村委会 and the like."""
    return _COMMITTEE.sub("", _folded(name))


def _folded(name):
    return re.sub(r"[\s·•・.]", "", cells.text(name))
