"""The attendance rules at one place: what is in force, what comes, a form for each with its effect before it is entered."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from attendance import county_rules
from attendance.models import Standing
from core.actions.county_rules import WRITERS, enter_county_rule
from core.clock import today
from core.forms.policy import CountyRuleForm
from core.models import CountyRule, Division
from core.pages import show
from core.policy import policy_in_force
from core.refusals import Refused


def rule_list(request):
    """Every rule of attendance and training a county may set, as it stands at a place."""
    at, on = county_rules.place_of(request.actor, request.GET.get("county", "")), today()
    rules = county_rules.binding(CountyRule.objects.visible_to(request.actor), at)
    context = {
        "rows": county_rules.rows(rules, at, on),
        "here": Division.objects.visible_to(request.actor).current().filter(code=at).first(),
        "counties": _counties(request.actor),
        "may_enter": request.actor.office in WRITERS,
        "on": on,
    }
    return show(request, "attendance/rules.html", context)


def _counties(actor):
    """The counties a higher office may look at."""
    if not actor.is_department or len(actor.area) == 6:
        return []
    rows = Division.objects.visible_to(actor).current().filter(code__startswith=actor.area, code__regex=r"^\d{6}$")
    return list(rows.order_by("code").values_list("code", "name"))


def rule_new(request, key):
    """The form of one rule. “What would change?” judges the county with the rule and writes nothing; “Enter” enters it."""
    if key not in county_rules.PLAIN_WORDS:
        raise Http404
    text = policy_in_force(request.actor.area, today())[key]
    form = CountyRuleForm(request.POST or None, text=text, actor=request.actor, initial={"effective_from": today()})
    context = {"form": form, "text": text, "words": county_rules.PLAIN_WORDS[key]}
    if request.method == "POST" and form.is_valid():
        try:
            if "try" not in request.POST:
                enter_county_rule(key=key, **form.facts(), by=request.actor)
                messages.success(
                    request, _("The county rule has been entered. Whom it touches is judged again at once.")
                )
                return redirect("attendance-rules")
            context |= _tried(key, form.facts(), request.actor)
        except Refused as refusal:
            form.refuse(refusal)
    return show(request, "attendance/rule.html", context)


def _tried(key, facts, actor):
    found = county_rules.trial(key, facts["value"], area=actor.area, begins=facts["effective_from"], on=today())
    verdicts = dict(Standing.Verdict.choices)
    moves = [
        (Standing.Kind(kind).label, month, verdicts.get(old), old, verdicts.get(new), new, count)
        for (kind, month, old, new), count in found.moves
    ]
    return {"trial": found, "moves": moves}
