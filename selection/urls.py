"""Addresses of selection and who may enter."""

from core.access import door
from core.offices import DEPARTMENTS, Office
from selection import api, leaving_urls, matching_urls, nominating_urls, publicity_urls, round_urls
from selection.views import batch, cases, nominating, queue

NOMINATORS = (Office.UNIT, Office.TOWNSHIP)
READERS = (*DEPARTMENTS, *NOMINATORS)

urlpatterns = [
    door("nominations/", queue.nominations, name="nominations", offices=READERS),
    door(
        "nominations/new/",
        nominating.nomination_new,
        name="nomination-new",
        offices=NOMINATORS,
        methods=("GET", "POST"),
    ),
    door("nominations/judge/", nominating.judge, name="nomination-judge", offices=NOMINATORS),
    door("nominations/export/", queue.export, name="nominations-export", offices=READERS),
    # one by one: what will happen, the deed, what became of each
    door("nominations/batch/", batch.batch, name="nomination-batch", offices=DEPARTMENTS, methods=("GET", "POST")),
    door("nominations/batch/<id:pk>/", batch.outcome, name="nomination-batch-outcome", offices=DEPARTMENTS),
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
        nominating.nomination_mend,
        name="nomination-mend",
        offices=NOMINATORS,
        methods=("GET", "POST"),
    ),
    door("api/v1/nominations/", api.nominations, name="api-nominations", offices=READERS, methods=("GET", "POST")),
    door("api/v1/nominations/judge/", api.judge, name="api-judge", offices=NOMINATORS, methods=("POST",)),
    door("api/v1/nominations/summary/", api.summary, name="api-nominations-summary", offices=READERS),
    door("api/v1/nominations/batch/", api.batch, name="api-nomination-batch", offices=DEPARTMENTS, methods=("POST",)),
    door("api/v1/nominations/batch/<id:pk>/", api.outcome, name="api-nomination-batch-outcome", offices=DEPARTMENTS),
    door("api/v1/nominations/<id:pk>/", api.nomination, name="api-nomination", offices=READERS),
    door(
        "api/v1/nominations/<id:pk>/step/",
        api.nomination_step,
        name="api-nomination-step",
        offices=READERS,
        methods=("POST",),
    ),
    *leaving_urls.urlpatterns,
    *matching_urls.urlpatterns,
    *nominating_urls.urlpatterns,
    *publicity_urls.urlpatterns,
    *round_urls.urlpatterns,
]
