"""Looking for people, villages, teams and units by name, code or pinyin initials – inside the jurisdiction only."""

from django.db.models import Count, Q, Window

from core.models import Unit
from teams.models import Cadre, Team, Village

SHOWN = 10


def search(actor, words):
    """{people, villages, teams, units}: the first few of each and, as `total` on each row, how many match. Four queries."""
    words = words.split()
    if not words:
        return {}
    return {
        "people": _first(
            Cadre.objects.visible_to(actor).select_related("unit", "township"), _named("name", words), "name"
        ),
        "villages": _first(Village.objects.visible_to(actor).select_related("division"), _placed("", words), "area"),
        "teams": _first(
            Team.objects.visible_to(actor).select_related("village__division"), _placed("village__", words), "area"
        ),
        "units": _first(Unit.objects.visible_to(actor).select_related("home"), _named("name", words), "name"),
    }


def _first(rows, condition, order):
    return list(rows.filter(condition).annotate(total=Window(Count("pk"))).order_by(order, "pk")[:SHOWN])


def _named(field, words):
    """Every word stands in the name."""
    found = Q()
    for word in words:
        found &= Q(**{f"{field}__icontains": word})
    return found


def _placed(path, words):
    """Every word stands in the full name; or one word begins the code, the pinyin initials or stands in the name."""
    place = _named(f"{path}division__full_name", words)
    if len(words) == 1 and words[0].isascii():
        place |= Q(area__startswith=words[0]) if words[0].isdigit() else Q(**{_initials(path): words[0].lower()})
    return place


def _initials(path):
    return f"{path}division__initials__startswith"
