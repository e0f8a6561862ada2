"""Posting letters: which postings still lack one, what a letter says of each, and the part of it a reader is given."""

from django.db.models import Count, Q

from selection.models import Letter, LetterLine, Nomination


def approved(actor):
    """The nominations this department approved, village by village."""
    rows = Nomination.objects.visible_to(actor).filter(state=Nomination.State.APPROVED)
    rows = rows.filter(approving_office=actor.office, approving_area=actor.area)
    rows = rows.select_related("cadre", "unit", "team__village__division", "round")
    return rows.defer("findings", "provisions").order_by("area", "seat")


def unlettered(actor):
    """Those of them that stand on no letter yet."""
    return approved(actor).filter(letter_line__isnull=True)


def letter_facts(nomination):
    """What the letter says of one posting, kept as it was on its day."""
    county, township, village = nomination.team.village.division.full_name.split(" / ")[2:5]
    return {
        "name": nomination.cadre.name,
        "sex": nomination.cadre.sex,
        "party": nomination.cadre.party,
        "sender": nomination.unit.name if nomination.unit else nomination.cadre.township.name,
        "post": nomination.cadre.job_title,
        "county": county,
        "township": township,
        "village": village,
        "seat": nomination.seat,
        "from": nomination.starts_on.isoformat(),
        "until": nomination.term_ends_on.isoformat(),
    }


def letters(actor, wanted):
    """The letters in an actor's jurisdiction, the newest first, each with `people`: those of theirs on it."""
    mine = LetterLine.objects.visible_to(actor)
    rows = Letter.objects.visible_to(actor)
    if wanted.get("year"):
        rows = rows.filter(year=wanted["year"])
    if word := wanted.get("q"):
        rows = rows.filter(pk__in=mine.filter(_named(word)).values("letter"))
    return rows.annotate(people=Count("lines", filter=Q(lines__in=mine))).order_by("-pk")


def _named(word):
    return Q(nomination__cadre__name__icontains=word) | Q(facts__village__icontains=word)


def lines(letter, actor):
    """[facts] of those lines of a letter that concern a reader."""
    return list(LetterLine.objects.visible_to(actor).filter(letter=letter).values_list("facts", flat=True))
