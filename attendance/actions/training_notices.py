"""Telling people about training: who is enrolled, whose session moved or was cancelled, whom a session is open to."""

from collections import defaultdict

from core.models import Notice
from core.notices import tell_many
from core.offices import Office
from teams.models import Posting


def tell_people(session, postings, kind):
    """Tells the cadres' own accounts, once per version of the session."""
    accounts = Posting.objects.filter(pk__in=postings).exclude(cadre__account=None)
    said = {"what": session.title, "from": str(session.starts_on), "until": str(session.ends_on)}
    tell_many(
        [
            Notice(
                kind=kind,
                params={**said, "why": session.reason},
                key=f"{kind}:{session.pk}:{session.version}:{account}",
                link=f"/training/{session.pk}/",
                office=Office.CADRE,
                account_id=account,
            )
            for account in accounts.values_list("cadre__account", flat=True)
        ]
    )


def tell_invited(session):
    """Tells the townships and units a session is open to, once."""
    said = {"what": session.title, "until": str(session.enrol_until)}
    to = session.invitations.values_list("area", "unit")
    tell_many(
        [
            Notice(
                kind="training_open",
                params=said,
                key=f"training_open:{session.pk}:{area or unit}",
                link=f"/training/{session.pk}/",
                **({"office": Office.TOWNSHIP, "area": area} if area else {"office": Office.UNIT, "unit_id": unit}),
            )
            for area, unit in to
        ]
    )


def tell_clerks(session, absent):
    """Tells each township's clerk who did not come and where the sheet now waits for a word."""
    names = defaultdict(list)
    for area, name in Posting.objects.filter(pk__in=absent).values_list("area", "cadre__name"):
        names[area[:9]].append(name)
    tell_many(
        [
            Notice(
                kind="training_absent",
                params={"what": session.title, "who": "、".join(sorted(who)), "from": str(session.starts_on)},
                key=f"training_absent:{session.pk}:{session.version}:{area}",
                link="/attendance/sheet/?first=" + str(session.starts_on),
                office=Office.CLERK,
                area=area,
            )
            for area, who in names.items()
        ]
    )
