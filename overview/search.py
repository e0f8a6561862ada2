"""Looking for people, villages, teams and units by name, code or pinyin initials – inside the jurisdiction only."""

from django.db.models import Count, Prefetch, Q, Value, Window

from core.models import Unit
from teams.models import Cadre, Posting, Team, Village

SHOWN, FEW = 10, 5


def people(actor, words, on):
    """Cadres by name, pinyin initials or employer, each with `serving_now`: the posting held on the day."""
    rows = Cadre.objects.visible_to(actor).select_related("unit", "township")
    for word in words.split():
        rows = rows.filter(_called(word) | Q(unit__name__contains=word) | Q(township__name__contains=word))
    seen = Posting.objects.visible_to(actor).current(on).select_related("team__village__division")
    return rows.prefetch_related(Prefetch("postings", seen, to_attr="serving_now")).order_by("name", "pk")


def search(actor, words):
    """{people, villages, teams, units}: the first few of each and, as `total` on each row, how many match. Four queries."""
    return _found(actor, words, SHOWN, Window(Count("pk")))


def quick(actor, words):
    """The same while one types: fewer of each, not counted."""
    return _found(actor, words, FEW, Value(0))


def _found(actor, words, shown, total):
    words = words.split()
    if not words:
        return {}
    place = "village__"
    sources = {
        "people": (Cadre, ("unit", "township"), _named(words), "name"),
        "villages": (Village, ("division",), _placed("", words), "area"),
        "teams": (Team, ("village__division", "second_village__division"), _placed(place, words), "area"),
        "units": (Unit, ("home",), _named(words), "name"),
    }
    return {
        key: list(_matching(model, actor, related, condition).annotate(total=total).order_by(order, "pk")[:shown])
        for key, (model, related, condition, order) in sources.items()
    }


def _matching(model, actor, related, condition):
    return model.objects.visible_to(actor).select_related(*related).filter(condition)


def _named(words):
    """Every word stands in the name; or begins its pinyin initials."""
    found = Q()
    for word in words:
        found &= _called(word)
    return found


def _called(word):
    if not (word.isascii() and word.isalnum()):
        return Q(name__contains=word)
    return Q(name__icontains=word) | Q(initials__startswith=word.lower())


def _placed(path, words):
    """Every word stands in the full name, begins the pinyin initials, or, alone, begins the code."""
    place = Q()
    for word in words:
        here = Q(**{f"{path}division__full_name__contains": word})
        if word.isascii() and word.isalnum():
            here |= Q(**{f"{path}division__initials__startswith": word.lower()})
        place &= here
    if len(words) == 1 and words[0].isascii() and words[0].isdigit():
        place |= Q(area__startswith=words[0])
    return place
