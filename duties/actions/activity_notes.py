"""Activity notes 工作纪实: written by a team's own cadres, changed and removed by whoever wrote them, with photos."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core import photos
from core.offices import Office
from core.record import changed, record
from core.refusals import NotAllowed, Refused
from duties.actions.meetings import required
from duties.models import ActivityNote, NotePhoto
from teams.models import Posting

FACTS = ("day", "duty", "words")
MOST_PHOTOS = 4  # of one note


@transaction.atomic
def write_note(facts, *, by, on):
    """A posted cadre notes what their team did. Returns the note.

    `facts`: day, duty, words, photos (uploads). Effects in order: the posting on the day is found; the note; its photos, kept
    without where they were taken; record. Raises NotAllowed, Refused.
    """
    posting = _posting(by, facts["day"], on)
    note = ActivityNote(team_id=posting.team_id, area=posting.area, written_by_id=by.user_id)
    _fill(note, facts)
    _add(note, facts.get("photos"), by)
    record(by, "write_note", note, details={"photos": note.photos.count()})
    return note


@transaction.atomic
def change_note(note, facts, *, by, on):
    """The writer changes a note. `facts` as when it is written, and `struck`: numbers of photos to take away.

    Effects in order: writer and day checked; words; photos taken away, with their bytes, and added; record of what changed.
    Raises NotAllowed, Refused.
    """
    note = _own(note, by)
    posting, before = _posting(by, facts["day"], on), _plain(note)
    if posting.team_id != note.team_id:
        raise Refused(_("You served in another team on that day."), fields={"day": _("Check the day.")})
    _fill(note, facts)
    gone = _take_away(note.photos.filter(file__in=facts.get("struck") or ()))
    _add(note, facts.get("photos"), by)
    record(by, "change_note", note, details=changed(before, _plain(note)) | {"photos_removed": gone})
    return note


@transaction.atomic
def remove_note(note, reason, *, by, on):
    """The writer removes a note. Effects in order: writer, reason checked; record with the reason; photos with their bytes; the note. Raises NotAllowed, Refused."""
    note = _own(note, by)
    record(by, "remove_note", note, note=required(reason), details={"day": str(note.day)})
    _take_away(note.photos.all())
    note.delete()


def _posting(by, day, on):
    """The posting in which a cadre served on a day; it is the team that the note belongs to."""
    if by.office != Office.CADRE:
        raise NotAllowed(_("A team's own cadres write its activity notes."))
    if day > on:
        raise Refused(_("Record it once it has taken place."), fields={"day": _("Today or earlier.")})
    posting = Posting.objects.current(day).filter(cadre__account=by.user_id).first()
    if posting is None:
        raise Refused(_("You were not posted to a village on that day."), fields={"day": _("Check the day.")})
    return posting


def _own(note, by):
    note = ActivityNote.objects.select_for_update(of=("self",)).get(pk=note.pk)
    if note.written_by_id != by.user_id or by.office != Office.CADRE:
        raise NotAllowed(_("Only whoever wrote a note changes it."))
    return note


def _fill(note, facts):
    note.day, note.duty, note.words = facts["day"], facts["duty"], facts["words"].strip()
    note.save()


def _add(note, uploads, by):
    """Keeps photos and puts them on the note; at most a few in all."""
    uploads = uploads or ()
    if note.photos.count() + len(uploads) > MOST_PHOTOS:
        words = _("At most %(most)s photos to a note.") % {"most": MOST_PHOTOS}
        raise Refused(words, fields={"photos": _("Choose fewer.")})
    NotePhoto.objects.bulk_create([NotePhoto(note=note, file=photos.keep(one, by=by)) for one in uploads])


def _take_away(rows):
    """Photos and the files they are; the bytes go with the daily tidying. Returns how many."""
    files = [row.file for row in rows.select_related("file")]
    rows.delete()
    for file in files:
        file.delete()
    return len(files)


def _plain(note):
    return {name: str(getattr(note, name)) for name in FACTS}
