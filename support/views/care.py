"""Care in the browser: the list of posted cadres with what each has and lacks, and one page per cadre."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access import fetch
from core.clock import today
from core.export import MOST_ROWS, excel_file
from core.pages import show
from core.paging import page_of
from core.policies import Policies
from core.policy import PROVINCE
from core.record import saw
from support import care
from support.forms.lines import LACKS, CareFilter
from teams.models import Posting
from teams.views.doing import narrowed

HEADS = ("Name", "Village", "Seat", "Sent by", "insured until", "check-ups this year", "visits this year")
HEADS = [gettext_lazy(head) for head in (*HEADS, "talks this year", "allowances of last month")]


def care_list(request):
    """Everybody posted in the jurisdiction: insured until, check-ups, visits and talks of the year, allowances of last month."""
    filters, on = CareFilter(request.GET, actor=request.actor, on=today()), today()
    page = page_of(request, care.people(request.actor, narrowed(filters), on))
    policy = Policies(on).at((request.actor.area or PROVINCE)[:6])
    rules = [policy[key] for key in (care.INSURED, care.CHECKED, care.VISITED, care.TALKED)]
    return show(request, "support/care.html", {"filters": filters, "page": page, "rules": rules, "lacks": dict(LACKS)})


def care_file(request):
    """The list as Excel."""
    filters, on = CareFilter(request.GET, actor=request.actor, on=today()), today()
    rows = care.people(request.actor, narrowed(filters), on)[:MOST_ROWS]
    cells = (
        (row.cadre.name, row.team.village.division.full_name, row.get_seat_display(), str(row.sender))
        + (row.insured_until, row.checkups_made, row.visits_made, row.talks_made, row.allowances_paid)
        for row in rows
    )
    return excel_file(_("Care of posted cadres"), HEADS, cells)


def person(request, pk):
    """One cadre: entitled to, done, missing, next due. Whoever else than the cadre looks leaves a line in the record."""
    posting = fetch(Posting.objects.visible_to(request.actor).select_related(*care.WHO), request.actor, pk)
    if posting.account_id != request.actor.user_id:
        saw(request.actor, posting, what="open_care")
    found = care.file_of(posting, request.actor, today())
    return show(request, "support/care_person.html", {"posting": posting, **found, "year": today().year})
