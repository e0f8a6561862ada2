"""Deeds on the catalogue of forms: listed, changed, no longer asked for – by the office that asks."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.models import AskedForm
from core.models.catalogue import ISSUERS
from core.record import changed, record
from core.refusals import Conflict, NotAllowed

_FACTS = ("name", "basis", "cadence", "filled_by", "fields")


@transaction.atomic
def ask_form(*, by, on, **facts):
    """Lists a form the acting office asks for. Effects in order: the row; one record line. Raises NotAllowed."""
    if by.office not in ISSUERS:
        raise NotAllowed(_("Forms are listed by the organization departments and the leadership group office."))
    owner = {"office": by.office, "area": by.area}
    row = AskedForm.objects.create(**owner, listed_on=on, changed_by_id=by.user_id, **facts)
    record(by, "ask_form", row, details={"name": row.name, "basis": row.basis})
    return row


@transaction.atomic
def change_form(row, *, by, on, **facts):
    """Changes a listed form. Effects in order: the row is locked and its owner checked; the row; one record line.

    Raises NotAllowed, Conflict (it is no longer asked for).
    """
    row = _own(row, by, on)
    before = {name: getattr(row, name) for name in _FACTS}
    for name in _FACTS:
        setattr(row, name, facts[name])
    row.changed_by_id = by.user_id
    row.save()
    record(by, "change_form", row, details=changed(before, facts))
    return row


@transaction.atomic
def end_form(row, *, by, on):
    """The office no longer asks for it. Effects in order: the row is locked and its owner checked; its end; one record line."""
    row = _own(row, by, on)
    row.ended_on = on
    row.changed_by_id = by.user_id
    row.save(update_fields=["ended_on", "changed_by"])
    record(by, "end_form", row, details={"name": row.name})
    return row


def _own(row, by, on):
    row = AskedForm.objects.select_for_update().get(pk=row.pk)
    if not row.kept_by(by):
        raise NotAllowed(_("Only the office that asks for a form changes it."))
    if row.ended_on:
        raise Conflict(_("This form is no longer asked for."))
    return row
