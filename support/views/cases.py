"""Family difficulties, and injury and death on duty, in the browser."""

from django.http import Http404
from django.utils.translation import gettext as _

from core import files
from core.access import fetch
from core.clock import today
from core.forms.ticks import number_in
from core.pages import show
from core.paging import page_of
from core.record import saw
from support import care, case_rows
from support.actions import cases
from support.actions import lines as deeds
from support.forms.cases import CaseFilter, DayForm, DifficultyForm, HelpForm, InjuryForm, StepForm
from support.forms.funds import WhyForm
from support.placing import close_by
from support.reach import enterable
from teams.models import Posting
from teams.provisions import clause
from teams.views.doing import form_page, narrowed, sent


def difficulties(request):
    """The difficulties this office may know of, those still open first."""
    return _list(request, case_rows.difficulties, "support/difficulties.html")


def injuries(request):
    """Injuries and deaths on duty with what is still owed."""
    return _list(request, case_rows.injuries, "support/injuries.html")


def _list(request, rows, template):
    filters = CaseFilter(request.GET, actor=request.actor, on=today())
    page = page_of(request, rows(request.actor, narrowed(filters)))
    return show(request, template, {"filters": filters, "page": page, "today": today()})


def difficulty_new(request):
    """A difficulty of one posted cadre; without one, whose."""
    return _new(request, DifficultyForm, cases.report_difficulty, "difficulty", _("Family difficulty"))


def injury_new(request):
    """An injury or death on duty of one posted cadre; without one, whose."""
    return _new(request, InjuryForm, cases.report_injury, "injury", _("Injury or death on duty"))


def _new(request, shape, deed, name, title):
    number = number_in(request.POST.get("posting") or request.GET.get("posting", ""))
    if number is None:
        return _choose(request, name, title)
    posting = fetch(Posting.objects.visible_to(request.actor).select_related(*care.WHO), request.actor, number)
    form = shape(request.POST or None, actor=request.actor, on=today())
    return form_page(
        request,
        form,
        lambda data: deed(posting, **data, by=request.actor, on=today()),
        to=lambda made: (name, made.pk),
        done=_("Entered."),
        template="support/case_new.html",
        posting=posting,
        title=title,
        name=name,
        rule=clause("support.injury_care", posting.area, today()) if name == "injury" else None,
    )


def _choose(request, name, title):
    filters = CaseFilter(request.GET, actor=request.actor, on=today())
    rows = care.serving(Posting.objects.visible_to(request.actor), narrowed(filters), today())
    rows = enterable(rows, "visit", request.actor).select_related(*care.WHO).order_by("area", "seat", "pk")
    del filters.fields["state"], filters.fields["struck"]
    context = {
        "filters": filters,
        "page": page_of(request, rows),
        "title": title,
        "to_new": f"{name}-new",
        "name": name,
    }
    return show(request, "support/case_choose.html", context)


def difficulty(request, pk):
    """One difficulty with the help given. Whoever else than the cadre looks leaves a line in the record."""
    return _difficulty(request, _troubled(request, pk))


def _troubled(request, pk):
    return fetch(case_rows.difficulties(request.actor), request.actor, pk)


def _difficulty(request, case, forms=None, status=None):
    if case.account_id != request.actor.user_id and request.method == "GET":
        saw(request.actor, case, what="open_difficulty")
    acts = close_by(case.posting, request.actor) and case.settled_on is None and case.struck_on is None
    blank = {"help": HelpForm(initial={"day": today()}), "settle": DayForm(initial={"day": today()}, auto_id="end_%s")}
    blank |= _striking(request, case, "difficulty-strike")
    context = {"case": case, "helps": case_rows.helps(request.actor, case), "acts": acts, **blank, **(forms or {})}
    return show(request, "support/difficulty.html", context, status=status)


def difficulty_help(request, pk):
    """Help given."""
    return _on_difficulty(request, pk, HelpForm, "help", cases.help_with)


def difficulty_settle(request, pk):
    """The difficulty is settled."""
    return _on_difficulty(request, pk, DayForm, "settle", cases.settle)


def _striking(request, case, door, form=None):
    """What `_strike.html` shows below a case."""
    return {"strike": form or WhyForm(), "may_strike": deeds.may_strike(case, request.actor), "to_strike": door}


def difficulty_strike(request, pk):
    """Entered by mistake: struck, with the reason."""
    return _on_difficulty(request, pk, WhyForm, "strike", deeds.strike)


def _on_difficulty(request, pk, shape, name, deed):
    case = _troubled(request, pk)
    ids = "end_%s" if name == "settle" else "id_%s"
    form = shape(request.POST, actor=request.actor, on=today(), auto_id=ids)
    return sent(
        request,
        form,
        lambda data: deed(case, **data, by=request.actor, on=today()),
        again=lambda status: _difficulty(request, case, {name: form}, status),
        to=lambda _made: ("difficulty", pk),
        done=_("Entered."),
    )


def injury(request, pk):
    """One case with the steps owed."""
    return _injury(request, fetch(case_rows.injuries(request.actor), request.actor, pk))


def _injury(request, case, sent=None, form=None, status=None, strike=None):
    open_ones = case.struck_on is None
    steps = [(step, open_ones and cases.owes(step, request.actor) and not step.done_on) for step in case.steps.all()]
    context = {"case": case, "steps": steps, "sent": sent, "form": form, "today": today()}
    context |= _striking(request, case, "injury-strike", strike)
    context["rule"] = clause("support.injury_care", case.area, today())
    return show(request, "support/injury.html", context, status=status)


def injury_step(request, pk):
    """A step owed is done, with its evidence."""
    step = fetch(case_rows.steps(request.actor), request.actor, pk)
    case = fetch(case_rows.injuries(request.actor), request.actor, step.injury_id)
    form = StepForm(request.POST, request.FILES, actor=request.actor, on=today())
    return sent(
        request,
        form,
        lambda data: cases.do_step(step, **data, by=request.actor, on=today()),
        again=lambda status: _injury(request, case, step.pk, form, status),
        to=lambda _made: ("injury", case.pk),
        done=_("Entered."),
    )


def injury_strike(request, pk):
    """Entered by mistake: struck, with the reason; its steps are owed no more."""
    case = fetch(case_rows.injuries(request.actor), request.actor, pk)
    form = WhyForm(request.POST, actor=request.actor, on=today())
    return sent(
        request,
        form,
        lambda data: deeds.strike(case, **data, by=request.actor, on=today()),
        again=lambda status: _injury(request, case, status=status, strike=form),
        to=lambda _made: ("injury", case.pk),
        done=_("Struck. The line stays, with the reason."),
    )


def injury_paper(request, pk):
    """The paper that shows that a step was done."""
    step = fetch(case_rows.steps(request.actor), request.actor, pk)
    if step.paper is None:
        raise Http404
    return files.answer(step.paper)
