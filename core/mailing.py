"""Notices by mail: sorted to people as each of them wishes, sent letter by letter, each letter once (docs/decisions/0009)."""

from collections import defaultdict

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, ngettext, override

from core import clock, quiet
from core.models import Notice, NoticeMail
from core.notice_groups import MANY, Mail, group_of, sentence_of_many
from core.notices import sentence
from core.outbox import post
from core.readers import readers_of, wishes_of

MOST_NAMES = 20  # people named in a letter that speaks of many


@transaction.atomic
def sort_to_people(keys):
    """Puts each notice into the letters of those it is addressed to. Sorting twice is sorting once.

    Effects in order: one row per notice and person who wants mail of it; each letter is promised for when it is due.
    """
    now, rows = clock.now(), []
    readers = readers_of(Notice.objects.filter(key__in=keys), on=clock.today())
    wishes = wishes_of({user for held in readers.values() for user in held}, on=clock.today())
    for notice, held in readers.items():
        rows += filter(None, (_row(notice, wishes[user], now) for user in sorted(held) if user in wishes))
    NoticeMail.objects.bulk_create(rows, ignore_conflicts=True)
    for letter, due in {row.letter: row.due_at for row in rows}.items():
        post("core.letter", {"letter": letter}, key=letter, delay=(due - now).total_seconds())


def _row(notice, wish, now):
    """The letter this notice goes to this person with; None when they want none."""
    how = wish.of(group_of(notice.kind))
    if how == Mail.NONE:
        return None
    due = wish.next_digest(now) if how == Mail.DAILY else quiet.loud(now, wish.quiet_from, wish.quiet_until)
    if how == Mail.DAILY:
        letter = f"digest:{wish.user}:{due.date()}"
    else:
        letter = f"mail:{wish.user}:{notice.pk}" if due <= now else f"held:{wish.user}:{due:%Y-%m-%dT%H:%M}"
    return NoticeMail(notice=notice, user_id=wish.user, letter=letter, due_at=due)


def send_letter(letter):
    """Sends what a letter holds and nobody has sent or read. One mail at most; none when nothing is left of it.

    What the person has read, no longer wants, or may no longer see is left out.
    """
    rows = list(NoticeMail.objects.filter(letter=letter, sent_at=None).select_for_update().order_by("-notice"))
    if not rows:
        return
    user, on = rows[0].user_id, clock.today()
    wish = wishes_of({user}, on=on).get(user)
    notices = Notice.objects.filter(pk__in=[row.notice_id for row in rows]).unread_by(user).order_by("-pk")
    still = [n for n, held in readers_of(notices, on=on).items() if user in held] if wish else []
    wanted = [notice for notice in still if wish.of(group_of(notice.kind)) != Mail.NONE]
    if wanted:
        with override(wish.language):
            _mail(letter, wish.email, wanted)
    NoticeMail.objects.filter(pk__in=[row.pk for row in rows]).update(sent_at=timezone.now())


def _mail(letter, address, notices):
    """The same letter always bears the same number: a mail system that gets it twice shows it once."""
    number = f"<{letter.replace(':', '.')}@{settings.DEFAULT_FROM_EMAIL.rpartition('@')[2].strip('> ')}>"
    lines = [
        *_lines(notices),
        "",
        gettext("What you get by mail, and when, you choose here:"),
        _link("/account/notices/"),
    ]
    mail = EmailMessage(_subject(notices), "\n".join(lines), None, [address], headers={"Message-ID": number})
    mail.send()


def _subject(notices):
    if len(notices) == 1:
        return sentence(notices[0])[:120]
    said = {"count": len(notices), "day": clock.today()}
    return ngettext("Zhucun, %(day)s: %(count)s notice", "Zhucun, %(day)s: %(count)s notices", len(notices)) % said


def _lines(notices):
    """A paragraph per notice, or per kind where many are one."""
    kinds = defaultdict(list)
    for notice in notices:
        kinds[notice.kind if notice.kind in MANY else notice.pk].append(notice)
    return [line for held in kinds.values() for line in ("", *_paragraph(held))][1:]


def _paragraph(held):
    if len(held) == 1:
        return sentence(held[0]), _link(held[0].link)
    names = gettext(", ").join(str(notice.params.get("who", "")) for notice in held[:MOST_NAMES])
    rest = len(held) - MOST_NAMES
    more = (
        ngettext("and %(count)s more person", "and %(count)s more people", rest) % {"count": rest} if rest > 0 else ""
    )
    return sentence_of_many(held[0].kind, len(held)), f"{names} {more}".strip(), _link("/notices/")


def _link(path):
    return f"{settings.SITE_URL}{path}"


def send_what_was_left(*, on):
    """Promises again every letter that is overdue, whatever became of it. Returns {"letters"}."""
    overdue = NoticeMail.objects.filter(sent_at=None, due_at__lt=timezone.now() - quiet.A_DAY / 24)
    letters = list(overdue.order_by().values_list("letter", flat=True).distinct())
    for letter in letters:
        post("core.letter", {"letter": letter}, key=f"{letter}:again:{on}")
    return {"letters": len(letters)}
