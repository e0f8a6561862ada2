"""A public notice, an objection to it and a posting letter of one county."""

from datetime import date
from types import SimpleNamespace

from core.files import keep_bytes
from selection.lettered import letter_facts
from selection.models import Letter, LetterLine, Nomination, Objection, PublicNotice, Shown
from selection.noticeboard import public_facts
from tests.selection.noticing import WORDS


def noticed(cast, area, number, by, canary):
    """(notice, objection, letter) numbers: all by this county's department, about one nomination."""
    nomination = Nomination.objects.get(pk=number)
    period = {"from_on": date(2026, 7, 20), "until_on": date(2026, 7, 24)}
    notice = PublicNotice.objects.create(**{**WORDS, "title": canary}, area=area, office="county", **period)
    Shown.objects.create(notice=notice, nomination=nomination, facts=public_facts(nomination))
    user = cast.users[by]
    objection = Objection(notice=notice, nomination=nomination, area=area, office="county", name=canary)
    objection.means, objection.received_on, objection.grounds = "telephone", date(2026, 7, 20), canary
    objection.paper = keep_bytes(b"%PDF-1.4", name="s.pdf", kind="pdf", by=SimpleNamespace(user_id=user.pk))
    objection.put_contact(canary)
    objection.save()
    letter = Letter.objects.create(
        office="county", area=area, year=2026, number=1, issued_on=date(2026, 7, 20), issued_by=user
    )
    LetterLine.objects.create(letter=letter, nomination=nomination, facts=letter_facts(nomination))
    return notice.pk, objection.pk, letter.pk
