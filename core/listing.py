"""What machines ask and are answered: bodies checked for shape, scoped rows, one page, one serializer."""

from drf_spectacular.utils import OpenApiParameter
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

from core.paging import Pages
from core.refusals import Refused

PAGED = [OpenApiParameter(name, int) for name in ("page", "page_size")]  # what every list of a machine may be asked


def listing(request, rows, serializer):
    """One page of rows as JSON with count, next and previous."""
    pages = Pages()
    page = pages.paginate_queryset(rows, request)
    return pages.get_paginated_response(serializer(page, many=True, context={"request": request}).data)


def body(request, shape):
    """The request's JSON, checked for its shape; forms and deeds check its meaning. Raises a 422 problem by field."""
    given = shape(data=request.data)
    given.is_valid(raise_exception=True)
    return given.validated_data


def asked(query):
    """The checked data of a filter or body, a form or a serializer, or a 422 problem naming each field."""
    shaped = isinstance(query, BaseSerializer)
    unknown = set(query.initial_data if shaped else query.data) - set(query.fields) - {"page", "page_size", "format"}
    if not query.is_valid() or unknown:
        faults = {name: str(texts[0]) for name, texts in query.errors.items()} | dict.fromkeys(unknown, "unknown")
        raise Refused("; ".join(f"{name}: {text}" for name, text in faults.items()), fields=faults)
    return query.validated_data if shaped else query.cleaned_data


def done(serializer, row, *, status=200):
    """A row that was just made or changed."""
    return Response(serializer(row).data, status=status)
