"""Teams and postings: forming, disbanding, taking a seat, and the one way out of it (`close_posting`)."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import Notice
from core.notices import tell, tell_many
from core.offices import DEPARTMENTS, Office
from core.outbox import post
from core.record import record
from core.refusals import Conflict, NotAllowed, Refused
from teams.actions.second_village import add_second_village, nobody_serves
from teams.models import Cadre, Pairing, Posting, Seat, Team
from teams.provisions import clause, still_binding


@transaction.atomic
def form_team(village, *, formed_on, second_village=None, by, on):
    """Forms the team of a paired village, or of two; its three seats stand open.

    Effects in order: office, pairing and an existing team are checked; the team, with its second village; one record line;
    the paired unit and the township are told. Raises NotAllowed, Refused (not paired, 二(一)), Conflict (there is a team).
    """
    if by.office not in DEPARTMENTS or not by.covers(village.area):
        raise NotAllowed(_("Teams are formed by the organization department of the place."))
    if formed_on > on + timedelta(days=366):
        raise Refused(_("A team is formed at most a year ahead."), fields={"formed_on": _("Too far ahead.")})
    pairing = Pairing.objects.in_force(formed_on).filter(village=village).select_related("unit").first()
    if pairing is None:
        raise Refused(_("A team needs a paired unit: pair the village first."), provision=_seats_rule(village.area, on))
    nobody_serves(village)
    team = Team.objects.create(village=village, area=village.area, formed_on=formed_on)
    record(by, "form_team", team, details={"formed_on": str(formed_on)})
    if second_village is not None:
        team = add_second_village(team, second_village, by=by, on=on)
    for kind, to in _senders(team, pairing.unit_id):
        tell(kind="team_formed", params={"place": str(village)}, key=f"team:{team.pk}:{kind}", link=_page(team), **to)
    return team


@transaction.atomic
def disband_team(team, *, disbanded_on, reason, by, on):
    """Disbands a team when the policy's period is over and nobody serves in it any more.

    Effects in order: the row is locked; office, period (二(一): 不得撤离) and postings are checked; the day; one record line.
    Raises NotAllowed, Refused with the clause.
    """
    if by.office not in DEPARTMENTS or not by.covers(team.area):
        raise NotAllowed(_("Teams are disbanded by the organization department of the place."))
    team = Team.objects.select_for_update(of=("self",)).get(pk=team.pk)
    if rule := still_binding("team.no_withdrawal", team.area, disbanded_on):
        raise Refused(_("While the policy's period runs the team may not be withdrawn."), provision=rule)
    if team.disbanded_on or disbanded_on < team.formed_on or disbanded_on > on:
        raise Refused(_("This day does not fit the team's dates."), fields={"disbanded_on": _("Check the day.")})
    if team.postings.current(disbanded_on).exists() or team.postings.filter(starts_on__gt=disbanded_on).exists():
        raise Refused(
            _("Somebody still serves in this team."), provision=clause("selection.no_private_adjustment", team.area, on)
        )
    if not reason.strip():
        raise Refused(_("Say why."), fields={"reason": _("Required.")})
    team.disbanded_on = disbanded_on
    team.save(update_fields=["disbanded_on"])
    record(by, "disband_team", team, note=reason, details={"disbanded_on": str(disbanded_on)})
    return team


@transaction.atomic
def open_posting(team, *, seat, cadre, starts_on, term_ends_on, by, on):
    """A cadre takes a seat. Called by the deed that approves a nomination.

    Effects in order: team and cadre are locked; the right source, a free seat and a free cadre are checked; a posting
    of the seat or of the cadre whose term is over ends the day before; the posting; one record line; unit, township,
    county and the cadre's account are told. Raises Refused (wrong source, dates) and Conflict (seat or cadre taken),
    each with the clause: what the database would refuse is refused in words first.
    """
    team = Team.objects.select_for_update(of=("self",)).select_related("village__division").get(pk=team.pk)
    cadre = Cadre.objects.select_for_update(of=("self",)).get(pk=cadre.pk)
    _dates_fit(team, starts_on, term_ends_on)
    pairing = _source(team, Seat(seat), cadre, starts_on, on)
    _clear_the_way(team, seat, cadre, starts_on, by=by, on=on)
    posting = Posting.objects.create(
        team=team,
        area=team.area,
        seat=seat,
        cadre=cadre,
        pairing=pairing,
        starts_on=starts_on,
        term_ends_on=term_ends_on,
    )
    details = {"cadre": cadre.pk, "seat": seat, "from": str(starts_on), "term_ends_on": str(term_ends_on or "")}
    record(by, "open_posting", posting, details=details)
    _announce(posting)
    return posting


def _dates_fit(team, starts_on, term_ends_on):
    if starts_on < team.formed_on or (team.disbanded_on and starts_on >= team.disbanded_on):
        raise Refused(
            _("On %(day)s this team does not stand.") % {"day": starts_on}, fields={"starts_on": _("Check the day.")}
        )
    if term_ends_on is not None and term_ends_on < starts_on:
        raise Refused(_("The term ends before it begins."), fields={"term_ends_on": _("Check the day.")})


def _source(team, seat, cadre, starts_on, on):
    """The pairing the seat is filled through, None for the township's seat; or the refusal with the clause."""
    if seat == Seat.TOWNSHIP_MEMBER:
        if cadre.unit_id or cadre.area != team.area[:9]:
            raise Refused(
                _("This seat is filled by a cadre of the village's own township."), provision=_seats_rule(team.area, on)
            )
        return None
    pairings = Pairing.objects.in_force(starts_on).filter(village=team.village_id)
    pairing = pairings.filter(unit=cadre.unit_id).first() if cadre.unit_id else None
    if pairing is None:
        raise Refused(
            _("This seat is filled by a cadre of the unit paired with the village."),
            provision=_seats_rule(team.area, on),
        )
    return pairing


