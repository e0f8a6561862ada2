"""The villages a unit or township fills seats in, found by the names that rosters give them. Nothing beyond them is looked up."""

import re
from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from teams.imports.places import folded, stem
from teams.models import Team, Village

_TOWNSHIP = re.compile(r"(?:(?:藏|蒙古|回|土|撒拉)族)*(?:街道办事处|街道|镇|乡)$")
_COUNTY = re.compile(r"(?:(?:藏|蒙古|回|土|撒拉)族)*(?:自治县|自治州|县|区|市|州)$")
UNKNOWN = _("This village does not lie in your jurisdiction, or is not known.")
AMBIGUOUS = _("Several villages have this name: %(places)s. Give the township or the code.")
NO_TEAM = _("No team has been formed in this village: ask the county organization department.")


class Misplaced(ValueError):
    """The village cannot be told; `message` says why."""

    def __init__(self, message):
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class Place:
    """One village of one's own and the team that serves it."""

    code: str
    path: tuple[str, ...]  # prefecture, county, township, village
    team: Team | None

    def fits(self, values):
        """Whether the names of prefecture, county and township in a row, as far as given, are this village's."""
        prefecture, county, township, _village = self.path
        told = ((prefecture, "prefecture", _COUNTY), (county, "county", _COUNTY), (township, "township", _TOWNSHIP))
        return all(_same(name, values[key], tail) for name, key, tail in told if values.get(key))


class Places:
    """All villages of a unit or township with their teams: two queries."""

    def __init__(self, actor, on):
        villages = Village.objects.visible_to(actor).select_related("division")
        teams = (
            Team.objects.visible_to(actor).standing(on).select_related("village__division", "second_village__division")
        )
        serving = {village: team for team in teams for village in (team.village_id, team.second_village_id)}
        self.by_code = {one.area: Place(one.area, _path(one.division), serving.get(one.pk)) for one in villages}
        self.teams = {team.pk: team for team in teams}
        self.by_name = defaultdict(list)
        for place in self.by_code.values():
            for name in _names(place.path):
                self.by_name[name].append(place)

    def team(self, values, key):
        """The team of the village named in the column `key`. Raises Misplaced, the same words for foreign and unknown."""
        found = self._by_code(values) if "village_code" in values else self._by_name(values, key)
        if not found:
            raise Misplaced(UNKNOWN)
        if len(found) > 1:
            raise Misplaced(AMBIGUOUS % {"places": "、".join("".join(place.path[1:]) for place in found[:5])})
        if found[0].team is None:
            raise Misplaced(NO_TEAM)
        return found[0].team

    def _by_code(self, values):
        place = self.by_code.get(values["village_code"])
        named = self._by_name(values, "village") if "village" in values else [place]
        return [place] if place and place in named else []

    def _by_name(self, values, key):
        name = folded(values[key])
        found = self.by_name.get(name) or self.by_name.get(stem(name), [])
        return [place for place in found if place.fits(values)]


def _path(division):
    return tuple(division.full_name.split(" / ")[1:])


def _names(path):
    """What a village may be called: 红卫, 川口镇红卫, 民和县川口镇红卫 with and without 村委会."""
    _prefecture, county, township, village = (folded(name) for name in path)
    short = _stem(county, _COUNTY)
    begins = ("", *(before + township for before in ("", county, short, f"{short}县", f"{short}区", f"{short}市")))
    return {begin + end for begin in begins for end in (village, stem(village))}


def _same(official, written, tail):
    """民和 and 民和县 both mean 民和回族土族自治县."""
    return _stem(folded(official), tail).startswith(_stem(folded(written), tail))


def _stem(name, tail):
    """A name without what kind of place it is; a name that is nothing else stays."""
    return tail.sub("", name) or name
