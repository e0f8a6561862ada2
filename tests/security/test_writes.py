"""Lawful writes leave a line in the record (D5); fields nobody asked for change nothing (A3); nobody gives what they lack (A5)."""

from contextlib import contextmanager
from urllib.parse import urlencode

import pytest
from django.apps import apps
from django.db import transaction
from django.urls import reverse

from core.models import Record
from core.offices import CODE_LENGTH, Office
from tests import cast as casting
from tests.access import objects, world
from tests.access.counting import count
from tests.access.knock import Knocker
from tests.security.legal import writes

OURS = ("core", "teams", "selection", "attendance", "duties", "support", "assessment")
MOVING = {
    "id",
    "created_at",
    "changed_at",
    "password",
    "digest",
    "expires_at",
    "revoked_at",
    "key",
    "payload",
    "due_at",
}
MOVING |= {"confirmed_at", "entered_at", "finished_at", "last_login", "locked_at", "link", "pgh_id", "at"}
# the number of a row made by the write itself
NUMBERED = {"BallotLine": {"batch_id"}, "RoundPlace": {"round_id"}, "SpotCheck": {"plan_id"}, "Day": {"source"}}
NUMBERED |= {"Called": {"meeting_id"}, "HeardTeam": {"hearing_id"}}
NUMBERED |= {"InjuryStep": {"injury_id"}}
NUMBERED |= {"Assessment": {"cycle_id"}, "OpeningFacts": {"assessment_id"}}
NUMBERED |= {"Webhook": {"seal", "address_sealed"}}
WRITES = 120


@pytest.fixture
def populated(cast):
    return world.build(cast)


def path_of(populated, case):
    if case.name in objects.PUBLIC_KNOWLEDGE:
        return reverse(case.name, kwargs=objects.PUBLIC_KNOWLEDGE[case.name])
    return reverse(case.name, args=[populated.things[case.kind][0].pk] if case.kind else [])


@contextmanager
def undone():
    """Whatever happens inside is looked at, then taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def send(populated, case, extra=()):
    """(status, record lines left, rows of the house afterwards)."""
    body = urlencode({**dict(extra), **case.body}, doseq=True).encode()
    with undone():
        before = Record.objects.count()
        answer = Knocker(populated, keep=True)(case.who, "POST", path_of(populated, case), body=body)
        return answer.status_code, Record.objects.count() - before, rows()


def rows():
    """Every row of the house without what moves by itself."""
    found = {}
    for model in apps.get_models():
        if (
            model._meta.app_label in OURS
            and not model.__name__.endswith("Event")
            and model.__name__ not in ("Record", "OnceKey")
        ):
            left_out = MOVING | NUMBERED.get(model.__name__, set())
            names = [field.attname for field in model._meta.concrete_fields if field.attname not in left_out]
            found[model.__name__] = sorted(map(repr, model._base_manager.values_list(*names)))
    return found


@pytest.mark.parametrize("number", range(WRITES))
def test_a_lawful_write_leaves_a_line_and_takes_nothing_else(populated, number):
    case = writes(populated)[number]
    assert len(writes(populated)) == WRITES
    status, lines, after = send(populated, case)
    assert status in (200, 302), status
    assert lines >= 1
    stuffed_status, _lines, stuffed = send(populated, case, extra(populated, case).items())
    count("stuffed fields", len(extra(populated, case)))
    assert stuffed_status == status
    assert {name for name in after if after[name] != stuffed[name]} == set()


def extra(populated, case):
    """Every field of every model, and its usual disguises, with the neighbour's values."""
    names = {
        field.attname
        for model in apps.get_models()
        if model._meta.app_label in OURS
        for field in model._meta.concrete_fields
    }
    names |= {"id", "pk", "is_staff", "is_superuser", "created_by", "approved_by", "status", "region", "csrf", "role"}
    names -= OPTIONAL.get(case.name, set())
    return {name: populated.things["cadre"][1].pk for name in names if name not in case.body}


# what the forms themselves ask for, so that it may change things
OPTIONAL = {
    "nomination-new": {"volunteers_to_continue", "waiver_reason", "order"},
    "nomination-batch": {"note", "fields_to_mend"},
    "nomination-step": {"note", "fields_to_mend", "state"},
    "assessment-step": {"note", "state", "grade", "opinion"},
    "ballot-enter": {"version"},
    "cycle-new": {"from_on", "until_on"},
    "cycle-step": {"note", "state"},
    "cycle-counties": {"ballots_by", "propose_by", "review_by"},
    "use-step": {"outcome", "used_on", "document_number"},
    "commitment-step": {"note", "state"},
    "quarter-report-edit": {"late_reason", "version"},
    "handover-edit": {"together_from", "together_until", "short_reason", "version"},
    "cadre-edit": {"job_title", "education", "skills", "languages", "promotable", "reserve", "phone", "id_number"},
    "village-edit": {"categories", "poverty_exit_on", "ethnic_area"},
    "sheet-confirm": {"reason"},
    "training-new": {"capacity"},
    "training-edit": {"capacity"},
    "training-enrol": {"area", "seat"},
    "today-confirm": {"reason"},
    "round-new": {"within"},
    "spot-plan-new": {"area", "listed_hash"},
    "spot-check-record": {"day", "time", "number_called", "spoke_with", "note"},
    "fund-spend": {"note"},
    "checkup-new": {"done_on"},
    "visit-new": {"brought"},
    "leave-new": {"late_reason"},
    "leave-step": {"note", "state", "back_on", "fields_to_mend"},
    "leaves-decide": {"note"},
    "webhook-new": {"secret", "names", "active"},
    "webhook": {"secret", "names", "active"},
    "report-out-new": {"late_reason"},
    "report-out-change": {"late_reason"},
    "report-out-take-back": {"note"},
}
OPTIONAL |= {"matter-new": {"team", "person"}, "matter-edit": {"team", "person"}}
GRANTORS = {"sysadmin": ("63", "clerk"), "sysadmin_here": ("630222", "clerk"), "sysadmin2": ("630202", "clerk3")}


@pytest.mark.parametrize("grantor", GRANTORS)
def test_nobody_gives_an_office_beyond_their_own_area(populated, grantor):
    knock, (area, target) = Knocker(populated), GRANTORS[grantor]
    path, wrong = reverse("user-appoint", args=[populated.users[target].pk]), []
    for office in Office.values:
        for code in casting.PLACES:
            body = urlencode({"office": office, "division": code, "from_on": "2026-07-20"}).encode()
            status = knock(grantor, "POST", path, body=body).status_code
            count("offices given")
            if (status == 302) != _may(office, code, area, populated.appointments[target]):
                wrong.append(f"{office} at {code}: {status}")
    assert wrong == []


def _may(office, code, area, held):
    known = (held.office, held.division.code) == (office, code)
    fits = len(code) == CODE_LENGTH.get(office, len(code)) and len(code) < 12
    return code.startswith(area) and fits and office not in (Office.UNIT, Office.CADRE) and not known
