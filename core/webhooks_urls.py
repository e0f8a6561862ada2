"""Addresses of the group robots: each office, unit or person keeps its own."""

from core.access import door
from core.offices import PERSONNEL
from core.views import webhook_api as api
from core.views import webhooks

POST, BOTH = ("POST",), ("GET", "POST")


def _door(route, view, name, methods=("GET",)):
    return door(route, view, name=name, offices=PERSONNEL, methods=methods)


urlpatterns = [
    _door("account/robots/", webhooks.webhook_list, "webhooks"),
    _door("account/robots/new/", webhooks.webhook_new, "webhook-new", BOTH),
    _door("account/robots/<id:pk>/", webhooks.webhook, "webhook", BOTH),
    _door("account/robots/<id:pk>/test/", webhooks.webhook_try, "webhook-try", POST),
    _door("account/robots/<id:pk>/remove/", webhooks.webhook_remove, "webhook-remove", POST),
    _door("api/v1/robots/", api.webhook_list, "api-webhooks", BOTH),
    _door("api/v1/robots/<id:pk>/", api.webhook, "api-webhook", ("GET", "PUT")),
    _door("api/v1/robots/<id:pk>/test/", api.webhook_try, "api-webhook-try", POST),
    _door("api/v1/robots/<id:pk>/remove/", api.webhook_remove, "api-webhook-remove", POST),
]
