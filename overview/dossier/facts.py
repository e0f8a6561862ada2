"""The facts about a person as they stood on a day, read from the versions that history keeps."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.templatetags.wording import shown
from teams.languages import spoken_names
from teams.models import Cadre


def facts_of(file):
    """([(label, value)], remark): who the cadre is, or was on a day that is over; one query for such a day, else none."""
    if not file.past:
        return _said(file.cadre, file), ""
    versions = Cadre.pgh_event_model.objects.filter(pgh_obj=file.cadre.pk).select_related("unit", "township")
    known = list(versions.filter(pgh_created_at__lt=file.over).order_by("-pgh_id")[:1])
    if known:
        return _said(known[0], file), ""
    return _said(file.cadre, file), gettext(
        "What is known of the person was recorded after that day; it is shown as it is now."
    )


def _said(one, file):
    return [(label, shown(say(one, file))) for label, say in FACTS]


def _born(one, file):
    age = Cadre.age_on(one, file.on)
    return (
        f"{one.born_on.isoformat()} · " + gettext("%(years)s years old") % {"years": age} if age >= 0 else one.born_on
    )


FACTS = (
    (_("Name"), lambda one, file: one.name),
    (_("Sex"), lambda one, file: one.get_sex_display()),
    (_("Date of birth"), _born),
    (_("ID number"), lambda one, file: one.id_shown),
    (_("Telephone"), lambda one, file: one.phone_shown),
    (_("Sent by"), lambda one, file: str((one.unit or one.township).name)),
    (_("Post"), lambda one, file: one.job_title),
    (_("Rank"), lambda one, file: one.get_rank_display()),
    (_("Reserve list"), lambda one, file: one.get_reserve_display()),
    (_("Party membership"), lambda one, file: one.get_party_display()),
    (_("Education"), lambda one, file: one.get_education_display()),
    (_("Skills"), lambda one, file: [str(Cadre.Skill(skill).label) for skill in one.skills]),
    (_("Languages"), lambda one, file: [str(name) for name in spoken_names(one.languages)]),
    (_("Promotable soon"), lambda one, file: one.promotable),
)
