"""The menu: a table in `config/menu.py`, of which each office sees the doors that open to it."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from core.access import DOORS
from core.clock import today
from core.notice_lines import unread_count


@dataclass(frozen=True)
class Item:
    """One line of the menu."""

    url: str
    label: str
    icon: str
    active: bool
    count: int = 0


def menu(request):
    """Context for every page: the menu of the acting office, the number of unread notices, the day it is printed on."""
    actor = getattr(request, "actor", None)
    if actor is None:
        return {"menu": [], "unread": 0, "printed_on": today()}
    here = request.resolver_match.url_name if request.resolver_match else ""
    sections = [(label, _items(rows, actor, here)) for label, rows in settings.MENU]
    line = _line_of(here)
    return {
        "help_url": f"{reverse('help')}?page={line}" if line in settings.HELP else "",
        "printed_on": today(),
        "menu": [(label, items) for label, items in sections if items],
        "unread": SimpleLazyObject(lambda: unread_count(actor)),  # a page that knows it says so itself
    }


def _line_of(here):
    """The line of the menu that an address belongs to."""
    lines = (row for _label, rows in settings.MENU for row in rows)
    return next((name for _label, name, _icon, *more in lines if here == name or here in more), "")


def _items(rows, actor, here):
    """`rows`: (label, url name, icon, other url names under the same line)."""
    return [
        Item(reverse(name), label, icon, here == name or here in more)
        for label, name, icon, *more in rows
        if name in DOORS and actor.office in DOORS[name].offices
    ]
