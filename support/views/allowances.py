"""Allowances of a month in the browser: everybody entitled, what is paid, and the ticks for what has been paid now."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import ngettext

from core.clock import today
from core.pages import show
from core.paging import page_of
from core.policy import PROVINCE
from core.refusals import NotAllowed, Refused
from support import months
from support.actions import allowances
from support.cover_rules import last_month
from support.forms.lines import MonthForm, PaidForm
from support.forms.paid import first_day, paid, ticked
from support.models import Allowance
from support.placing import sender_or_county
from teams.models import Posting
from teams.provisions import clause
from teams.views.doing import narrowed


def month(request):
    """A month's allowances; POST enters the ticked ones as paid."""
    if request.method != "POST":
        return _month(request)
    form = PaidForm(request.POST, actor=request.actor, on=today())
    ticks = ticked(request.POST)
    if not form.is_valid():
        return _month(request, form, ticks)
    asked = first_day(form.cleaned_data["month"], None)
    rows = Posting.objects.visible_to(request.actor).filter(pk__in={one.posting for one in ticks})
    chosen = paid(ticks, rows.select_related("cadre"))
    try:
        count = allowances.pay(chosen, month=asked, paid_on=form.cleaned_data["paid_on"], by=request.actor, on=today())
    except NotAllowed:
        raise
    except Refused as refusal:
        form.refuse(refusal)
        return _month(request, form, ticks, refusal)
    messages.success(request, ngettext("%(n)s allowance entered.", "%(n)s allowances entered.", count) % {"n": count})
    return redirect(f"{reverse('allowances')}?month={asked:%Y-%m}")


def _month(request, form=None, ticks=(), refusal=None):
    filters = MonthForm(
        {"month": f"{last_month(today()):%Y-%m}", **request.GET.dict()}, actor=request.actor, on=today()
    )
    wanted = narrowed(filters)
    typed = form.data.get("month", "") if form else wanted.get("month")
    asked = first_day(typed if form is None or "month" not in form.errors else None, last_month(today()))
    page = page_of(request, months.people(request.actor, wanted, asked))
    said, wrong = {one.key: one.typed for one in ticks}, refusal.fields if refusal else {}
    for line in months.lines(page.object_list, asked, today()):
        line.posting.rights = [_cell(line, right, said, wrong) for right in line.rights]
        line.posting.enters = sender_or_county(line.posting, request.actor)
    context = {
        "filters": filters,
        "page": page,
        "month": asked,
        "kinds": Allowance.Kind.choices,
        "form": form or PaidForm(initial={"month": f"{asked:%Y-%m}", "paid_on": today()}),
        "rule": clause("support.allowance_payers", request.actor.area or PROVINCE, today()),
        "any": any(row.enters for row in page),
    }
    return show(request, "support/allowances.html", context, status=refusal and refusal.status)


def _cell(line, right, said, wrong):
    key = f"{line.posting.pk}-{right.kind}"
    usual = line.usual.get(right.kind)
    words = Allowance(payer=right.payer, kind=right.kind)
    return {
        "key": key,
        "paid": line.paid.get(right.kind),
        "amount": said.get(key, usual if usual is not None else ""),
        "ticked": key in said,
        "wrong": wrong.get(key),
        "kind": words.get_kind_display(),
        "payer": words.get_payer_display(),
        "payer_name": right.payer_name,
    }
