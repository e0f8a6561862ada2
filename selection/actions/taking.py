"""Which round takes a nomination, and until when."""

from django.utils.translation import gettext_lazy as _

from core.refusals import Refused
from selection.models import Round, RoundPlace


def round_taking(team, on, *, wanted=None):
    """The open round a team is in, its place locked so that the round cannot close meanwhile; None for a refill.

    Raises Refused with the dates: the round wanted is not this one, or takes nominations on other days.
    """
    places = RoundPlace.objects.select_for_update(of=("self",)).filter(team=team, closed=False)
    place = places.filter(round__state=Round.State.OPEN).select_related("round").first()
    if wanted and (place is None or place.round_id != wanted.pk):
        raise not_taking(wanted)
    return still_taking(place.round, on) if place else None


def still_taking(taking, on):
    """The round, if it takes nominations on a day. Raises Refused with its dates."""
    if taking.state != Round.State.OPEN or not taking.nominate_from <= on <= taking.nominate_until:
        raise not_taking(taking)
    return taking


def not_taking(taking):
    """The refusal that names the round's dates."""
    dates = {"round": taking.name, "first": taking.nominate_from, "last": taking.nominate_until}
    words = (
        _("%(round)s is closed. It took nominations from %(first)s to %(last)s.")
        if taking.state == Round.State.CLOSED
        else _("%(round)s takes nominations from %(first)s to %(last)s.")
    )
    return Refused(words % dates, fields={"round": _("Not open.")})
