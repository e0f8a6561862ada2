"""What the tests about leaving share: applications and steps through the browser's own requests."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from selection.models import Adjustment, Transfer

PDF = b"%PDF-1.4 signed"
OPINION = {"opinion": "同意调整", "opinion_number": "海水党〔2026〕9号", "opinion_on": "2026-07-18"}


def scan(name="申请.pdf", content=PDF):
    return SimpleUploadedFile(name, content)


def application(**changed):
    return {"ground": "health", "reason": "腰椎手术,不能继续驻村", "leaves_on": "2026-08-05"} | changed


def apply_for(client, posting, **changed):
    return client.post(f"{reverse('adjustment-new')}?posting={posting.pk}", application(**changed))


def step(client, case, verb, **more):
    name = case._meta.model_name
    return client.post(reverse(f"{name}-step", args=[case.pk]), {"verb": verb, **more})


def applied(cast, who="first", state="applied", **facts):
    """A case in a state, without the way there."""
    posting = cast.postings[who]
    known = {
        "posting": posting,
        "area": posting.area,
        "sender_area": "6302" if who != "elsewhere" else "63",
        "unit": posting.pairing.unit if posting.pairing else None,
        "ground": "health",
        "reason": "因病",
        "leaves_on": "2026-08-05",
        "applied_on": cast.today,
        "approving_office": "prefecture" if who != "elsewhere" else "province",
        "approving_area": "6302" if who != "elsewhere" else "63",
        "filed_with": "province" if who != "elsewhere" else "",
        "state": state,
    }
    case = Adjustment.objects.create(**known | facts)
    case.refresh_from_db()
    return case


def transferring(cast, who="first", state="applied", **facts):
    """A transfer in a state, to the village's township."""
    posting = cast.postings[who]
    known = {
        "posting": posting,
        "area": posting.area,
        "sender_area": "6302",
        "unit": posting.pairing.unit,
        "to_township": cast.places["630222100"],
        "post": "科员",
        "wish": "愿意留在乡镇",
        "applied_on": cast.today,
        "effective_on": "2027-09-01",
        "state": state,
    }
    case = Transfer.objects.create(**known | facts)
    case.refresh_from_db()
    return case
