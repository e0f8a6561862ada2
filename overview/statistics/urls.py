"""Addresses of the statistics and of one's own queries, and who may enter."""

from core.access import door
from core.offices import DEPARTMENTS, Office
from overview.statistics import api, query_api, query_views, views

COUNTING = (*DEPARTMENTS, Office.LEADERSHIP, Office.TOWNSHIP, Office.UNIT)  # those who may take rosters away
POST = ("POST",)

urlpatterns = [
    door("statistics/", views.statistics, name="statistics", offices=COUNTING),
    door("statistics/table.xlsx", views.statistics_file, name="statistics-file", offices=COUNTING),
    door("statistics/people/", views.statistics_people, name="statistics-people", offices=COUNTING),
    door("statistics/people.xlsx", views.statistics_people_file, name="statistics-people-file", offices=COUNTING),
    door("statistics/register/", views.register, name="statistics-register", offices=COUNTING),
    door("statistics/register.xlsx", views.register_file, name="statistics-register-file", offices=COUNTING),
    # a kept query belongs to who keeps it, in the office it was kept in
    door("statistics/queries/", query_views.query_list, name="queries", offices=COUNTING),
    door("statistics/queries/new/", query_views.query_new, name="query-new", offices=COUNTING, methods=POST),
    door("statistics/queries/<id:pk>/", query_views.query_step, name="query-step", offices=COUNTING, methods=POST),
    door("statistics/sent/<id:pk>/", query_views.query_sent, name="query-sent", offices=COUNTING),
    door("api/v1/statistics/", api.statistics, name="api-statistics", offices=COUNTING),
    door("api/v1/statistics/people/", api.people, name="api-statistics-people", offices=COUNTING),
    door("api/v1/statistics/register/", api.register, name="api-statistics-register", offices=COUNTING),
    door("api/v1/queries/", query_api.queries, name="api-queries", offices=COUNTING, methods=("GET", "POST")),
    door("api/v1/queries/<id:pk>/", query_api.query, name="api-query", offices=COUNTING),
    door("api/v1/queries/<id:pk>/step/", query_api.query_step, name="api-query-step", offices=COUNTING, methods=POST),
    door("api/v1/queries/sent/<id:pk>/", query_api.query_sent, name="api-query-sent", offices=COUNTING),
]
