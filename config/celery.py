"""Celery: late acknowledgement, one task at a time, tuned redelivery. The truth stays in PostgreSQL."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("zhucun")
app.config_from_object("django.conf:settings", namespace="CELERY")
_REDELIVERY = {
    "visibility_timeout": 1800,  # seconds; more than three times the longest task
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
    "socket_connect_timeout": 2,
    "socket_timeout": 10,
}
app.conf.update(
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    worker_prefetch_multiplier=1,
    task_time_limit=600,
    task_soft_time_limit=540,
    task_serializer="json",
    accept_content=["json"],
    task_ignore_result=True,
    broker_transport_options=_REDELIVERY,
    broker_connection_retry_on_startup=True,
    task_publish_retry_policy={"max_retries": 1, "interval_start": 0, "interval_max": 0.5},
    worker_soft_shutdown_timeout=30,
    worker_hijack_root_logger=False,
    # What nobody was there to do is not piled up: the next tick does it. Daily work is claimed once a day in the database,
    # so asking every minute catches up whatever a dead beat or worker has missed.
    beat_schedule={
        "relay the outbox": {"task": "core.relay", "schedule": 5.0, "options": {"expires": 10}},
        "daily work, caught up when missed": {"task": "core.daily", "schedule": 60.0, "options": {"expires": 120}},
        "seal the record": {"task": "core.seal_record", "schedule": 60.0, "options": {"expires": 120}},
    },
)
app.autodiscover_tasks()
