"""Activity notes: a team's own words and photos, offered and never counted; no photo tells where it was taken."""

import pytest

from core import files, photos
from core.models import Record, StoredFile
from core.refusals import NotAllowed, Refused
from duties.actions import activity_notes as deeds
from duties.models import ActivityNote, NotePhoto
from tests.duties.pictures import GPS, jpeg, png
from tests.duties.unit_records import noted, photo


def who(cast, name):
    return {"by": cast.actors[name], "on": cast.today}


def facts_of(note, **changed):
    return {"day": note.day, "duty": note.duty, "words": note.words, **changed}


def test_a_cadre_writes_for_the_team_they_serve_in(cast):
    note = noted(cast)
    assert (note.team, note.area) == (cast.teams["630222100201"], "630222100201")


def test_offices_write_no_notes(cast):
    for name in ("township", "county", "unit", "clerk"):
        with pytest.raises(NotAllowed):
            noted(cast, by=name)


def test_nobody_writes_of_a_day_on_which_they_were_not_posted(cast):
    with pytest.raises(Refused):
        noted(cast, day=cast.today.replace(year=2025, month=1))


def test_no_photo_keeps_where_it_was_taken(cast):
    upload = photo()
    assert GPS in upload.read()
    note = noted(cast, upload)
    content = files.content(note.photos.get().file)
    assert GPS not in content
    assert content == jpeg()


@pytest.mark.parametrize(
    "content", [b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", b"<!doctype html><script>", b"", jpeg()[:40]]
)
def test_what_is_no_photo_is_refused_whatever_its_name(cast, content):
    with pytest.raises(Refused):
        noted(cast, photo(content))


def test_a_note_bears_a_few_photos(cast):
    note = noted(cast, photo(), photo(), photo(png(), "b.png"), photo())
    with pytest.raises(Refused):
        deeds.change_note(note, facts_of(note, photos=[photo()]), **who(cast, "cadre"))


def test_all_photos_of_a_note_fit_into_one_request(settings):
    assert deeds.MOST_PHOTOS * photos.LARGEST < settings.UPLOAD_MAX_SIZE


def test_only_the_writer_changes_and_removes(cast):
    note = noted(cast)
    for name in ("township", "unit", "county"):
        with pytest.raises(NotAllowed):
            deeds.remove_note(note, "删", **who(cast, name))


def test_a_photo_taken_away_is_gone_with_its_file(cast):
    note = noted(cast, photo(), photo(png(), "b.png"))
    first = note.photos.first().file_id
    deeds.change_note(note, facts_of(note, struck=[first]), **who(cast, "cadre"))
    assert list(NotePhoto.objects.values_list("file__kind", flat=True)) == ["png"]
    assert not StoredFile.objects.filter(pk=first).exists()


def test_a_note_is_removed_with_a_reason_and_its_photos(cast):
    note = noted(cast, photo())
    deeds.remove_note(note, "重复", **who(cast, "cadre"))
    assert Record.objects.get(verb="remove_note").note == "重复"
    assert not ActivityNote.objects.exists()
    assert not StoredFile.objects.exists()


def test_a_note_is_written_from_its_page_and_read_by_township_county_and_unit(cast, client_of):
    body = {"day": "2026-07-18", "duty": "services", "words": "走访五户", "photos": [photo()]}
    client_of("cadre").post("/duties/notes/new/", body)
    note = ActivityNote.objects.get()
    for name in ("township", "county", "leadership", "unit", "province"):
        assert "走访五户" in client_of(name).get(f"/duties/notes/{note.pk}/").content.decode()
    for name in ("township2", "county2", "unit2"):
        assert client_of(name).get(f"/duties/notes/{note.pk}/").status_code == 404


def test_the_form_opens_with_today_and_without_complaints(cast, client_of):
    answer = client_of("cadre").get("/duties/notes/new/")
    assert answer.status_code == 200
    assert 'value="2026-07-20"' in answer.content.decode()
    assert client_of("cadre").get(f"/duties/notes/{noted(cast).pk}/edit/").status_code == 200


def test_a_bad_photo_comes_back_at_its_field_with_what_was_typed(client_of):
    body = {"day": "2026-07-18", "duty": "services", "words": "走访五户", "photos": [photo(b"<svg/>", "a.jpg")]}
    answer = client_of("cadre").post("/duties/notes/new/", body)
    assert answer.status_code == 422
    assert "走访五户" in answer.content.decode()
    assert not ActivityNote.objects.exists()


def test_a_photo_is_shown_as_a_picture_and_only_through_its_own_note(cast, client_of):
    note, other = noted(cast, photo()), noted(cast)
    number, client = note.photos.get().file_id, client_of("township")
    assert 'alt="2026-07-18照片1"' in client.get(f"/duties/notes/{note.pk}/").content.decode()
    answer = client.get(f"/duties/notes/{note.pk}/photo/?file={number}")
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert GPS not in answer.content
    assert client.get(f"/duties/notes/{other.pk}/photo/?file={number}").status_code == 404
    assert client_of("township2").get(f"/duties/notes/{note.pk}/photo/?file={number}").status_code == 404


def test_the_list_takes_as_many_statements_for_three_notes_as_for_one(cast, client_of, django_assert_max_num_queries):
    client = client_of("township")
    noted(cast, photo())
    with django_assert_max_num_queries(40) as one:
        client.get("/duties/notes/")
    noted(cast, photo(), photo())
    noted(cast, photo())
    with django_assert_max_num_queries(len(one)):
        client.get("/duties/notes/")


def test_machines_write_notes_and_add_photos(cast, client_of):
    client, json = client_of("cadre"), {"content_type": "application/json"}
    body = {"day": "2026-07-18", "duty": "services", "words": "走访"}
    made = client.post("/api/v1/activity-notes/", body, **json).json()
    at = f"/api/v1/activity-notes/{made['id']}/"
    [number] = client.post(at + "photos/", {"file": photo()}).json()["photos"]
    assert GPS not in client.get(f"{at}photo/?file={number}").content
    assert client.put(at, body | {"words": "走访六户", "struck": [number]}, **json).json()["photos"] == []
    assert client.post(at + "remove/", {"reason": "重复"}, **json).status_code == 204


def test_a_machine_sends_no_unknown_duty(client_of):
    body = {"day": "2026-07-18", "duty": "nonsense", "words": "走访"}
    assert client_of("cadre").post("/api/v1/activity-notes/", body, content_type="application/json").status_code == 422
