"""Addresses of the overview and who may enter."""

from django.urls import include, path

from core.access import door
from core.offices import PERSONNEL
from overview import api, views

urlpatterns = [
    path("", include("overview.dues.urls")),
    # everyone lands here after logging in; what is shown depends on the office
    door("", views.home, name="home"),
    # system administrators and auditors see no personnel
    door("search/", views.search, name="search", offices=PERSONNEL),
    door("search/quick/", views.search_quick, name="search-quick", offices=PERSONNEL),
    door("api/v1/home/", api.home, name="api-home"),
    door("api/v1/search/", api.search, name="api-search", offices=PERSONNEL),
    path("", include("overview.dossier_urls")),
    path("", include("overview.charts.urls")),
    path("", include("overview.statistics.urls")),
]
