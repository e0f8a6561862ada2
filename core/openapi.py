"""What every operation of the machine interface promises beyond its own answer: pages of lists, problems, tokens."""

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from core.files import TYPES

# status → when it is given; each comes as an RFC 9457 problem document
PROBLEMS = {
    "400": "The request could not be read.",
    "401": "No token or session, or one that no longer holds.",
    "403": "Not open to this office.",
    "404": "Not found, or outside the jurisdiction.",
    "405": "Another method was meant.",
    "406": "This format is not offered.",
    "409": "Somebody was faster, or what stands forbids it.",
    "413": "Too large.",
    "415": "Send JSON.",
    "422": "Understood, but not possible; the clause is named where there is one.",
    "429": "Too many in a short time; `Retry-After` says when to come back.",
}
PROBLEM = {
    "type": "object",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "provision": {"type": "object", "additionalProperties": True},
        "errors": {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}},
    },
    "required": ["type", "title", "status", "detail", "instance"],
}
WORD, EXCEL, FILE = (
    {(200, kind): bytes for kind in kinds}
    for kinds in ((TYPES["docx"],), (TYPES["xlsx"],), sorted(set(TYPES.values())))
)  # what an operation answers with that gives out a file


@extend_schema_field({"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"})
class ClockField(serializers.TimeField):
    """An hour and minute of the day in the province, `20:00`: the schema's own `time` wants a zone."""

    def __init__(self, **said):
        super().__init__(format="%H:%M", **said)


class Schema(AutoSchema):
    """Names every shape after its app and module: two modules may each have a `PersonShape`, one document only one."""

    def get_serializer_name(self, serializer, direction):
        """`attendance.api.board.PersonShape` → `AttendanceBoardPersonShape`."""
        kind = type(serializer)
        places = [part for part in kind.__module__.split(".") if part not in ("api", "views", "shapes")]
        return "".join(word.capitalize() for place in places for word in place.split("_")) + kind.__name__


class TokenScheme(OpenApiAuthenticationExtension):
    """A machine's token."""

    target_class, name = "core.tokens.TokenAuthentication", "token"

    def get_security_definition(self, auto_schema):
        """Bearer."""
        return {"type": "http", "scheme": "bearer"}


class SessionScheme(OpenApiAuthenticationExtension):
    """The browser's session."""

    target_class, name = "core.tokens.SessionAuthentication", "session"

    def get_security_definition(self, auto_schema):
        """The session's cookie."""
        from django.conf import settings

        return {"type": "apiKey", "in": "cookie", "name": settings.SESSION_COOKIE_NAME}


def promises(result, generator, request, public):
    """Adds the problems to every operation, and count, next and previous to every list that has pages."""
    result.setdefault("components", {}).setdefault("schemas", {})["Problem"] = PROBLEM
    for methods in result["paths"].values():
        for operation in methods.values():
            _with_pages(operation)
            for status, words in PROBLEMS.items():
                operation["responses"].setdefault(status, _problem(words))
    return result


def _problem(words):
    shape = {"schema": {"$ref": "#/components/schemas/Problem"}}
    return {"description": words, "content": {"application/problem+json": shape}}


def _with_pages(operation):
    if not any(parameter["name"] == "page" for parameter in operation.get("parameters", [])):
        return
    for shape in operation["responses"].get("200", {}).get("content", {}).values():
        if shape["schema"].get("type") == "array":
            shape["schema"] = _page(shape["schema"])


def _page(rows):
    link = {"type": "string", "format": "uri", "nullable": True}
    facts = {"count": {"type": "integer"}, "next": link, "previous": link, "results": rows}
    return {"type": "object", "properties": facts, "required": ["count", "results"]}
