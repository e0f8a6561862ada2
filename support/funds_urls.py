"""Addresses of work funds: the teams of a year, one team's book, what county and township book."""

from core.access import door
from core.offices import Office
from support.actions.funds import GIVERS, KEEPERS
from support.api import funds as api
from support.models.funds import READERS
from support.views import fund_book, funds

POST, COUNTY = ("POST",), (Office.COUNTY,)


def _read(route, view, name):
    return door(route, view, name=name, offices=READERS)


def _keep(route, view, name, offices=KEEPERS, methods=POST):
    return door(route, view, name=name, offices=offices, methods=methods)


urlpatterns = [
    _read("funds/", funds.fund_list, "funds"),
    _read("funds.xlsx", funds.fund_file, "funds-file"),
    _keep("funds/allot/", funds.allot, "funds-allot", GIVERS, ("GET", "POST")),
    _keep("funds/close/", funds.close, "funds-close", COUNTY),
    _read("funds/<id:pk>/", fund_book.fund, "fund"),
    _read("funds/<id:pk>/book.xlsx", fund_book.fund_book_file, "fund-file"),
    _keep("funds/<id:pk>/receive/", fund_book.receive, "fund-receive"),
    _keep("funds/<id:pk>/spend/", fund_book.spend, "fund-spend"),
    _keep("funds/<id:pk>/reopen/", fund_book.reopen, "fund-reopen", COUNTY),
    _keep("funds/entries/<id:pk>/reverse/", fund_book.reverse_entry, "fund-reverse"),
    _read("funds/entries/<id:pk>/paper/", fund_book.paper, "fund-paper"),
    _read("api/v1/funds/", api.fund_list, "api-funds"),
    _keep("api/v1/funds/allot/", api.allot, "api-funds-allot", GIVERS),
    _read("api/v1/funds/<id:pk>/", api.book, "api-fund"),
    _keep("api/v1/funds/<id:pk>/receive/", api.receive, "api-fund-receive"),
    _keep("api/v1/funds/<id:pk>/spend/", api.spend, "api-fund-spend"),
    _keep("api/v1/funds/<id:pk>/close/", api.close, "api-fund-close", COUNTY),
    _keep("api/v1/funds/<id:pk>/reopen/", api.reopen, "api-fund-reopen", COUNTY),
    _keep("api/v1/fund-entries/<id:pk>/reverse/", api.reverse_entry, "api-fund-reverse"),
]
