"""Who is on post on a day: counted for a division, down to the person."""

from attendance.boards import on_post, total
from attendance.forms import PlaceForm
from attendance.models import Status
from attendance.sheet import sheet
from core.clock import today
from core.models import Division
from core.pages import show


def on_post_board(request):
    """For a division and a day: in village, out on report, training, leave, absent, unconfirmed; down to the person."""
    form = PlaceForm(request.GET, actor=request.actor, on=today())
    asked = form.cleaned_data if form.is_valid() else {"area": request.actor.area, "day": today()}
    rows = on_post(request.actor, asked["area"], asked["day"])
    is_township = len(asked["area"]) == 9
    context = {
        "form": form,
        "area": asked["area"],
        "day": asked["day"],
        "path": Division.objects.visible_to(request.actor).current().filter(code=asked["area"]).first(),
        "rows": rows,
        "sum": total(rows),
        "statuses": Status.choices,
        "people": sheet(request.actor, asked["day"], within=asked["area"]) if is_township else [],
    }
    return show(request, "attendance/on_post.html", context)
