"""Addresses of the overview of a place and who may enter."""

from core.access import door
from core.offices import DEPARTMENTS, Office
from overview.charts import api, views

WATCHING = (*DEPARTMENTS, Office.LEADERSHIP, Office.TOWNSHIP, Office.UNIT)  # a unit sees those it has sent
MAPPED = (*DEPARTMENTS, Office.LEADERSHIP)  # whose place has counties, or is one

urlpatterns = [
    door("overview/", views.overview, name="overview", offices=WATCHING),
    door("overview/chart.xlsx", views.overview_file, name="overview-file", offices=WATCHING),
    door("overview/calendar/", views.month_calendar, name="overview-calendar", offices=WATCHING),
    door("overview/compare/", views.compare, name="overview-compare", offices=WATCHING),
    door("overview/compare.xlsx", views.compare_file, name="overview-compare-file", offices=WATCHING),
    door("overview/map/", views.county_map, name="overview-map", offices=MAPPED),
    door("overview/map.xlsx", views.county_map_file, name="overview-map-file", offices=MAPPED),
    door("api/v1/overview/", api.overview, name="api-overview", offices=WATCHING),
    door("api/v1/overview/compare/", api.compare, name="api-overview-compare", offices=WATCHING),
    door("api/v1/overview/map/", api.county_map, name="api-overview-map", offices=MAPPED),
]
