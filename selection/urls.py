"""Addresses of selection and who may enter."""

from core.access import door
from core.offices import DEPARTMENTS, Office
from selection import api
from selection.views import cases, nominations, queue

NOMINATORS = (Office.UNIT, Office.TOWNSHIP)
READERS = (*DEPARTMENTS, *NOMINATORS)

urlpatterns = [
    door("nominations/", queue.nominations, name="nominations", offices=READERS),
    door(
        "nominations/new/",
        nominations.nomination_new,
        name="nomination-new",
        offices=NOMINATORS,
        methods=("GET", "POST"),
    ),
    door("nominations/judge/", nominations.judge, name="nomination-judge", offices=NOMINATORS),
    door("nominations/<id:pk>/", cases.nomination, name="nomination", offices=READERS),
    door(
        "nominations/<id:pk>/step/",
        cases.nomination_step,
        name="nomination-step",
        offices=READERS,
        methods=("POST",),
    ),
    door(
        "nominations/<id:pk>/mend/",
        nominations.nomination_mend,
        name="nomination-mend",
        offices=NOMINATORS,
        methods=("GET", "POST"),
    ),
    door("api/v1/nominations/", api.nominations, name="api-nominations", offices=READERS, methods=("GET", "POST")),
    door("api/v1/nominations/judge/", api.judge, name="api-judge", offices=NOMINATORS, methods=("POST",)),
    door("api/v1/nominations/<id:pk>/", api.nomination, name="api-nomination", offices=READERS),
    door(
        "api/v1/nominations/<id:pk>/step/",
        api.nomination_step,
        name="api-nomination-step",
        offices=READERS,
        methods=("POST",),
    ),
]