def _clear_the_way(team, seat, cadre, starts_on, *, by, on):
    """Ends what is past its term; refuses while seat or cadre is still taken on or after the day."""
    in_the_way = Posting.objects.filter(Q(team=team, seat=seat) | Q(cadre=cadre))
    in_the_way = in_the_way.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=starts_on))
    for posting in in_the_way.select_for_update(of=("self",)):
        if posting.ends_on is None and posting.term_ends_on and posting.starts_on < posting.term_ends_on < starts_on:
            _relieve(posting, starts_on - timedelta(days=1), by)
        elif posting.cadre_id == cadre.pk:
            raise Conflict(_("This cadre already holds a posting on that day."), provision=_no_other_way(team.area, on))
        else:
            raise Conflict(_("This seat is already held on that day."), provision=_no_other_way(team.area, on))


def _relieve(posting, last_day, by):
    """Term end: the posting ran until its successor came."""
    _end(posting, last_day, Posting.EndKind.TERM)
    record(by, "end_of_term", posting, details={"ends_on": str(last_day)})


@transaction.atomic
def close_posting(posting, *, last_day, kind, by, on):
    """Ends a posting by one of the three ways there are (`Posting.EndKind`). Called by the deed that decided it.

    Effects in order: the row is locked; that it has not ended and the day lies in it are checked; last day and way of
    ending, of which whoever counts its days hears through the outbox; one record line; unit, township, county and the
    cadre's account are told that the seat is open from the next
    day. Raises Conflict (already ended), Refused (the day lies before the posting).
    """
    related = ("team__village__division", "cadre", "pairing")
    posting = Posting.objects.select_for_update(of=("self",)).select_related(*related).get(pk=posting.pk)
    if posting.ends_on is not None:
        raise Conflict(_("This posting has already ended."))
    if last_day < posting.starts_on:
        raise Refused(_("The last day lies before the first one."), fields={"leaves_on": _("Check the day.")})
    _end(posting, last_day, kind)
    record(by, "close_posting", posting, details={"ends_on": str(last_day), "kind": str(kind)})
    _tell_open_seat(posting)
    return posting


def _end(posting, last_day, kind):
    posting.ends_on, posting.end_kind = last_day, kind
    posting.save(update_fields=["ends_on", "end_kind"])
    # whoever counts days of postings hears of the new end at once
    post("teams.posting_ended", {"posting": posting.pk}, key=f"ended:{posting.pk}:{last_day}", delay=2)


def _tell_open_seat(posting):
    params = {"who": posting.cadre.name, "place": str(posting.team.village), "on": str(posting.ends_on)}
    _tell_concerned(posting, f"ended:{posting.pk}", kind="posting_ended", params=params)


def _announce(posting):
    params = {"who": posting.cadre.name, "place": str(posting.team.village), "on": str(posting.starts_on)}
    _tell_concerned(posting, f"posting:{posting.pk}", kind="posting_opened", params=params)


def _tell_concerned(posting, key, **said):
    """One notice to each whom a posting concerns, all in a few statements."""
    link = _page(posting.team)
    tell_many([Notice(key=f"{key}:{whom}", link=link, **said, **to) for whom, to in concerned(posting)])


def concerned(posting):
    """Unit, township, county and the cadre's account, as addresses of notices."""
    team, cadre = posting.team, posting.cadre
    told = [*_senders(team, posting.unit_id), ("county", {"office": Office.COUNTY, "area": team.area[:6]})]
    if cadre.account_id:
        told.append(("cadre", {"office": Office.CADRE, "account_id": cadre.account_id}))
    return told


def _senders(team, unit_id):
    """The unit (if known) and the township of a team, as addresses of notices."""
    senders = [("township", {"office": Office.TOWNSHIP, "area": team.area[:9]})]
    return [("unit", {"office": Office.UNIT, "unit_id": unit_id}), *senders] if unit_id else senders


def _page(team):
    return f"/teams/{team.pk}/"


def _seats_rule(area, on):
    return clause("team.seats", area, on)


def _no_other_way(area, on):
    """Who holds a seat leaves it by an adjustment, a recall or the end of the term."""
    return clause("selection.no_private_adjustment", area, on)
