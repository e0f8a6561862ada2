"""What the tests about recalls share: charges and steps through the browser's own requests, cases in a state."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from assessment.actions import recalling
from assessment.actions.recalling import Charge
from assessment.models import Recall

FACTS = "连续多日不在岗,经提醒仍不改正"


def scan(name="证据.pdf", content=b"%PDF-1.4 proof"):
    return SimpleUploadedFile(name, content)


def charge(**changed):
    facts = {"kind": "recall", "ground": "idle", "happened_on": date(2026, 7, 10), "reason": FACTS}
    return Charge(**facts | {"leaves_on": date(2026, 7, 25)} | changed)


def form(**changed):
    facts = {"kind": "recall", "ground": "idle", "happened_on": "2026-07-10", "reason": FACTS}
    return facts | {"leaves_on": "2026-07-25"} | changed


def propose(cast, who="first", **changed):
    return recalling.propose_recall(cast.postings[who], charge(**changed), by=cast.actors["county"], on=cast.today)


def decided(cast, who="first", by="prefecture", **changed):
    case = propose(cast, who, **changed)
    return recalling.decide(case, number="海组〔2026〕3号", by=cast.actors[by], on=cast.today)


def step(client, case, verb, **more):
    return client.post(reverse("recall-step", args=[case.pk]), {"verb": verb, **more})


def duty(client, case, kind, **more):
    return client.post(reverse("recall-duty", args=[case.pk]), {"duty": kind, **more})


def recalled(cast, who="first", state="proposed", *, office="prefecture", area="6302", **facts):
    """A case in a state, without the way there."""
    posting = cast.postings[who]
    superior = {"county": ("prefecture", "6302"), "prefecture": ("province", "63"), "province": ("province", "63")}
    known = {
        "posting": posting,
        "area": posting.area,
        "unit": posting.pairing.unit if posting.pairing else None,
        "kind": "recall",
        "ground": "idle",
        "grave": False,
        "happened_on": date(2026, 7, 1),
        "reason": FACTS,
        "leaves_on": date(2026, 7, 31),
        "proposed_on": date(2026, 7, 2),
        "deciding_office": office,
        "deciding_area": area,
        "examining_office": superior[office][0],
        "examining_area": superior[office][1],
        "provisions": {key: {"quote": "", "clause": "", "title": {"zh": ""}, "value": []} for key in KEYS},
    }
    if facts.get("grave") and state in ("examined", "decided", "closed"):
        known |= {"examined_number": "备〔2026〕1号", "examined_on": date(2026, 7, 5)}
    if state in ("decided", "closed"):
        known |= {"decision_number": "决〔2026〕1号", "decided_on": date(2026, 7, 10)}
    case = Recall.objects.create(**known | {"state": state} | facts)
    case.refresh_from_db()
    return case


KEYS = ("assessment.recall", "assessment.grave_cases")
