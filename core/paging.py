"""Pages of long lists, for machines and people alike."""

from django.core.paginator import Paginator
from rest_framework.pagination import PageNumberPagination

PER_PAGE = 30  # rows a person takes in; also what keeps a page quick, for its cells cost most
PER_ANSWER = 50


class Pages(PageNumberPagination):
    """`?page=2&page_size=100`, at most 200 rows a page."""

    page_size = PER_ANSWER
    page_size_query_param = "page_size"
    max_page_size = 200


def page_of(request, rows, per_page=PER_PAGE):
    """The page a reader asked for; nonsense and overshoot land on the nearest real page."""
    number = request.GET.get("page", "1")
    return Paginator(rows, per_page).get_page(number if number.isascii() and len(number) < 9 else "1")
