"""Care of one posting on either side: funds booked, each kind of line, a difficulty, an injury; words bear the canary."""

from datetime import date
from decimal import Decimal

from core.files import keep_bytes
from core.offices import DEPARTMENTS, Office
from support.models import Allowance, Checkup, Difficulty, Fund, FundEntry, Injury, InjuryStep, Insurance, Visit
from tests.cast import TODAY

# Leadership group offices and clerks see no personal matters; difficulties are for those who help.
FUND_READERS = (*DEPARTMENTS, Office.LEADERSHIP, Office.TOWNSHIP, Office.UNIT, Office.CADRE)
CARERS = (*DEPARTMENTS, Office.TOWNSHIP, Office.UNIT, Office.CADRE)
CLOSE_BY = (Office.COUNTY, Office.TOWNSHIP, Office.UNIT, Office.CADRE)
DAY = date(2026, 3, 2)


def cared(cast, who, by, words):
    """{kind: number} of everything."""
    posting = cast.postings[who]
    place = {"posting": posting, "area": posting.area}
    entered = {"entered_by": cast.users[by], "entered_place": words, "entered_on": TODAY}
    line = {**place, **entered, "entered_office": "county"}
    injury = Injury.objects.create(**line, kind="injury", happened_on=DAY, where=words, what=words)
    owner = {"owner_office": "unit", "owner_unit": posting.pairing.unit}
    step = InjuryStep.objects.create(injury=injury, area=posting.area, kind="treatment", due_on=DAY, **owner)
    paid = {"kind": "meals", "month": date(2026, 5, 1), "amount": Decimal("5.00"), "paid_on": TODAY}
    span = {"starts_on": date(2026, 1, 1), "ends_on": date(2026, 6, 30)}
    return {
        "fund-entry": _booked(posting, entered, words),
        "insurance": Insurance.objects.create(**line, insurer=words, policy_number=words, **span).pk,
        "checkup": Checkup.objects.create(**line, planned_on=DAY, place=words).pk,
        "visit": Visit.objects.create(**line, kind="visit", day=DAY, leader=words, leader_title=words).pk,
        "allowance": Allowance.objects.create(**line, **paid, payer="unit_funds", payer_name=words).pk,
        "difficulty": Difficulty.objects.create(**line, kind="other", what=words, since=DAY).pk,
        "injury": injury.pk,
        "injury-step": step.pk,
    }


def _booked(posting, entered, words):
    """The number of an expense with its scan, in the fund of the posting's team."""
    fund = Fund.objects.create(team=posting.team, area=posting.area, year=2026)
    plain = {"fund": fund, "area": posting.area, "county": posting.area[:6], "day": DAY, **entered}
    for kind in ("allotment", "receipt"):
        FundEntry.objects.create(**plain, kind=kind, amount=Decimal("9000.00"), number=words, voucher=words)
    paper = keep_bytes(b"%PDF-1.4", name="v.pdf", kind="pdf", by=None)
    spent = {"kind": "expense", "amount": Decimal("10.00"), "number": words, "voucher": words, "item": "travel"}
    return FundEntry.objects.create(**plain, **spent, payee=words, note=words, paper=paper).pk


def offices_of(kind):
    """Who may see a kind of thing at all."""
    return {"fund-entry": FUND_READERS, "difficulty": CLOSE_BY}.get(kind, CARERS)
