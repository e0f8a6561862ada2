"""What a table of attendance is weighed against: people, lines, locks, and what was changed since the file was written."""

from collections import defaultdict
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from attendance.actions import Entry
from attendance.imports.columns import shown
from attendance.imports.people import People, holding
from attendance.locks import MonthLocked, facts, locked
from attendance.models import DayChange, Status
from attendance.register import month_span
from attendance.sheet import sheet as lines_of
from attendance.written import plain, written

UNSAID = (Status.IN_VILLAGE.value, "", False)
PROPOSED = (Status.REST.value, "", False)  # what a county may propose for its days off


class Ground:
    """What the rows are judged against: people, lines, locks and what was changed since the file was written."""

    def __init__(self, drafts, months, by, on, reason):
        self.by, self.on, self.reason, self.seen, self.meant, self.lines = by, on, reason, {}, {}, {}
        spans = [month_span(month) for month in sorted(months)] or [month_span(on.replace(day=1))]
        first, last = spans[0][0], spans[-1][1]
        self.people = People(by, first, last)
        for start, end in spans:
            lines = lines_of(by, start, min(end, on), within=by.area) if start <= on else []
            self.lines |= {(line.posting_id, line.day): line for line in lines}
        self.locks = {(lock.year, lock.month): MonthLocked(facts(lock)) for lock in locked(by.area, first, last)}
        self.then = self._then(drafts, first, last)

    def _then(self, drafts, first, last):
        """{(posting, day): [(at, what it said before)]} since the oldest export among the rows."""
        stamps = [stamp for stamp in map(stamp_of, drafts) if stamp]
        found = defaultdict(list)
        if stamps:
            rows = DayChange.objects.visible_to(self.by).filter(day__range=(first, last), at__gt=min(stamps))
            for posting, day, at, *said in rows.values_list(
                "posting_id", "day", "at", "old_status", "old_note", "was_confirmed"
            ):
                found[posting, day].append((at, tuple(said)))
        return found

    def weigh(self, draft, key, day, said, *, keeps_note):
        """The entry one cell asks for, or None; what stands in its way is noted at the cell."""
        posting = holding(self._meant(draft), day)
        if posting is None:
            self._outside(draft, key, day)
            return None
        line = self.lines.get((posting.pk, day))
        if line is None:
            if said[2]:
                draft.problem(key, _("%(day)s is not over yet: only days up to today can be confirmed.") % {"day": day})
            return None
        if self.seen.setdefault((posting.pk, day), draft.number) != draft.number:
            draft.problem(
                key, _("This day of this person stands in row %(row)s already.") % {"row": self.seen[posting.pk, day]}
            )
            return None
        return self._against(draft, key, line, said, keeps_note)

    def _meant(self, draft):
        if draft.number not in self.meant:
            self.meant[draft.number] = self.people.meant(draft)
        return self.meant[draft.number]

    def _outside(self, draft, key, day):
        if self.meant[draft.number]:
            draft.problem(
                key, _("%(name)s is not posted here on %(day)s.") % {"name": draft.values["name"], "day": day}
            )

    def _against(self, draft, key, line, said, keeps_note):
        status, note, confirmed = said
        now = (line.status, plain(line.note), line.confirmed_at is not None)
        if keeps_note and status == line.status and now[1]:
            note = now[1]
        if (status, note) == now[:2] and (now[2] or not confirmed):
            return None
        if self._overtaken(draft, key, line, (str(status), note, confirmed)):
            return None
        if lock := self.locks.get((line.day.year, line.day.month)):
            draft.problem(key, lock.message)
            return None
        if now[2] and not self.reason:
            draft.problem(key, _("This day is confirmed: give the reason beside the file, and hand it in again."))
            return None
        draft.changes[key] = [written(*now), written(status, note, True)]
        reason = self.reason if now[2] else ""
        return Entry(line.posting_id, line.day, str(status), note, line.version, reason)

    def _overtaken(self, draft, key, line, said):
        """Whether somebody changed the cell after the file was written: theirs stands; said if the file wants something else."""
        stamp = stamp_of(draft)
        if stamp is None or line.changed_at is None or line.changed_at <= stamp:
            return False
        before = [old for at, old in self.then[line.posting_id, line.day] if at > stamp]
        known = {(status, plain(note), confirmed) for status, note, confirmed in before} | {UNSAID, PROPOSED}
        at = f"{timezone.localtime(line.changed_at):%Y-%m-%d %H:%M}"
        told = {"who": line.by, "at": at, "theirs": shown(written(line.status, line.note, True)), "day": line.day}
        if said in known:
            draft.hint(
                key, _("%(day)s: changed by %(who)s on %(at)s after the export; theirs stands: %(theirs)s.") % told
            )
        else:
            told["mine"] = shown(written(*said))
            words = _(
                "%(who)s changed %(day)s on %(at)s, after this file was exported. Theirs: %(theirs)s. Yours: %(mine)s. "
                "Nothing was overwritten: export anew, or settle it on the sheet."
            )
            draft.problem(key, words % told)
        return True


def stamp_of(draft):
    """The moment the row was exported, or None for a table of other hands."""
    said = draft.values.get("stamp")
    return datetime.fromisoformat(said) if said else None
