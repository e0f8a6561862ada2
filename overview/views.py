"""The home page."""

from django.http import Http404

from core.clock import today
from core.models import Division
from core.pages import show
from overview.forms import AreaForm
from overview.home import home_of


def home(request):
    """What waits for the acting office, what is due, and its places with their numbers."""
    form = AreaForm(request.GET, actor=request.actor)
    if not form.is_valid():
        raise Http404
    area = form.cleaned_data["area"]
    parts = home_of(request.actor, area, today())
    if area != request.actor.area:
        parts["inside"] = Division.objects.visible_to(request.actor).current().filter(code=area).first()
    return show(request, "overview/home.html", {"area": area, **parts})
