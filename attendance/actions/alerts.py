"""Telling the offices of a changed verdict, once each, along the chain clerk → county → unit (docs/decisions/0007)."""

from django.db import transaction
from django.db.models import F

from attendance.chain import FURTHER, reached, to_tell
from attendance.ledger import TRAINING
from attendance.models import Standing
from core.models import Notice
from core.notices import tell_many
from core.offices import Office
from core.policies import Policies


def tell_of(news, before, year, on):
    """Tells of verdicts that have just changed: `news` are judged rows, `before` {(posting, kind): (verdict, since)}."""
    policies, notices = Policies(on), []
    for served, kind, standing, _cited in news:
        verdict, since = before.get((served.pk, kind), (None, on))
        offices = to_tell(verdict, since, standing.verdict, on, policies.at(served.area[:6]))
        notices += _notices(served, kind, standing, (year, on), offices)
    tell_many(notices)


@transaction.atomic
def tell_further(*, on):
    """Tells the next office of the chain of verdicts that have stood too long with the one before. Returns {"told"}.

    Effects: notices, each once for a verdict and office however often this runs.
    """
    policies, notices = Policies(on), []
    rows = Standing.objects.of_year(on.year).filter(verdict=Standing.Verdict.AT_RISK, verdict_since__lt=on)
    for standing in _with_addresses(rows):
        waited = (on - standing.verdict_since).days
        offices = reached(standing.verdict, waited, policies.at(standing.area[:6]))
        told = on.year, standing.verdict_since
        further = [office for office in offices if office in FURTHER]
        notices += _notices(standing, standing.kind, standing, told, further)
    return {"told": tell_many(notices)}


def _with_addresses(rows):
    """Standings that answer for their posting like a judged row does."""
    named = {"name": F("posting__cadre__name"), "unit_id": F("posting__pairing__unit")}
    return rows.annotate(**named, account_id=F("posting__cadre__account")).order_by("area", "posting")


def _notices(served, kind, standing, told, offices):
    """One notice per office. `told`: the year judged and the day since when the verdict stands."""
    year, since = told
    posting = getattr(served, "posting_id", served.pk)
    said = f"{'training' if kind == TRAINING else 'verdict'}_{standing.verdict}"
    facts = {"who": served.name, "done": f"{standing.done:g}", "required": f"{standing.required:g}"}
    link = f"/attendance/standings/?kind={kind}&year={year}&posting={posting}"
    key = f"{kind}:{year}:{posting}:{standing.verdict}:{since}"
    addresses = [(office, _address(office, served)) for office in offices]
    return [
        Notice(office=office, kind=said, params=facts, key=f"{key}:{office}", link=link, **to)
        for office, to in addresses
        if any(to.values())
    ]


def _address(office, served):
    return {
        Office.CLERK: {"area": served.area[:9]},
        Office.COUNTY: {"area": served.area[:6]},
        Office.UNIT: {"unit_id": served.unit_id},
        Office.CADRE: {"account_id": served.account_id},
    }[office]
