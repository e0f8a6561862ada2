"""Who came to a session 考勤: entered when it is over, corrected later with a reason; every half day by itself."""

from dataclasses import dataclass

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from attendance.actions.certificates import take_back_unearned
from attendance.actions.enrolling import clashes, judge_again, stamped
from attendance.actions.settling import settle
from attendance.actions.training import locked, required
from attendance.actions.training_notices import tell_clerks
from attendance.locks import check_open
from attendance.models import Training
from attendance.training_rows import serving
from core.record import record
from core.refusals import Refused
from teams.models import Posting

State = Training.State
ALL_STATES = (State.PLANNED, State.OPEN, State.HELD)
WRITE = """
INSERT INTO attendance_attendee AS held (training_id, posting_id, attended, missed)
SELECT %(training)s, t.posting, t.attended, coalesce(string_to_array(nullif(t.missed, ''), ',')::smallint[], '{}')
FROM unnest(%(postings)s::bigint[], %(attended)s::bool[], %(missed)s::text[]) AS t (posting, attended, missed)
ON CONFLICT (training_id, posting_id) DO UPDATE SET attended = excluded.attended, missed = excluded.missed
"""


@dataclass(frozen=True)
class Mark:
    """What is said of one posting: whether they came, and which halves of the session they missed."""

    posting_id: int
    came: bool
    missed: tuple = ()

    def as_text(self):
        """For the record: came, absent, or the halves missed."""
        return (",".join(map(str, self.missed)) or "came") if self.came else "absent"


@transaction.atomic
def hold_session(session, marks, *, by, on, version=None):
    """Enters who came; everybody on the list must be marked. From now on only who came counts.

    Effects in order: organiser, state and version are checked, it must be over; the marks in one statement; the session is
    held; one record line; the sheets are settled: who did not come waits for the clerk, who is told; standings are judged
    again. Returns the session. Raises NotAllowed, Conflict, Refused.
    """
    session = locked(session, by, (State.PLANNED, State.OPEN), version=version)
    _over(session, on)
    known = dict(session.attendees.values_list("posting_id", "posting__cadre__name"))
    unsaid = [name for posting, name in known.items() if posting not in {mark.posting_id for mark in marks}]
    if unsaid:
        raise Refused(_("Say of everybody whether they came: %(names)s.") % {"names": "、".join(unsaid[:5])})
    if {mark.posting_id for mark in marks} - set(known):
        raise Refused(_("Somebody of these is not on the list."))
    marks = _checked(session, marks)
    _write(session, marks)
    session.state = State.HELD
    stamped(session, by)
    absent = [mark.posting_id for mark in marks if not mark.came]
    record(by, "hold_session", session, details={"came": len(marks) - len(absent), "absent": absent})
    _aftermath(session, [mark.posting_id for mark in marks], by)
    tell_clerks(session, absent)
    return session


@transaction.atomic
def correct_attendance(session, marks, reason, *, by, on, version=None):
    """Changes what was entered of a held session, or adds who came without standing on the list. Returns how many changed.

    Effects in order: organiser, state, version and reason are checked; whoever is added must serve then, and nobody was in
    two sessions at once; the marks in one statement; one record line keeps each old and new mark; certificates no longer
    earned are taken back; the sheets are settled; standings are judged again. Raises NotAllowed, Conflict, Refused.
    """
    session = locked(session, by, (State.HELD,), version=version)
    reason = required(reason)
    said, before = _checked(session, marks), _before(session, marks)
    fresh = [mark for mark in said if before.get(mark.posting_id) != mark]
    if not fresh:
        return 0
    _serve(session, [mark.posting_id for mark in fresh if mark.posting_id not in before], by)
    _write(session, fresh)
    stamped(session, by)
    details = {str(mark.posting_id): [_text(before.get(mark.posting_id)), mark.as_text()] for mark in fresh}
    record(by, "correct_attendance", session, note=reason, details=details)
    take_back_unearned(session, reason, by=by, on=on)
    _aftermath(session, [mark.posting_id for mark in fresh], by, reason)
    return len(fresh)


