"""Rows speak of one's own people only: the unit a row names must be the one that hands the file in."""

import re
import unicodedata

from django.utils.translation import gettext_lazy as _

from core.models import Division, Unit
from core.offices import Office

NOT_YOURS = _("This row names another employer: only your own people can be entered.")
_GOVERNMENT = re.compile(r"(?:中共|中国共产党)|(?:人民政府|党委|委员会|政府|党政办公室)$")


class Employer:
    """Who hands a roster in, by name, level and kind."""

    def __init__(self, by):
        if by.office == Office.UNIT:
            unit = Unit.objects.select_related("home").get(pk=by.unit_id)
            self.names, self.level, self.kind, self.home = [unit.name], unit.level, unit.kind, unit.home.code
        else:
            path = Division.objects.current().get(code=by.area).full_name.split(" / ")
            self.names = [path[-1], "".join(path[-2:]), "".join(path[-3:])]
            self.level, self.kind, self.home = Unit.Level.TOWNSHIP, Unit.Kind.ORGAN, by.area

    def owns(self, draft):
        """Whether a row is about one's own people; a level or kind recorded differently is only remarked."""
        values = draft.values
        if values.get("unit") and not self._is(values["unit"]):
            draft.problem("unit", NOT_YOURS)
            return False
        if values.get("level", self.level) not in (self.level, ""):
            draft.hint("level", _("Recorded otherwise: %(level)s.") % {"level": Unit.Level(self.level).label})
        if values.get("unit_kind", self.kind) not in (self.kind, ""):
            draft.hint("unit_kind", _("Recorded otherwise: %(level)s.") % {"level": Unit.Kind(self.kind).label})
        return True

    def _is(self, written):
        """水务局 is 海东市水务局; 川口镇人民政府 is 川口镇."""
        plain = _plain(written)
        return len(plain) > 1 and any(_plain(name).endswith(plain) for name in self.names)


def _plain(name):
    return _GOVERNMENT.sub("", re.sub(r"\s", "", unicodedata.normalize("NFKC", name)))
