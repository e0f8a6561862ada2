"""The machine interface keeps what its schema promises, whoever asks: schemathesis, in process, by token."""

import json
from datetime import timedelta

import pytest
import schemathesis
from django.db import transaction
from django.test import Client
from django.test.client import ClientHandler
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from core.models import ApiToken
from core.tokens import fresh_token
from tests.access import world
from tests.access.counting import count

PEOPLE = ("county", "unit", "township", "clerk", "province", "sysadmin")
CHECKS = (not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance)
BOUNDS = settings(
    max_examples=3, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck)
)


@pytest.fixture
def populated(cast):
    return world.build(cast)


@pytest.fixture
def tokens(populated):
    """{name: header} of machines that act for members of the cast."""
    return {name: {"Authorization": f"Bearer {_token(populated.appointments[name])}"} for name in PEOPLE}


def _token(held):
    token, digest = fresh_token()
    soon = timezone.now() + timedelta(days=1)
    ApiToken.objects.create(appointment=held, label="x", digest=digest, expires_at=soon)
    return token


def application(environ, start_response):
    """The site, without the signals that would close the test's own connection."""
    answer = ClientHandler()(environ)
    start_response(f"{answer.status_code} {answer.reason_phrase}", list(answer.items()))
    return [answer.content]


def operations(tokens):
    answer = Client().get("/api/schema/?format=json", headers=tokens["county"])
    schema = schemathesis.openapi.from_dict(json.loads(answer.content))
    schema.app = application
    return [found.ok() for found in schema.get_all_operations()]


def test_every_answer_is_as_the_schema_says(populated, tokens):
    faults = [fault for one in operations(tokens) for who in PEOPLE for fault in _try(one, who, tokens[who])]
    assert not faults, f"{len(faults)} faults:\n" + "\n".join(faults)[:20000]


def _try(operation, who, header):
    @BOUNDS
    @given(case=operation.as_strategy())
    def answers(case):
        with transaction.atomic():
            answer = case.call(headers=header)
            transaction.set_rollback(True)
        count("schema cases")
        case.validate_response(answer, checks=CHECKS)

    try:
        answers()
    except (Exception, FailureGroup) as fault:
        return [f"{operation.label} as {who}: {str(fault)[:700]}"]
    return []


def test_every_door_of_the_machine_interface_is_in_the_schema(tokens):
    from tests.access.objects import routes

    promised = {(operation.path.rstrip("/"), operation.method.upper()) for operation in operations(tokens)}
    doors = [
        callback.door
        for name, (route, callback) in routes().items()
        if name.startswith("api-") and name != "api-schema"
    ]
    assert len(promised) == sum(len(door.methods) for door in doors)
