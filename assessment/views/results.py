"""Final results in the browser: the unit's own list, its table, a cadre's results, the form of each."""

from django.utils.translation import gettext as _

from assessment.forms.results import ResultFilter
from assessment.papers.registration import COUNTS, form_for
from assessment.results import COLUMNS, cells, graded, results, uses
from core.access import fetch
from core.clock import today
from core.export import MOST_ROWS, excel_file
from core.offices import DEPARTMENTS, Office
from core.pages import show
from core.paging import page_of
from core.policy import PROVINCE, provision
from teams.models import Cadre
from teams.views.doing import narrowed


def result_list(request):
    """The final results in the jurisdiction: for a unit, the results of its own people."""
    filters = ResultFilter(request.GET, actor=request.actor, on=today())
    context = {
        "filters": filters,
        "page": page_of(request, results(request.actor, narrowed(filters))),
        "basis": provision(COUNTS, at=request.actor.area or PROVINCE, on=today()),
    }
    return show(request, "assessment/results.html", context)


def result_table(request):
    """The same as Excel, with what each result is based on."""
    rows = results(request.actor, narrowed(ResultFilter(request.GET, actor=request.actor, on=today())))
    basis = provision(COUNTS, at=request.actor.area or PROVINCE, on=today())
    heads = [head for head, _value in COLUMNS]
    return excel_file(_("Results"), heads, cells(rows[:MOST_ROWS]), above=(f"{basis.clause} {basis.quote}",))


def result_form(request, pk):
    """年度考核登记表 as Word. Posted with a reason, the full ID number stands in it, and the record says so."""
    reason = request.POST.get("reason", "") if request.method == "POST" else None
    return form_for(fetch(graded(request.actor), request.actor, pk), reason, by=request.actor, on=today())


def cadre_results(request, pk):
    """The final results of one cadre and what became of them; a fragment on the cadre's own page."""
    cadre = fetch(Cadre.objects.visible_to(request.actor), request.actor, pk)
    found = uses(request.actor, {}).filter(cadre=cadre)
    context = {
        "cadre": cadre,
        "page": results(request.actor, {}).filter(cadre=cadre),
        "uses": found if request.actor.office in (*DEPARTMENTS, Office.UNIT) else [],
    }
    template = "assessment/_cadre_results.html" if request.htmx else "assessment/cadre_results.html"
    return show(request, template, context)
