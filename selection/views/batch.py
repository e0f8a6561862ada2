"""Deciding many nominations at once: what will happen to each, the deed, what became of each."""

from urllib.parse import urlencode

from django.shortcuts import redirect

from core.access import fetch
from core.clock import today
from core.models import Job
from core.pages import show
from core.work import progress
from core.workflow import NOTED, steps_open
from selection import actions, queue
from selection.forms import BatchForm, NominationForm
from selection.prospects import foreseen
from selection.views.queue import asked, verbs


def batch(request):
    """The chosen cases, or all that the filter leaves, and what a step would do to each; sent, it is done one by one."""
    if request.method == "GET":
        return _page(request, _chosen(request), request.GET.get("verb"), BatchForm())
    form = BatchForm(request.POST, actor=request.actor, on=today())
    if not form.is_valid():
        picks = [*request.POST.getlist("shown"), *request.POST.getlist("pick"), *request.POST.getlist("waiver")]
        return _page(request, _numbered(request, picks), request.POST.get("verb"), form)
    said = {name: form.cleaned_data[name] for name in ("verb", "note")}
    fields = form.cleaned_data["fields_to_mend"]
    job = actions.decide_many(picks=form.picks(), fields=fields, **said, by=request.actor, on=today())
    return redirect("nomination-batch-outcome", job.pk)


def outcome(request, pk):
    """What became of each case of a batch; while a worker is at it, how far."""
    me = request.actor.myself
    job = fetch(Job.objects.visible_to(me).filter(kind=actions.BATCH), me, pk)
    done, total = progress(job) if job.state == Job.State.WAITING else (0, 0)
    lines = sorted(job.payload.get("outcomes", ()), key=lambda line: line["done"])
    context = {"job": job, "lines": lines, "done": done, "total": total, "percent": done * 100 // total if total else 0}
    return show(request, "selection/batch_outcome.html", context)


def _chosen(request):
    """All that wait and match the filter, up to what a batch takes, or those that are named."""
    if "all" not in request.GET:
        return _numbered(request, request.GET.getlist("pick"))
    _form, wanted = asked(request)
    return list(queue.listed(request.actor, {**wanted, "waiting": True}, today())[: actions.MOST])


def _numbered(request, picks):
    numbers = {pick.partition("-")[0] for pick in picks}
    numbers = [number for number in numbers if number.isascii() and number.isdigit() and len(number) <= 18]
    rows = queue.listed(request.actor, {}, today()).filter(pk__in=numbers[: actions.MOST])
    return list(rows)


def _page(request, cases, verb, form):
    actor = request.actor
    counts = _counts(cases, actor)
    known = dict(verbs(actor))
    verb = verb if verb in known else max(known, key=lambda one: (counts[one], one not in NOTED))
    context = {
        "cases": foreseen(cases, verb, actor, today()),
        "verb": verb,
        "label": known[verb],
        "tabs": [(one, label, counts[one], _query(request, cases, one)) for one, label in known.items()],
        "noted": verb in NOTED,
        "form": form,
        "mendable": [(name, NominationForm.base_fields[name].label) for name in actions.MENDABLE],
        "ticked": request.POST.getlist("fields_to_mend"),
        "most": actions.MOST,
        "at_once": actions.AT_ONCE,
    }
    return show(request, "selection/batch.html", context)


def _counts(cases, actor):
    """{verb: how many of the cases it is open for}, as the table says."""
    opened = [{step.verb for step in steps_open(case, actor)} for case in cases]
    return {verb: sum(verb in one for one in opened) for verb in actions.BATCH_VERBS}


def _query(request, cases, verb):
    """The same cases under another step."""
    if "all" in request.GET:
        query = request.GET.copy()
        query["verb"] = verb
        return f"?{query.urlencode()}"
    return "?" + urlencode([("verb", verb), *(("pick", case.pk) for case in cases)])
