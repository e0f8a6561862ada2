"""What every deed of a nomination does with its findings: judge now, stop or freeze."""

from django.utils.translation import gettext_lazy as _

from core.findings import verdict
from core.refusals import Refused
from selection.facts import findings_for, said_in


def frozen_findings(row):
    """Judged now; ineligible stops here, with the clause. Returns the fields that keep findings and provisions."""
    found = findings_for(row.cadre, team=row.team, seat=row.seat, starts_on=row.starts_on, said=said_in(row))
    return frozen(found, row.waiver_reason)


def frozen(found, waiver_reason):
    """The fields that keep these findings; raises Refused when one stops, or needs a waiver without a reason."""
    stop = next((finding for finding in found if finding.stops), None)
    if stop:
        raise Refused(
            _("The cadre is not eligible: %(rule)s.") % {"rule": stop.provision.name}, provision=stop.provision
        )
    if verdict(found) == "waiver" and not waiver_reason.strip():
        open_one = next(finding for finding in found if finding.waivable)
        raise Refused(
            _("%(rule)s: this needs a waiver. Give the reason.") % {"rule": open_one.provision.name},
            provision=open_one.provision,
            fields={"waiver_reason": _("Required.")},
        )
    snapshots = [finding.as_json() for finding in found]
    provisions = {p["key"]: p["value"] for snapshot in snapshots for p in snapshot["provisions"]}
    return {"findings": snapshots, "provisions": provisions}
