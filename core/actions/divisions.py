"""Deeds on divisions: what the offices know better than the published codes."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.models import Division
from core.record import changed, record
from core.refusals import NotAllowed


@transaction.atomic
def change_facts(division, *, ethnic_area, languages, below=False, by):
    """Ethnic area and working languages of a division of one's own area, or of everything below it too.

    Effects in order: the rows change in one statement; one record line. Returns how many rows that were.
    """
    if not (by.is_department and by.covers(division.code)):
        raise NotAllowed(_("Only the organization departments of this area change this."))
    rows = Division.objects.current()
    rows = rows.inside(division.code) if below else rows.filter(pk=division.pk)
    after = {"ethnic_area": ethnic_area, "languages": sorted(languages)}
    before = {"ethnic_area": division.ethnic_area, "languages": sorted(division.languages)}
    count = rows.update(**after)
    details = changed(before, after) | ({"below": count} if below else {})
    record(by, "change_division", division, area=division.code, details=details)
    return count
