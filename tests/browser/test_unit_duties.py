"""A team's note with a photo in a real browser, a unit's registers and their pages on a desk and on a phone."""

import pytest
from playwright.sync_api import expect

from duties.models import ActivityNote, LeaderVisit
from tests.browser.test_axe import LOOKS, faults, too_wide
from tests.duties.pictures import exif, jpeg
from tests.duties.unit_records import FULL, heard, noted, paired, photo, visited

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_note_with_a_photo_is_written_and_the_picture_is_seen(fresh_cast, at_desk):
    page = at_desk("cadre", width=390)
    page.go("/duties/notes/new/")
    page.select_option("#id_duty", "services")
    page.fill("#id_words", "走访五户")
    picture = {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": jpeg(exif(6), side=64)}
    page.set_input_files("#id_photos", [picture])
    page.click("main form button.btn-primary")
    expect(page.locator("main")).to_contain_text("走访五户")
    expect(page.locator(".note-photos img")).to_have_js_property("naturalWidth", 64)
    assert ActivityNote.objects.get().photos.count() == 1
    assert page.faults == []


def test_a_unit_records_a_visit_and_the_township_confirms_it(fresh_cast, at_desk):
    page = at_desk("unit")
    page.go("/duties/unit-visits/new/")
    page.select_option("#id_village", str(fresh_cast.villages[FULL].pk))
    page.fill("#id_settled", "协调修路")
    page.click("main form button.btn-primary")
    expect(page.locator("main")).to_contain_text("协调修路")
    town = at_desk("township")
    town.go(f"/duties/unit-visits/{LeaderVisit.objects.get().pk}/")
    town.click("text=确认已到村")
    expect(town.locator("#messages")).to_contain_text("已保存")
    assert page.faults == town.faults == []


@pytest.mark.parametrize(("width", "language"), LOOKS)
def test_every_page_of_units_and_notes_can_be_used_by_everybody(fresh_cast, at_desk, width, language):
    hearing, visit, work = heard(fresh_cast), visited(fresh_cast), paired(fresh_cast)
    note = noted(fresh_cast, photo())
    mine = [f"hearings/{hearing.pk}/", f"unit-visits/{visit.pk}/", f"paired-work/{work.pk}/"]
    pages = [f"{one}edit/" for one in mine] + mine + ["hearings/", "hearings/new/", "unit-visits/", "paired-work/new/"]
    readers = {"unit": [*pages, "paired-work/"], "cadre": ["notes/", f"notes/{note.pk}/", f"notes/{note.pk}/edit/"]}
    found = []
    for who, paths in readers.items():
        page = at_desk(who, width=width, language=language, bypass_csp=True)
        for path in paths:
            assert page.go(f"/duties/{path}").status == 200, path
            found += too_wide(page) + faults(page)
    assert found == []
