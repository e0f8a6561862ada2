"""Cadres: the list, a person's page, entering and correcting, full numbers for a reason."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import fetch
from core.clock import today
from core.offices import Office
from core.pages import show
from core.paging import page_of
from teams import actions, rows
from teams.forms import AccountForm, CadreFilter, CadreForm, FindForm, RevealForm
from teams.languages import spoken_names
from teams.models import Cadre, Posting
from teams.views.doing import form_page, narrowed


def cadres(request):
    """The list, narrowed and sorted; an exact ID number is asked by POST only."""
    filters = CadreFilter(request.GET, actor=request.actor, on=today())
    page = page_of(request, rows.cadres(request.actor, narrowed(filters), today()))
    for one in page:
        one.age = one.age_on(today())
    return show(request, "teams/cadres.html", {"filters": filters, "page": page, "find": FindForm()})


def cadre_find(request):
    """Goes to the cadre with exactly this ID number, inside the jurisdiction."""
    form = FindForm(request.POST, actor=request.actor, on=today())
    mine = Cadre.objects.visible_to(request.actor)
    number = form.cleaned_data["id_number"] if form.is_valid() else ""
    found = actions.find_by_id_number(number, mine, by=request.actor, on=today()) if number else None
    if found is None:
        messages.warning(request, _("No cadre with this ID number in your jurisdiction."))
        return redirect("cadres")
    return redirect("cadre", found.pk)


def cadre(request, pk):
    """One person: facts, postings. Opening it leaves a line in the record."""
    one = _cadre(request, pk)
    actions.open_file(one, by=request.actor)
    return _page(request, one)


def _cadre(request, pk):
    return fetch(
        Cadre.objects.visible_to(request.actor).select_related("unit", "township", "account"), request.actor, pk
    )


def _page(request, one, **more):
    served = Posting.objects.visible_to(request.actor).filter(cadre=one).select_related("team__village__division")
    context = {
        "cadre": one,
        "age": one.age_on(today()),
        "skills": [Cadre.Skill(skill).label for skill in one.skills],
        "languages": spoken_names(one.languages),
        "served": served.order_by("-starts_on"),
        "own": _is_own(one, request.actor),
        "may_reveal": request.actor.office in actions.REVEALERS,
        "reveal_form": RevealForm(),
        "account_form": AccountForm(),
        **more,
    }
    return show(request, "teams/cadre.html", context)


def _is_own(one, actor):
    if actor.office == Office.UNIT:
        return one.unit_id == actor.unit_id
    return actor.office == Office.TOWNSHIP and one.unit_id is None and one.area == actor.area


def cadre_reveal(request, pk):
    """The full number, once, on the page that answers."""
    one = _cadre(request, pk)
    form = RevealForm(request.POST)
    if not form.is_valid():
        return _page(request, one, reveal_form=form)
    number = actions.reveal(one, **form.cleaned_data, by=request.actor, on=today())
    answer = _page(request, one, revealed=number, revealed_what=form.cleaned_data["what"])
    answer.secret = True
    return answer


def cadre_account(request, pk):
    """Links the account the cadre logs in with."""
    one = _cadre(request, pk)
    return form_page(
        request,
        AccountForm(request.POST or None, actor=request.actor, on=today()),
        lambda data: actions.link_account(one, data["username"], by=request.actor, on=today()),
        to=lambda done: ("cadre", done.pk),
        done=_("The account is linked."),
        heading=one.name,
        back=("cadres", _("Cadres")),
        cancel=reverse("cadre", args=[one.pk]),
    )


def cadre_new(request):
    """A unit or township enters one of its own."""
    return form_page(
        request,
        CadreForm(request.POST or None, actor=request.actor, on=today()),
        lambda data: actions.register_cadre(data, by=request.actor, on=today()),
        to=lambda made: ("cadre", made.pk),
        done=_("The cadre has been entered."),
        template="teams/cadre_form.html",
        heading=_("New cadre"),
        cancel=reverse("cadres"),
    )


def cadre_edit(request, pk):
    """A unit or township corrects the facts about one of its own."""
    one = _cadre(request, pk)
    known = {name: getattr(one, name) for name in actions.FACTS}
    return form_page(
        request,
        CadreForm(request.POST or None, actor=request.actor, on=today(), initial=known, editing=True),
        lambda data: actions.edit_cadre(one, data, by=request.actor, on=today()),
        to=lambda done: ("cadre", done.pk),
        done=_("Saved."),
        template="teams/cadre_form.html",
        heading=one.name,
        cadre=one,
        cancel=reverse("cadre", args=[one.pk]),
    )


def id_number_read(request):
    """A fragment: what an ID number tells, while it is typed. Posted, so that it stands in no address or log."""
    form = CadreForm(request.POST, actor=request.actor, on=today())
    form.full_clean()
    return render(request, "teams/_read.html", {"read": form.read, "errors": form.errors.get("id_number")})
