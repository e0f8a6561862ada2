"""The policy as it stands for a place and a day, its history, and the county rules beside it."""

from itertools import groupby

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access import fetch
from core.actions import county_rules
from core.clock import today
from core.forms.policy import CountyRuleForm, EndForm, PolicyFilter
from core.models import CountyRule, Division
from core.pages import show
from core.paging import page_of
from core.policies import policy_at
from core.policy import PROVINCE, NoPolicy, policy_in_force
from core.policy_files import policy_files
from core.refusals import Refused

PARTS = {
    "policy": gettext_lazy("The policy"),
    "village": gettext_lazy("Villages"),
    "pairing": gettext_lazy("Pairing"),
    "unit": gettext_lazy("Dispatching units"),
    "team": gettext_lazy("Teams"),
    "posting": gettext_lazy("Postings"),
    "selection": gettext_lazy("Selection"),
    "attendance": gettext_lazy("Attendance"),
    "training": gettext_lazy("Training"),
    "assessment": gettext_lazy("Assessment"),
    "commitment": gettext_lazy("Yearly commitments"),
    "report": gettext_lazy("Quarterly reports"),
    "meeting": gettext_lazy("Leadership group meetings"),
    "leadership": gettext_lazy("Leadership group"),
    "duty": gettext_lazy("Duty"),
    "duties": gettext_lazy("Duties"),
    "handover": gettext_lazy("Handover"),
    "dossier": gettext_lazy("Dossiers"),
    "support": gettext_lazy("Support and care"),
    "funds": gettext_lazy("Work funds"),
    "insurance": gettext_lazy("Accident insurance"),
    "checkup": gettext_lazy("Medical check-ups"),
    "visits": gettext_lazy("Visits and talks"),
    "talks": gettext_lazy("Talks"),
    "dues": gettext_lazy("What is due"),
    "notices": gettext_lazy("Notices"),
}


def policy(request):
    """Every provision in force: value, force, since when, from where, quoted words or why the default."""
    form = PolicyFilter(request.GET or None, actor=request.actor)
    chosen = form.cleaned_data if form.is_valid() else {}
    here = chosen.get("at") or _home(request.actor)
    on = chosen.get("on") or today()
    try:
        held = policy_at(here.code, on)
    except NoPolicy as problem:
        return show(request, "core/policy.html", {"filters": form, "problem": str(problem), "on": on})
    rows = sorted(held.values(), key=lambda p: _part(p.key))
    parts = [(PARTS.get(name, name), list(group)) for name, group in groupby(rows, key=lambda p: p.key.split(".")[0])]
    return show(request, "core/policy.html", {"filters": form, "parts": parts, "on": on, "here": here})


def _home(actor):
    """The actor's own division; the province for units, cadres and whoever sits nowhere."""
    return Division.objects.visible_to(actor).current().get(code=actor.area or PROVINCE)


def _part(key):
    name = key.split(".")[0]
    return [*PARTS, name].index(name), name


def provision(request, key):
    """One provision through the years: what each text said, what the counties on its path entered."""
    here = request.actor.area or PROVINCE
    files = [file for code, file in policy_files().items() if here.startswith(code) and key in file.entries]
    if not files:
        raise Http404
    days = sorted({row["since"] for file in files for row in file.entries[key].values}, reverse=True)
    texts = [policy_in_force(here, day)[key] for day in days]
    rules = CountyRule.objects.visible_to(request.actor).touching(here).filter(key=key).select_related("entered_by")
    may = request.actor.office in county_rules.WRITERS and texts[0].county_may
    return show(request, "core/provision.html", {"texts": texts, "rules": rules[:200], "key": key, "may_enter": may})


def rule_list(request):
    """County rules inside and above one's area, the newest first."""
    rows = CountyRule.objects.visible_to(request.actor).select_related("entered_by").order_by("-effective_from", "key")
    if request.actor.area:
        rows = rows.touching(request.actor.area)
    page = page_of(request, rows)
    labels = policy_in_force(request.actor.area or PROVINCE, today())
    for row in page:
        row.label = labels[row.key].name if row.key in labels else row.key
    may = request.actor.office in county_rules.WRITERS
    return show(request, "core/county_rules.html", {"page": page, "may_enter": may, "on": today()})


def rule_new(request):
    """First the provision, then its value: what the text leaves to the county, and nothing else."""
    texts = policy_in_force(request.actor.area, today())
    key = request.GET.get("key", "")
    if not key:
        return show(request, "core/county_rule_new.html", {"open": [p for p in texts.values() if p.county_may]})
    if key not in texts or not texts[key].county_may:
        raise Http404
    form = CountyRuleForm(
        request.POST or None, text=texts[key], actor=request.actor, initial={"effective_from": today()}
    )
    if request.method == "POST" and form.is_valid():
        try:
            county_rules.enter_county_rule(key=key, **form.facts(), by=request.actor)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The county rule has been entered."))
            return redirect("county-rules")
    return show(request, "core/county_rule_new.html", {"form": form, "text": texts[key]})


def rule_end(request, pk):
    """The last day of one of the own county's rules."""
    own = CountyRule.objects.visible_to(request.actor).filter(area=request.actor.area)
    row = fetch(own, request.actor, pk)
    form = EndForm(request.POST or None, initial={"effective_to": today()})
    if request.method == "POST" and form.is_valid():
        try:
            county_rules.end_county_rule(row, **form.cleaned_data, by=request.actor, on=today())
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("county-rules")
    return show(request, "core/county_rule_end.html", {"form": form, "row": row})
