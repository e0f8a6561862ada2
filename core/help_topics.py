"""What the policy speaks of, line by line of the menu, and whose work each is."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from core.access import DOORS, way_to
from core.offices import Office


@dataclass(frozen=True)
class Topic:
    """A line of the menu that the policy speaks of: the words behind `keys`, the offices whose work it is."""

    name: str
    label: str
    section: str
    keys: tuple

    @property
    def url(self):
        """The page itself."""
        return reverse(self.name)

    @property
    def offices(self):
        """Who finds the page in their menu, in words."""
        return [Office(office).label for office in DOORS[self.name].offices]


def topics(actor):
    """{line: Topic} of the lines in this office's menu."""
    found = {}
    for section, rows in settings.MENU:
        for label, name, *_more in rows:
            if name in settings.HELP and way_to(actor, name):
                found[name] = Topic(name, str(label), str(section), settings.HELP[name])
    return found
