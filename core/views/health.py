"""Whether the house stands: database, broker, workers. Asked often, answered fast, says nothing else."""

import time

import redis
from celery import current_app
from django.conf import settings
from django.db import Error, connection
from django.http import JsonResponse
from kombu.exceptions import OperationalError

FAST = 1.0  # seconds until something counts as missing
_workers = {"at": 0.0, "count": 0}


def health(request):
    """200 when database, broker and at least one worker answer; 503 otherwise."""
    parts = {"database": _database(), "broker": _broker()}
    workers = _count_workers() if parts["broker"] else 0
    whole = all(parts.values()) and workers > 0
    body = {"status": "ok" if whole else "unavailable", **parts, "workers": workers}
    return JsonResponse(body, status=200 if whole else 503)


def _database():
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return cursor.fetchone() == (1,)
    except Error:
        connection.close()
        return False


def _broker():
    try:
        client = redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=FAST, socket_timeout=FAST)
        with client:
            return bool(client.ping())
    except redis.RedisError:
        return False


def _count_workers():
    """Workers that answer a ping, asked at most every five seconds: probes must not wear the broker out."""
    if time.monotonic() - _workers["at"] > 5:
        try:
            _workers["count"] = len(current_app.control.ping(timeout=FAST) or [])
        except (OSError, redis.RedisError, OperationalError):
            _workers["count"] = 0
        _workers["at"] = time.monotonic()
    return _workers["count"]
