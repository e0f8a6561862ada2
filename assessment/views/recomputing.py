"""Grades judged again, in the browser: the button, and what came out."""

from django.shortcuts import redirect

from assessment import actions
from assessment.forms.cycles import RecomputeForm
from core.access import fetch
from core.clock import today
from core.models import Job
from core.pages import show
from core.paging import page_of
from core.work import progress


def recomputes(request):
    """The button, and one's own earlier runs; sent, every set grade of the jurisdiction is judged again."""
    form = RecomputeForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        job = actions.recompute(form.cleaned_data["year"], by=request.actor, on=today())
        return redirect("recompute", job.pk)
    mine = Job.objects.visible_to(request.actor.myself).filter(kind=actions.RECOMPUTE).defer("payload")
    return show(request, "assessment/recomputes.html", {"form": form, "page": page_of(request, mine)})


def recompute(request, pk):
    """What came out: how many are reproduced bit for bit, which are not, of which the books say something else today."""
    me = request.actor.myself
    job = fetch(Job.objects.visible_to(me).filter(kind=actions.RECOMPUTE), me, pk)
    done, total = progress(job) if job.state == Job.State.WAITING else (0, 0)
    found = job.payload.get("found", {"broken": [], "changed": []})
    context = {
        "job": job,
        "broken": found["broken"],
        "changed": page_of(request, found["changed"]),
        "done": done,
        "total": total,
        "percent": done * 100 // total if total else 0,
    }
    return show(request, "assessment/recompute.html", context)
