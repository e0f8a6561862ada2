"""What a browser needs to go on without a line: the worker's script, and the question whether the line is back."""

from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token

SCRIPT = Path(settings.BASE_DIR) / "static" / "js" / "worker.js"


def worker(request):
    """The service worker. It names the version of the static files, so that new files make a new worker."""
    version = getattr(staticfiles_storage, "manifest_hash", "") or "plain"
    text = f'const VERSION = "{version}";\n{SCRIPT.read_text(encoding="utf-8")}'
    return HttpResponse(text, content_type="text/javascript", headers={"Cache-Control": "no-cache"})


def line(request):
    """Who would be sending over this line, and the token that person's browser sends with.

    A token is worth nothing after somebody else has logged in: what waits for one person cannot go out as another's.
    """
    return JsonResponse({"user": request.actor.user_id, "area": request.actor.area, "token": get_token(request)})
