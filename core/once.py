"""A write is answered once: the same key again gets the same answer, another body under the same key gets 409."""

import hashlib

from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from core.models import OnceKey
from core.refusals import Conflict, Refused

_LARGEST = 524288  # bytes of an answer worth keeping: a township's month, cell by cell, and more


def key_of(request):
    """The request's idempotency key: header for machines, hidden field for pages; None when it has none."""
    fields = request.POST  # read before a machine's parser empties the stream
    key = request.headers.get("Idempotency-Key") or (fields.get("_once") if fields else None)
    if key and (len(key) > 64 or not key.isprintable()):
        raise Refused(_("The idempotency key is not valid."))
    return key or None


def answered(request, key, view):
    """Runs the write and keeps its answer in the same transaction, or gives the answer that was kept before."""
    try:
        with transaction.atomic():
            response = view()
            if response.status_code < 400:
                if request.user.is_authenticated:  # logging out leaves nobody to keep it for
                    _keep(request, key, response)
                return response
    except (Refused, IntegrityError):
        if earlier := _earlier(request, key):
            return earlier
        raise
    return _earlier(request, key) or response


def _fingerprint(request):
    form = request.POST or request.FILES
    body = b"&".join(f"{k}={v}".encode() for k, v in [*_fields(request), *_files(request)]) if form else request.body
    return hashlib.sha256(request.path.encode() + b"\n" + body).hexdigest()


def _fields(request):
    return sorted((k, v) for k, values in request.POST.lists() if k != "csrfmiddlewaretoken" for v in values)


def _files(request):
    """Each file by the digest of its bytes: another file under the same key is another request."""
    for name, upload in sorted(request.FILES.items()):
        upload.seek(0)
        yield name, hashlib.file_digest(upload, "sha256").hexdigest()
        upload.seek(0)


def _keep(request, key, response):
    """Stores the answer; one marked `secret` (a full personal number) is stored nowhere and is simply given again."""
    if getattr(response, "secret", False):
        return
    if hasattr(response, "render") and not response.is_rendered:
        response.render()
    secret = getattr(response, "shown_once", False)  # a token or a password is kept nowhere
    body = b"" if response.streaming or secret else response.content
    OnceKey.objects.create(
        user_id=request.user.pk,
        key=key,
        fingerprint=_fingerprint(request),
        status=409 if secret else response.status_code,
        location=response.get("Location", ""),
        body=body if len(body) <= _LARGEST else b"",
        content_type=response.get("Content-Type", ""),
    )


def _earlier(request, key):
    kept = OnceKey.objects.filter(user_id=request.user.pk, key=key).first()
    if kept is None:
        return None
    if kept.fingerprint != _fingerprint(request):
        raise Conflict(_("This idempotency key was used for another request."))
    if kept.status == 409:
        raise Conflict(_("This has already been done. What it showed is shown only once."))
    response = HttpResponse(bytes(kept.body), status=kept.status, content_type=kept.content_type or None)
    if kept.location:
        response["Location"] = kept.location
    response.repeated = True
    return response
