"""Who may see what, in one place: a model declares where its area, unit and account are."""

from dataclasses import dataclass

from django.db import models
from django.db.models import Q

from core.offices import PERSONNEL, Office

NOTHING = Q(pk__in=[])


@dataclass(frozen=True)
class Scope:
    """Where a row's area (a division code), unit and account stand.

    `area`, `unit`, `account`: paths; one with a leading `*` crosses a to-many relation and is asked through a
    subquery, so that rows never double. `offices`: the only offices that see rows at all.
    `everyone`: those offices see every row, whatever their area.
    """

    area: tuple[str, ...] = ()
    unit: tuple[str, ...] = ()
    account: tuple[str, ...] = ()
    offices: tuple[str, ...] = PERSONNEL
    everyone: bool = False

    def rows(self, model, actor):
        """The condition for the rows `actor` may see; nothing for no appointment, no area, a wrong office."""
        if actor is None or actor.office not in self.offices:
            return NOTHING
        if self.everyone:
            return Q()
        if actor.office == Office.CADRE:
            return _any(model, self.account, "", actor.user_id)
        if actor.office == Office.UNIT:
            return _any(model, self.unit, "", actor.unit_id)
        return _any(model, self.area, "__startswith", actor.area)


def _any(model, paths, lookup, value):
    """One of `paths` matches; nothing when there is no path or no value."""
    found = NOTHING
    if not value:
        return found
    for path in paths:
        match = Q(**{path.lstrip("*") + lookup: value})
        if path.startswith("*"):
            match = Q(pk__in=model._base_manager.filter(match).order_by().values("pk"))
        found |= match
    return found


class ScopedQuerySet(models.QuerySet):
    """A queryset whose rows a door may only get through `visible_to`."""

    def visible_to(self, actor):
        """The rows inside the actor's jurisdiction."""
        return self.filter(self.model.scope.rows(self.model, actor))
