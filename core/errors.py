"""Error pages and RFC 9457 problems: what went wrong, why, and what to do, in the reader's language."""

from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.exceptions import TemplateDoesNotExist
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.refusals import NotAllowed

MESSAGES = {
    400: _("The request could not be understood."),
    401: _("Please log in."),
    403: _("This page is not open to your office."),
    404: _("Not found, or outside your jurisdiction."),
    405: _("This address does not answer that method."),
    406: _("This format is not offered."),
    409: _("Someone was faster than you: this has already been dealt with. Reload to see where it stands."),
    413: _("What you sent is too large."),
    415: _("Send JSON."),
    422: _("This could not be done."),
    429: _("Too many tries. Please wait a few minutes."),
    500: _("Something went wrong on our side. Nothing was half-saved; please try again."),
    503: _("The database cannot be reached just now. Nothing was lost; please try again in a moment."),
}


def is_api(request):
    """Whether the request came for the machine interface."""
    return request.path.startswith("/api/")


def answer_for(request, status, refusal=None):
    """A page for people, a problem document for machines."""
    return (problem_for if is_api(request) else page_for)(request, status, refusal)


def page_for(request, status, refusal=None):
    """The error page of this status."""
    context = {"status": status, "message": str(refusal.message if refusal else MESSAGES[status])}
    context["provision"] = getattr(refusal, "provision", None)
    for name in (f"errors/{status}.html", "errors/400.html"):
        try:
            return render(request, name, context, status=status)
        except TemplateDoesNotExist:
            continue
    return HttpResponse(context["message"], status=status)


def problem_for(request, status, refusal=None):
    """RFC 9457: type, title, status, detail, instance; the clause where there is one; errors by field."""
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": str(refusal.message if refusal else MESSAGES[status]),
        "instance": request.path,
    }
    if provision := getattr(refusal, "provision", None):
        body["provision"] = provision.as_json() if hasattr(provision, "as_json") else provision
    if fields := getattr(refusal, "fields", None):
        body["errors"] = {key: [str(text)] for key, text in fields.items()}
    response = JsonResponse(body, status=status, content_type="application/problem+json")
    if status == 401:
        response["WWW-Authenticate"] = "Bearer"
    response["Content-Language"] = get_language() or "zh-hans"
    return response


def csrf_failure(request, reason=""):
    """The form was tampered with, or came from elsewhere."""
    return answer_for(
        request, 403, NotAllowed(_("This form is out of date. Open its page again and send it once more."))
    )


def bad_request(request, exception=None):
    """400, or 413 for fields beyond the limit."""
    return answer_for(request, 413 if isinstance(exception, RequestDataTooBig) else 400)


def forbidden(request, exception=None):
    """403."""
    return answer_for(request, 403)


def not_found(request, exception=None):
    """404."""
    return answer_for(request, 404)


def server_error(request):
    """500, or 503 when the database cannot be reached."""
    import sys

    broken = isinstance(sys.exc_info()[1], (OperationalError, InterfaceError))
    return bare_page(request, 503 if broken else 500)


def bare_page(request, status):
    """An error page that needs no database."""
    if is_api(request):
        return problem_for(request, status)
    return render(None, f"errors/{status}.html", {"status": status, "message": str(MESSAGES[status])}, status=status)
