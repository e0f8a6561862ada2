"""Records of a unit's duties, and notes of a team, that tests begin with."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from duties.actions import activity_notes, unit_duties
from tests.duties.pictures import exif, jpeg

FULL = "630222100201"
COUNTS = {"staff": 3, "households": 9, "visits": 20, "helped": 4, "note": ""}


def heard(cast, by="unit", **changed):
    """A hearing of the team of 享堂 today."""
    facts = {"day": cast.today, "led_by": "领导甲", "teams": [cast.teams[FULL]], "decided": "落实帮扶资金"}
    return unit_duties.record_hearing({**facts, **changed}, by=cast.actors[by], on=cast.today)


def visited(cast, by="unit", **changed):
    """A visit to 享堂 today."""
    facts = {"village": cast.villages[FULL], "day": cast.today, "leader": "领导甲", "settled": "协调修路"}
    return unit_duties.record_visit({**facts, **changed}, by=cast.actors[by], on=cast.today)


def paired(cast, by="unit", **changed):
    """A year's paired-household work in 享堂."""
    facts = {"village": cast.villages[FULL], "year": 2026, **COUNTS}
    return unit_duties.record_paired_work({**facts, **changed}, by=cast.actors[by], on=cast.today)


def photo(content=None, name="IMG_0001.jpg"):
    """An upload as a telephone sends it, with where it was taken."""
    return SimpleUploadedFile(name, jpeg(exif()) if content is None else content, content_type="image/jpeg")


def noted(cast, *photos, by="cadre", **changed):
    """A note of the first secretary of 享堂."""
    facts = {"day": date(2026, 7, 18), "duty": "services", "words": "走访五户", "photos": list(photos), **changed}
    return activity_notes.write_note(facts, by=cast.actors[by], on=cast.today)
