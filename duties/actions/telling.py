"""Telling those concerned of meetings and matters, each in one statement."""

from core.models import Notice
from core.notices import tell_many
from core.offices import Office
from teams.models import Posting


def tell_called(meeting, postings, kind):
    """Tells the cadres' own accounts, once per version of the meeting."""
    accounts = Posting.objects.filter(pk__in=postings).exclude(cadre__account=None)
    said = {"what": meeting.title, "on": str(meeting.day), "place": meeting.place, "why": meeting.reason}
    tell_many(
        [
            Notice(
                kind=kind,
                params=said,
                key=f"{kind}:{meeting.pk}:{meeting.version}:{account}",
                link=f"/duties/meetings/{meeting.pk}/",
                office=Office.CADRE,
                account_id=account,
            )
            for account in accounts.values_list("cadre__account", flat=True)
        ]
    )


def tell_owner(matter, by, *, key):
    """Tells the office a matter was given to, unless it gave it to itself."""
    if matter.owned_by(by):
        return
    to = {"unit_id": matter.owner_unit_id} if matter.owner_unit_id else {"area": matter.owner_area}
    _tell("matter_given", matter, key, office=matter.owner_office, **to)


def tell_group(matter, by, *, key):
    """Tells the leadership group what became of a matter, unless it has said so itself."""
    if not matter.meeting.kept_by(by):
        _tell("matter_ended", matter, key, office=Office.LEADERSHIP, area=matter.meeting.area)


def _tell(kind, matter, key, **to):
    said = {"what": matter.words, "until": str(matter.due_on), "outcome": matter.answer}
    link = f"/duties/matters/{matter.pk}/"
    tell_many([Notice(kind=kind, params=said, key=f"{kind}:{matter.pk}:{key}", link=link, **to)])
