"""The rows of this floor's lists: inside the actor's jurisdiction, narrowed by a cleaned filter, sorted by known keys."""

from django.db.models import Exists, OuterRef, Prefetch, Q

from core.models import Unit
from teams.models import Cadre, Pairing, Posting, Seat, Team, Village

_WHO = ("cadre__township", "pairing__unit", "team__village__division")


def _sorted(rows, wanted, keys):
    """Rows by a known key; `-key` the other way round. What is unknown leaves the model's own order."""
    asked = wanted.get("sort") or ""
    column = keys.get(asked.lstrip("-"))
    if column is None:
        return rows
    return rows.order_by(f"-{column}" if asked.startswith("-") else column, "pk")


def _yes_no(rows, condition, asked):
    """`yes` keeps the rows that fulfil a condition, `no` the others, anything else all."""
    return {"yes": rows.filter(condition), "no": rows.filter(~condition)}.get(asked, rows)


def villages(actor, wanted, on):
    """Villages with `paired_now`: their pairing on the day, its unit fetched along."""
    rows = Village.objects.visible_to(actor).select_related("division")
    now = Pairing.objects.in_force(on)
    rows = rows.filter(area__startswith=wanted["area"]) if wanted.get("area") else rows
    rows = rows.filter(categories__contains=[wanted["category"]]) if wanted.get("category") else rows
    rows = rows.filter(needs__contains=[wanted["need"]]) if wanted.get("need") else rows
    rows = rows.filter(_named("division__full_name", "division__initials", wanted["q"])) if wanted.get("q") else rows
    rows = _yes_no(rows, Q(Exists(now.filter(village=OuterRef("pk")))), wanted.get("paired"))
    rows = _yes_no(rows, Q(poverty_exit_on__isnull=False, poverty_exit_on__lte=on), wanted.get("exited"))
    paired = Prefetch("pairings", now.select_related("unit"), to_attr="paired_now")
    return _sorted(
        rows.prefetch_related(paired), wanted, {"village": "area", "name": "division__name", "exit": "poverty_exit_on"}
    )


def _named(name, initials, words):
    """By words of the name, or by pinyin initials when only letters are given."""
    return Q(**{f"{initials}__startswith": words.lower()}) if words.isascii() else Q(**{f"{name}__contains": words})


def units(actor, wanted, on):
    """Dispatching units with their home."""
    rows = Unit.objects.visible_to(actor).select_related("home")
    rows = rows.filter(level=wanted["level"]) if wanted.get("level") else rows
    rows = rows.filter(kind=wanted["kind"]) if wanted.get("kind") else rows
    rows = rows.filter(home__code__startswith=wanted["area"]) if wanted.get("area") else rows
    rows = rows.filter(name__icontains=wanted["q"]) if wanted.get("q") else rows
    return _sorted(rows, wanted, {"name": "name", "level": "level", "home": "home__code"})


def pairings(actor, wanted, on):
    """Pairings with unit and village."""
    rows = Pairing.objects.visible_to(actor).select_related("unit", "village__division")
    rows = rows.filter(village__area__startswith=wanted["area"]) if wanted.get("area") else rows
    rows = rows.filter(unit=wanted["unit"]) if wanted.get("unit") else rows
    return rows.in_force(on) if wanted.get("current") == "yes" else rows


def teams(actor, wanted, on):
    """Standing teams with `held` (seats held on the day) and their postings up to the day."""
    rows = Team.objects.visible_to(actor).standing(on).with_holders(on)
    rows = rows.select_related("village__division", "second_village__division")
    rows = rows.filter(area__startswith=wanted["area"]) if wanted.get("area") else rows
    rows = rows.filter(_of_a_village(wanted["q"])) if wanted.get("q") else rows
    rows = _yes_no(rows, Q(held__gte=len(Seat)), wanted.get("complete"))
    rows = _lacking(rows, wanted.get("lacks"), on)
    rows = rows.prefetch_related(Prefetch("postings", Posting.objects.select_related("cadre")))
    return _sorted(rows.order_by("area", "pk"), wanted, {"village": "area", "formed": "formed_on", "held": "held"})


def _of_a_village(words):
    """Either village of a team bears the words in its name."""
    villages = ("village__division", "second_village__division")
    first, second = (_named(f"{one}__full_name", f"{one}__initials", words) for one in villages)
    return first | second


def _lacking(rows, lacks, on):
    """Teams with an empty seat that a unit, or a township, must fill."""
    held = Posting.objects.exclude(ends_on__lt=on).filter(team=OuterRef("pk"))  # those who are to come included
    empty = {seat: ~Exists(held.filter(seat=seat)) for seat in Seat}
    if lacks == "unit":
        return rows.filter(Q(empty[Seat.FIRST_SECRETARY]) | Q(empty[Seat.UNIT_MEMBER]))
    return rows.filter(empty[Seat.TOWNSHIP_MEMBER]) if lacks == "township" else rows


def postings(actor, wanted, on):
    """Postings with cadre, unit and place."""
    rows = Posting.objects.visible_to(actor).select_related(*_WHO)
    rows = rows.filter(area__startswith=wanted["area"]) if wanted.get("area") else rows
    rows = rows.filter(seat=wanted["seat"]) if wanted.get("seat") else rows
    rows = rows.filter(team=wanted["team"]) if wanted.get("team") else rows
    rows = rows.filter(cadre=wanted["cadre"]) if wanted.get("cadre") else rows
    return rows.current(on) if wanted.get("current") == "yes" else rows


def cadres(actor, wanted, on):
    """Cadres with their employer and `serving_now`: the posting they hold on the day."""
    rows = Cadre.objects.visible_to(actor).select_related("unit", "township")
    now = Posting.objects.current(on)
    rows = rows.filter(area__startswith=wanted["area"]) if wanted.get("area") else rows
    rows = rows.filter(name__startswith=wanted["q"]) if wanted.get("q") else rows
    rows = rows.filter(rank=wanted["rank"]) if wanted.get("rank") else rows
    rows = rows.filter(languages__contains=[wanted["language"]]) if wanted.get("language") else rows
    rows = _yes_no(rows, Q(Exists(now.filter(cadre=OuterRef("pk")))), wanted.get("serving"))
    seen = now.visible_to(actor).select_related("team__village__division")
    serving = Prefetch("postings", seen, to_attr="serving_now")
    return _sorted(rows.prefetch_related(serving), wanted, {"name": "name", "born": "born_on", "rank": "rank"})


def open_items(actor, wanted, on):
    """Current postings with `open_items` of their checklist, the longest posted first."""
    rows = Posting.objects.visible_to(actor).with_open_items(on).select_related(*_WHO)
    rows = rows.filter(area__startswith=wanted["area"]) if wanted.get("area") else rows
    rows = rows.filter(open_items__contains=[wanted["item"]]) if wanted.get("item") else rows
    if name := wanted.get("q"):
        rows = rows.filter(Q(cadre__name__contains=name) | Q(team__village__division__full_name__contains=name))
    return rows.order_by("starts_on", "area", "seat", "pk")
