"""A roster handed in is checked and entered by a real worker, as the application's role."""

from pathlib import Path

import pytest

from core.imports import deeds
from core.models import SheetImport
from selection.models import Nomination
from tests.cast import TODAY
from tests.rosters.files import by_wps
from tests.rosters.handing import DECISION
from tests.rosters.people import Somebody
from tests.rosters.shapes import WHOLE, table
from tests.worker.processes import until

pytestmark = pytest.mark.django_db(transaction=True)


def state():
    return SheetImport.objects.get().state


def test_from_the_file_to_the_nomination(fresh_cast, worker, broker, surroundings, settings):
    settings.MEDIA_ROOT = Path(surroundings["DATA_DIR"]) / "media"
    unit = fresh_cast.actors["unit"]
    sheet = deeds.hand_in("roster", by_wps(table(WHOLE, [Somebody()])), asked=DECISION, by=unit, on=TODAY)
    worker()
    broker.send("core.relay")
    until(lambda: state() == "checked")
    deeds.enter(sheet, by=unit, on=TODAY)
    broker.send("core.relay")
    until(lambda: state() == "applied")
    assert Nomination.objects.get().cadre.name == "新人甲"
