"""Training days per person and year, certificates, and what became of the yearly plans."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from attendance import actions, training_papers, training_rows
from attendance.forms.training import PlanForm
from attendance.forms.training_lists import CertificateFilter, DaysFilter, PlanFilter
from attendance.models import Training, TrainingPlan
from attendance.training_years import year_of
from core.access import fetch
from core.clock import today
from core.export import MOST_ROWS, excel_file
from core.pages import show
from core.paging import page_of
from core.policy import policy_in_force
from teams.models import Posting
from teams.views.doing import form_page, narrowed


def day_list(request):
    """Who has how many training days this year; narrowed to those still short."""
    filters, rows = _days(request)
    cited = policy_in_force(request.actor.area[:6] or "63", today())["training.days_per_year"]
    return show(
        request, "attendance/training_days.html", {"filters": filters, "page": page_of(request, rows), "cited": cited}
    )


def day_file(request):
    """The same list as Excel."""
    rows = _days(request)[1][:MOST_ROWS]
    return excel_file(_("Training days"), training_papers.DAY_HEADS, map(training_papers.day_cells, rows))


def _days(request):
    filters = DaysFilter(request.GET, actor=request.actor, on=today())
    return filters, training_rows.day_rows(request.actor, narrowed(filters), today().year)


def person_year(request, pk):
    """One person's sessions of a year (`?year=`), half day by half day, and what of them counts."""
    year = narrowed(DaysFilter(request.GET, actor=request.actor, on=today())).get("year") or today().year
    related = ("cadre", "team__village__division")
    posting = fetch(Posting.objects.visible_to(request.actor).select_related(*related), request.actor, pk)
    found = year_of(request.actor, posting, year, today())
    return show(request, "attendance/training_person.html", {"posting": posting, "found": found})


def certificate_list(request):
    """Certificates by number; of a year, of a session."""
    filters, rows = _certificates(request)
    session = narrowed(filters).get("session")
    chosen = Training.objects.visible_to(request.actor).filter(pk=session).first() if session else None
    context = {"filters": filters, "page": page_of(request, rows, per_page=200), "session": chosen}
    return show(request, "attendance/training_certificates.html", context)


def certificate_file(request):
    """The same list as Excel."""
    rows = _certificates(request)[1][:MOST_ROWS]
    heads = training_papers.CERTIFICATE_HEADS
    return excel_file(_("Certificates of completion"), heads, map(training_papers.certificate_cells, rows))


def _certificates(request):
    filters = CertificateFilter(request.GET, actor=request.actor, on=today())
    return filters, training_rows.certificates(request.actor, narrowed(filters))


def certificates_issue(request, pk):
    """Numbers the certificates of those who came to every half of a session."""
    session = fetch(Training, request.actor, pk)
    count = actions.issue_certificates(session, by=request.actor, on=today())
    words = ngettext("%(count)s certificate issued.", "%(count)s certificates issued.", count)
    messages.success(request, words % {"count": count})
    return redirect(reverse("training-certificates") + f"?session={session.pk}")


def plan_list(request):
    """A year's plans and what was held of them."""
    filters, rows = _plans(request)
    return show(request, "attendance/training_plans.html", {"filters": filters, "page": page_of(request, rows)})


def plan_file(request):
    """The same list as Excel."""
    rows = _plans(request)[1][:MOST_ROWS]
    return excel_file(_("Training plans"), training_papers.PLAN_HEADS, map(training_papers.plan_cells, rows))


def _plans(request):
    filters = PlanFilter(request.GET, actor=request.actor, on=today())
    return filters, training_rows.plans(request.actor, narrowed(filters), today().year)


def plan_new(request):
    """A department enters a line of its plan."""
    form = PlanForm(request.POST or None, actor=request.actor, on=today(), initial={"year": today().year})
    return _plan_page(request, form, actions.make_plan, _("New line of the plan"))


def plan_page(request, pk):
    """One line of a plan with its sessions."""
    plan = fetch(training_rows.named_plans(request.actor), request.actor, pk)
    sessions = training_rows.trainings(request.actor).filter(plan=plan)
    keeps = request.actor.is_department and plan.area == request.actor.area
    return show(request, "attendance/training_plan_page.html", {"plan": plan, "sessions": sessions, "keeps": keeps})


def plan_edit(request, pk):
    """Changes one's own plan."""
    plan = fetch(TrainingPlan, request.actor, pk)
    known = {name: getattr(plan, name) for name in PlanForm.base_fields}
    form = PlanForm(request.POST or None, actor=request.actor, on=today(), initial=known)
    return _plan_page(
        request, form, lambda facts, **more: actions.change_plan(plan, facts, **more), _("Change the plan"), plan=plan
    )


def _plan_page(request, form, deed, heading, plan=None):
    return form_page(
        request,
        form,
        lambda facts: deed(facts, by=request.actor, on=today()),
        to=lambda _made: ("training-plans",),
        done=_("Saved."),
        template="attendance/training_plan.html",
        heading=heading,
        plan=plan,
        cancel=reverse("training-plans"),
    )


def plan_drop(request, pk):
    """Takes a plan back that has no session."""
    actions.drop_plan(fetch(TrainingPlan, request.actor, pk), by=request.actor, on=today())
    messages.success(request, _("Taken back."))
    return redirect("training-plans")
