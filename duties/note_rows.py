"""The rows the pages of activity notes work on, and what the six duties are called."""

from django.db.models import Prefetch
from django.http import Http404

from core.policy import PROVINCE, provision
from duties.models import ActivityNote, NotePhoto
from teams.models import Posting


def duties(area, on):
    """The provision that names the six duties 六项职责任务 (二(二))."""
    return provision("team.duties", at=area or PROVINCE, on=on)


def notes(actor, wanted=None):
    """Notes of the actor's jurisdiction with their photos, the latest first. They are read, never counted."""
    wanted = wanted or {}
    rows = ActivityNote.objects.visible_to(actor)
    if area := wanted.get("area"):
        rows = rows.filter(area__startswith=area)
    if duty := wanted.get("duty"):
        rows = rows.filter(duty=duty)
    if first := wanted.get("first"):
        rows = rows.filter(day__gte=first)
    if last := wanted.get("last"):
        rows = rows.filter(day__lte=last)
    if words := wanted.get("q"):
        rows = rows.filter(words__icontains=words)
    related = ("team__village__division", "team__second_village__division", "written_by")
    pictures = Prefetch("photos", queryset=NotePhoto.objects.select_related("file"))
    return rows.select_related(*related).prefetch_related(pictures).order_by("-day", "-pk")


def serves(actor, on):
    """Whether the acting person is posted to a village on a day, and so may write a note."""
    return Posting.objects.current(on).filter(cadre__account=actor.user_id).exists()


def photo_of(note, number):
    """The file of a note's photo by its number; 404 for any other."""
    found = next((photo.file for photo in note.photos.all() if str(photo.file_id) == str(number)), None)
    if found is None:
        raise Http404
    return found
