"""What commitments and reports have in common: on their way to the township and back."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.notices import tell
from core.offices import Office
from core.refusals import FASTER, Conflict, Refused
from core.workflow import take
from duties.models import Commitment, QuarterReport
from duties.teams import not_of_the_team, writer

LISTS = {Commitment: "commitments", QuarterReport: "quarter-reports"}
WHAT = {Commitment: "Yearly commitment", QuarterReport: "Quarterly report"}
OPEN_TO_WRITING = ("draft", "returned")
_NAMES = (_("Yearly commitment"), _("Quarterly report"))  # the words of `WHAT`, for the catalogue


def name_of(case):
    """The kind of paper, as notices name it."""
    return WHAT[type(case)]


def link_of(case):
    """The page of a paper."""
    return f"/{LISTS[type(case)]}/{case.pk}/"


def to_be_written(case, version, *, by, on):
    """The paper locked, with who speaks for the team now. Raises NotAllowed, Conflict."""
    row = type(case).objects.select_for_update(of=("self",)).get(pk=case.pk)
    row.posting = writer(row.team, by=by, on=on)
    if row.state not in OPEN_TO_WRITING or (version is not None and version != row.version):
        raise Conflict(FASTER)
    row.version += 1
    return row


def spoken_for(case, *, by, on):
    """Puts the first secretary of the day on a paper, so that a successor goes on where the predecessor stopped."""
    posting = writer(case.team, by=by, on=on)
    if posting != case.posting:
        type(case).objects.filter(pk=case.pk).update(posting=posting)


def withdraw(case, *, by, on, note=""):
    """Takes a paper back 撤回 while the township has not acted. Effects in order: who speaks for the team, the state. Raises Conflict, NotAllowed."""
    spoken_for(case, by=by, on=on)
    return take(case, "withdraw", by=by, note=note, cause=lambda row: {"version": row.version + 1})


def send_back(case, *, by, on, note=""):
    """Returns 退回 with the reason; the team's writer is told. Raises Refused without one, Conflict, NotAllowed."""
    not_of_the_team(case.team, by)
    case = take(case, "return", by=by, note=note)
    tell_team(case, "case_returned")
    return case


def accept_all(cases, accept, *, by, on):
    """Receives several, each on its own by `accept`. Returns ([received], [(case, refusal)])."""
    received, refused = [], []
    for case in cases:
        try:
            with transaction.atomic():
                received.append(accept(case, by=by, on=on))
        except Refused as refusal:
            refused.append((case, refusal))
    return received, refused


def tell_township(case):
    """Tells the township that a paper waits for it, once for each time it is handed in."""
    told = {"office": Office.TOWNSHIP, "area": case.area[:9], "kind": "case_waiting"}
    tell(**told, params=_params(case), key=_key(case, "waiting"), link=link_of(case))


def tell_team(case, kind):
    """Tells the first secretary; without an account the clerk of the township."""
    to = {"office": Office.CADRE, "account_id": case.account_id}
    if case.account_id is None:
        to = {"office": Office.CLERK, "area": case.area[:9]}
    tell(**to, kind=kind, params=_params(case), key=_key(case, kind), link=link_of(case))


def _params(case):
    return {"what": name_of(case), "who": str(case)}


def _key(case, kind):
    return f"{case._meta.label_lower}:{case.pk}:{kind}:{case.changed_at:%Y%m%d%H%M%S%f}"


def still(case, state):
    """Raises Conflict when a paper has moved since the page was drawn."""
    if state and state != case.state:
        raise Conflict(FASTER)
