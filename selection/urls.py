"""Addresses of selection and who may enter."""

from core.access import door
from core.offices import DEPARTMENTS, Office
from selection import api, leaving_urls, matching_urls, publicity_urls, round_urls
from selection.api import lines as api_lines
from selection.api import pool as api_pool
from selection.views import batch, cases, lines, nominating, pool, queue

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
    door("nominations/seats/", lines.nominate, name="nominate", offices=NOMINATORS, methods=("GET", "POST")),
    door("nominations/seats/judge/", lines.line_judge, name="line-judge", offices=NOMINATORS, methods=("POST",)),
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
    door("nominations/<id:pk>/decision/", nominating.nomination_decision, name="nomination-decision", offices=READERS),
    door("pool/", pool.members, name="pool", offices=READERS),
    door("pool/export/", pool.export, name="pool-export", offices=READERS),
    door("pool/new/", pool.put_forward, name="pool-new", offices=NOMINATORS, methods=("GET", "POST")),
    door("pool/<id:pk>/", pool.member, name="pool-member", offices=READERS),
    door("pool/<id:pk>/change/", pool.member_change, name="pool-change", offices=NOMINATORS, methods=("GET", "POST")),
    door(
        "pool/<id:pk>/take-back/", pool.member_take_back, name="pool-take-back", offices=NOMINATORS, methods=("POST",)
    ),
    door("pool/<id:pk>/decision/", pool.member_decision, name="pool-decision", offices=READERS),
    door("api/v1/nominations/", api.nominations, name="api-nominations", offices=READERS, methods=("GET", "POST")),
    door("api/v1/nominations/judge/", api.judge, name="api-judge", offices=NOMINATORS, methods=("POST",)),
    door("api/v1/nominations/summary/", api.summary, name="api-nominations-summary", offices=READERS),
    door("api/v1/nominations/batch/", api.batch, name="api-nomination-batch", offices=DEPARTMENTS, methods=("POST",)),
    door("api/v1/nominations/batch/<id:pk>/", api.outcome, name="api-nomination-batch-outcome", offices=DEPARTMENTS),
    door("api/v1/nominations/seats/", api_lines.seats, name="api-own-seats", offices=NOMINATORS),
    door("api/v1/nominations/many/", api_lines.many, name="api-nominate-many", offices=NOMINATORS, methods=("POST",)),
    # GET for every reader; POST and PUT are refused to all but units and townships by the deeds
    door("api/v1/pool/", api_pool.members, name="api-pool", offices=READERS, methods=("GET", "POST")),
    door("api/v1/pool/<id:pk>/", api_pool.member, name="api-pool-member", offices=READERS, methods=("GET", "PUT")),
    door(
        "api/v1/pool/<id:pk>/take-back/",
        api_pool.take_back,
        name="api-pool-take-back",
        offices=NOMINATORS,
        methods=("POST",),
    ),
    door("api/v1/pool/<id:pk>/decision/", api_pool.decision, name="api-pool-decision", offices=READERS),
    door("api/v1/nominations/<id:pk>/", api.nomination, name="api-nomination", offices=READERS),
    door(
        "api/v1/nominations/<id:pk>/decision/",
        api.nomination_decision,
        name="api-nomination-decision",
        offices=READERS,
    ),
    door(
        "api/v1/nominations/<id:pk>/mend/",
        api.nomination_mend,
        name="api-nomination-mend",
        offices=NOMINATORS,
        methods=("POST",),
    ),
    door(
        "api/v1/nominations/<id:pk>/step/",
        api.nomination_step,
        name="api-nomination-step",
        offices=READERS,
        methods=("POST",),
    ),
    *leaving_urls.urlpatterns,
    *matching_urls.urlpatterns,
    *publicity_urls.urlpatterns,
    *round_urls.urlpatterns,
]