@transaction.atomic
def note_attendance(session, mark, *, by, on, reason=""):
    """One line of an attendance list: before the session is held the person is put on the list and marked, after it corrected.

    Returns what stood there before as {"made", "came", "missed"}. Effects as in `enrol` and `correct_attendance`.
    """
    session = locked(session, by, ALL_STATES)
    _over(session, on)
    old = session.attendees.filter(posting=mark.posting_id).first()
    before = {"made": old is None, "came": old and old.attended, "missed": list(old.missed) if old else []}
    if session.state == State.HELD:
        correct_attendance(session, [mark], reason, by=by, on=on)
        return before
    said = _checked(session, [mark])
    if old is None:
        _serve(session, [mark.posting_id], by)
    _write(session, said)
    stamped(session, by)
    _aftermath(session, [mark.posting_id], by)
    record(by, "note_attendance", session, details={str(mark.posting_id): mark.as_text()})
    return before


@transaction.atomic
def take_back_note(session, posting, before, *, by, on, reason=""):
    """Undoes one line of an attendance list: what stood there `before` (as `note_attendance` returned it) stands again.

    Effects in order: organiser and state are checked; of a held session it is a correction, and who was added counts as
    not having come; before, who was added is taken off; one record line; sheets and standings follow.
    Raises NotAllowed, Conflict, Refused.
    """
    session = locked(session, by, ALL_STATES)
    mark = Mark(posting, bool(before["came"]), tuple(before["missed"]))
    if session.state == State.HELD:
        correct_attendance(session, [mark], reason, by=by, on=on)
        return
    rows = session.attendees.filter(posting=posting)
    if before["made"]:
        rows.delete()
    else:
        rows.update(attended=before["came"], missed=before["missed"])
    stamped(session, by)
    _aftermath(session, [posting], by, reason)
    record(by, "take_back_note", session, note=reason, details={str(posting): mark.as_text()})


def _over(session, on):
    if session.ends_on > on:
        raise Refused(_("The session lasts until %(day)s: enter who came when it is over.") % {"day": session.ends_on})


def _serve(session, added, by):
    rows = serving(Posting.objects.visible_to(by), session).filter(pk__in=added, area__startswith=session.area)
    if rows.count() != len(set(added)):
        raise Refused(_("Somebody of these is not posted in your area on the days of the session."))


def _checked(session, marks):
    """The marks in order, halves checked; who missed every half was absent. Nobody came to two sessions at once."""
    known = set(session.halves)
    if any(set(mark.missed) - known for mark in marks):
        raise Refused(_("The session has no such half day."))
    came = [mark.posting_id for mark in marks if mark.came]
    if twice := clashes(session, came):
        names = "、".join(sorted(set(twice.values()))[:5])
        raise Refused(_("In another session on the same half day: %(names)s.") % {"names": names})
    return [_plain(mark, known) for mark in sorted(marks, key=lambda mark: mark.posting_id)]


def _plain(mark, known):
    absent = not mark.came or set(mark.missed) == known
    return Mark(mark.posting_id, not absent, () if absent else tuple(sorted(set(mark.missed))))


def _before(session, marks):
    rows = session.attendees.filter(posting__in=[mark.posting_id for mark in marks])
    return {
        posting: Mark(posting, bool(attended), tuple(missed))
        for posting, attended, missed in rows.values_list("posting_id", "attended", "missed")
    }


def _text(mark):
    return mark.as_text() if mark else None


def _write(session, marks):
    columns = {
        "postings": [mark.posting_id for mark in marks],
        "attended": [mark.came for mark in marks],
        "missed": [",".join(map(str, mark.missed)) for mark in marks],
    }
    with connection.cursor() as cursor:
        cursor.execute(WRITE, {**columns, "training": session.pk})


def _unlocked(session, postings):
    """Raises MonthLocked where somebody's month is locked, even when only a half day changes and no day of the sheet."""
    counties = Posting.objects.filter(pk__in=postings).order_by().values_list("area", flat=True)
    for county in sorted({area[:6] for area in counties}):
        check_open(county, session.starts_on, session.ends_on)


def _aftermath(session, postings, by, reason=""):
    """The sheets, and the standings even where no sheet changed."""
    _unlocked(session, postings)
    settle(postings, session.starts_on, session.ends_on, by=by, reason=reason)
    judge_again(session, postings)
