"""DRF errors as RFC 9457 problem documents."""

import json

from django.http import Http404
from rest_framework import exceptions
from rest_framework.parsers import JSONParser
from rest_framework.views import set_rollback

from core.errors import problem_for
from core.refusals import Refused


class PlainJSON(JSONParser):
    """JSON that can also be stored: neither nested without end, nor infinite, nor with halves of characters (400)."""

    def parse(self, stream, media_type=None, parser_context=None):
        """The body as plain values."""
        try:
            read = super().parse(stream, media_type, parser_context)
            json.dumps(read, ensure_ascii=False, allow_nan=False).encode()
        except (RecursionError, ValueError) as error:
            raise exceptions.ParseError from error
        return read


def handler(error, context):
    """Turns what a view raised into a problem; what it does not know becomes a 500 further up."""
    request = context["request"]._request
    if isinstance(error, (Refused, Http404)):
        raise error  # the door answers, and records what it must
    if isinstance(error, exceptions.ValidationError):
        set_rollback()
        return problem_for(request, 422, Refused(_first(error.detail), fields=_by_field(error.detail)))
    if isinstance(error, exceptions.APIException):
        set_rollback()
        return problem_for(request, error.status_code)
    return None


def _by_field(detail):
    """{field: first message}, nested serializers joined by dots."""
    if not isinstance(detail, dict):
        return {"": _first(detail)}
    return {str(key): _first(value) for key, value in detail.items()}


def _first(detail):
    while isinstance(detail, (list, tuple, dict)):
        detail = next(iter(detail.values() if isinstance(detail, dict) else detail), "")
    return str(detail)
