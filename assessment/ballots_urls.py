"""Addresses of the counted ballots and who may enter."""

from assessment.api import ballots as api
from assessment.ballot_steps import COUNTERS
from assessment.views import ballot_entry, ballot_papers, ballots
from core.access import door
from core.offices import DEPARTMENTS, Office

# the county counts; departments above and the township read, the township only what is confirmed; unit and cadre see
# what their final assessment says, and nothing before
READERS = (*DEPARTMENTS, Office.LEADERSHIP, Office.TOWNSHIP)
BOTH, POST = ("GET", "POST"), ("POST",)


def _counters(route, view, name, methods):
    """Only the two offices of the county enter, confirm, return and open again."""
    return door(route, view, name=name, offices=COUNTERS, methods=methods)


urlpatterns = [
    door("ballots/", ballots.ballots, name="ballots", offices=READERS),
    door("ballots/excel/", ballots.ballots_file, name="ballots-excel", offices=READERS),
    _counters("ballots/table/", ballot_papers.table, "ballots-table", ("GET",)),
    _counters("ballots/teams/<id:pk>/", ballot_entry.enter, "ballot-enter", BOTH),
    _counters("ballots/teams/<id:pk>/paper/", ballot_papers.paper, "ballot-paper", ("GET",)),
    _counters("ballots/teams/<id:pk>/word/", ballot_papers.paper_word, "ballot-paper-word", ("GET",)),
    door("ballots/<id:pk>/", ballots.ballot, name="ballot", offices=READERS),
    _counters("ballots/<id:pk>/edit/", ballot_entry.edit, "ballot-edit", BOTH),
    _counters("ballots/<id:pk>/step/", ballots.step, "ballot-step", POST),
    door("api/v1/ballots/", api.ballots, name="api-ballots", offices=READERS),
    door("api/v1/ballots/villages/", api.villages, name="api-ballot-villages", offices=READERS),
    _counters("api/v1/ballots/teams/<id:pk>/", api.enter, "api-ballot-enter", BOTH),
    _counters("api/v1/ballots/teams/<id:pk>/word/", api.word, "api-ballot-paper-word", ("GET",)),
    door("api/v1/ballots/<id:pk>/", api.ballot, name="api-ballot", offices=READERS),
    _counters("api/v1/ballots/<id:pk>/edit/", api.edit, "api-ballot-edit", POST),
    _counters("api/v1/ballots/<id:pk>/step/", api.step, "api-ballot-step", POST),
]
