"""Rosters handed in, entered and decided upon at the same moment: one effect, and nothing lost."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from core import work
from core.imports import deeds
from core.models import Job, SheetImport
from core.refusals import Refused
from selection.models import Nomination
from teams.models import Cadre
from tests.cast import TODAY
from tests.rosters.files import by_excel, upload
from tests.rosters.handing import DECISION, nominating
from tests.rosters.people import Somebody
from tests.rosters.shapes import WHOLE, table

pytestmark = pytest.mark.django_db(transaction=True)
OTHER = Somebody(name="新人乙", serial=2, phone="13900000002")


def at_once(*deeds_to_do):
    """What each returned, or the refusal it met."""

    def run(deed):
        try:
            return deed()
        except Refused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds_to_do)) as pool:
        return list(pool.map(run, deeds_to_do))


def entering(cast, sheet):
    """The work of entering a table, asked for and not yet done."""
    job = deeds.enter(sheet, by=cast.actors["unit"], on=TODAY).job
    return lambda: work.run({"job": job.pk})


def test_the_same_file_at_once_is_one_import(fresh_cast):
    content, unit = by_excel(table(WHOLE, [Somebody()])).read(), fresh_cast.actors["unit"]
    files = [upload(content, "花名册.xlsx") for _ in range(4)]
    made = at_once(
        *[lambda file=file: deeds.hand_in("roster", file, asked=DECISION, by=unit, on=TODAY) for file in files]
    )
    assert len({sheet.pk for sheet in made}) == 1
    assert (SheetImport.objects.count(), Job.objects.count()) == (1, 1)


def test_two_clicks_enter_once(fresh_cast):
    sheet, unit = nominating(fresh_cast, by_excel(table(WHOLE, [Somebody()]))), fresh_cast.actors["unit"]
    answers = at_once(*[lambda: deeds.enter(sheet, by=unit, on=TODAY)] * 3)
    assert sorted(isinstance(answer, Refused) for answer in answers) == [False, True, True]
    assert Job.objects.filter(kind="imports.enter").count() == 1


def test_two_rosters_for_one_seat_give_one_nomination(fresh_cast):
    sheets = [nominating(fresh_cast, by_excel(table(WHOLE, [one]))) for one in (Somebody(), OTHER)]
    at_once(*[entering(fresh_cast, sheet) for sheet in sheets])
    assert sorted(SheetImport.objects.values_list("state", flat=True)) == ["applied", "checked"]
    assert Nomination.objects.count() == 1
    assert Cadre.objects.filter(name__in=("新人甲", "新人乙")).count() == 1


def test_two_rosters_with_one_person_enter_them_once(fresh_cast):
    files = [by_excel(table(WHOLE, [Somebody()], 席位=seat)) for seat in ("第一书记", "队员")]
    sheets = [nominating(fresh_cast, file) for file in files]
    at_once(*[entering(fresh_cast, sheet) for sheet in sheets])
    assert sorted(SheetImport.objects.values_list("state", flat=True)) == ["applied", "checked"]
    assert (Cadre.objects.filter(name="新人甲").count(), Nomination.objects.count()) == (1, 1)
