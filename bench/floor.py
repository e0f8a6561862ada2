"""The floor: the least Django that does the same to the database. Its own settings, one middleware less than any house."""

import os

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpResponse
from django.urls import path

from config.environment import database

UPSERT = """
INSERT INTO bench_day (posting_id, day, status)
SELECT * FROM unnest(%s::bigint[], %s::date[], %s::varchar[])
ON CONFLICT (posting_id, day) DO UPDATE SET status = excluded.status
"""


def upsert(request):
    """One indexed upsert of what the form says."""
    said = [(*key[2:].split("-"), value) for key, value in request.POST.items() if key.startswith("s-")]
    postings, days, statuses = zip(*said, strict=True)
    with connection.cursor() as cursor:
        cursor.execute(UPSERT, [list(map(int, postings)), list(days), list(statuses)])
    return _said("done")


def one_row(request):
    """One indexed query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM core_division WHERE code = %s", ["630222"])
        return _said(cursor.fetchone()[0])


def _said(words):
    body = words.encode()
    return HttpResponse(body, headers={"Content-Length": str(len(body))})


urlpatterns = [path("upsert", upsert), path("row", one_row)]

if not settings.configured and os.environ.get("BENCH_FLOOR"):
    place = database(os.environ["DATABASE_URL"])
    settings.configure(
        DATABASES={"default": place}, ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"], SECRET_KEY="x", USE_TZ=True
    )
    django.setup()
    application = get_wsgi_application()
