"""Sections on who sent the cadre where: postings, what nominations were judged by, leaving early, staying on."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.policy import in_readers_language
from overview.dossier.sections import VILLAGE, happened, labelled, lines, marked, placed, plain, section, then
from selection.models import Adjustment, Nomination, Transfer, Volunteer
from selection.steps import NominationState
from teams.models import Posting, Seat


def _postings(file):
    rows = Posting.objects.visible_to(file.actor).filter(cadre=file.cadre, starts_on__lte=file.on)
    facts = {"village": "team__village__division__full_name", "unit": "pairing__unit__name", "end": "end_kind"}
    return lines(rows, "starts_on", area="area", seat="seat", ends="ends_on", term="term_ends_on", **facts)


def _end(facts, file):
    return Posting.EndKind(facts["end"]).label if facts["end"] and file.until(facts["ends"]) else ""


section(
    "postings",
    _("Postings"),
    _postings,
    (
        (_("Village"), placed()),
        (_("Seat"), labelled(Seat, "seat")),
        (_("Paired unit"), plain("unit")),
        (_("From"), plain("day")),
        (_("To"), happened("ends")),
        (_("End of term"), plain("term")),
        (_("How it ended"), _end),
    ),
    "posting",
)


def _nominations(file):
    rows = Nomination.objects.visible_to(file.actor).filter(cadre=file.cadre, decided_on__lte=file.on)
    rows = then(then(rows.exclude(state=NominationState.DRAFT), file), file, "findings")
    facts = {"village": "team__village__division__full_name", "seat": "seat", "number": "decision_number"}
    facts |= {"waiver": "waiver_reason", "waived": "waiver_on"}
    return lines(rows, "decided_on", state="state_then", findings="findings_then", **facts)


def _found(facts, file):
    """What the rules found when it was last decided on: how many hold, and what needed a waiver."""
    findings = [one for one in facts["findings"] or () if isinstance(one, dict)]
    if not findings:
        return ""
    waived = [one for one in findings if one["answer"] == "waiver"]
    said = gettext("%(count)s conditions judged") % {"count": len(findings)}
    if not waived:
        return said + gettext(", none needs a waiver")
    names = gettext(", ").join(in_readers_language(one["provisions"][0]["label"]) for one in waived)
    return said + gettext(", waiver needed: %(names)s") % {"names": names}


def _waiver(facts, file):
    return f"{facts['waived']} {facts['waiver']}" if file.until(facts["waived"]) else ""


section(
    "nominations",
    _("Nominations and what they were judged by"),
    _nominations,
    (
        (_("Village"), placed()),
        (_("Seat"), labelled(Seat, "seat")),
        (_("Decided by the Party committee"), plain("day")),
        (_("Document number"), plain("number")),
        (_("State"), marked(NominationState)),
        (_("Findings as frozen"), _found),
        (_("Waiver"), _waiver),
    ),
    "nomination",
)


def _adjustments(file):
    rows = Adjustment.objects.visible_to(file.actor).filter(posting__cadre=file.cadre, applied_on__lte=file.on)
    return lines(
        then(rows, file), "applied_on", village=VILLAGE, ground="ground", leaves="leaves_on", state="state_then"
    )


section(
    "adjustments",
    _("Adjustments"),
    _adjustments,
    (
        (_("Village"), placed()),
        (_("Applied on"), plain("day")),
        (_("Ground"), labelled(Adjustment.Ground, "ground")),
        (_("Last day in the village"), plain("leaves")),
        (_("State"), marked(Adjustment.State)),
    ),
    "adjustment",
)


def _transfers(file):
    rows = Transfer.objects.visible_to(file.actor).filter(posting__cadre=file.cadre, applied_on__lte=file.on)
    facts = {"unit": "to_unit__name", "township": "to_township__name", "post": "post", "from_": "effective_on"}
    return lines(then(rows, file), "applied_on", state="state_then", **facts)


section(
    "transfers",
    _("Transfers after the term"),
    _transfers,
    (
        (_("Goes to"), lambda facts, file: facts["unit"] or facts["township"]),
        (_("Post"), plain("post")),
        (_("Applied on"), plain("day")),
        (_("Effective from"), plain("from_")),
        (_("State"), marked(Transfer.State)),
    ),
    "transfer",
)


def _volunteers(file):
    rows = Volunteer.objects.visible_to(file.actor).filter(posting__cadre=file.cadre, said_on__lte=file.on)
    return lines(rows, "said_on", village=VILLAGE, note="note", back="withdrawn_on")


section(
    "volunteers",
    _("Volunteers to continue"),
    _volunteers,
    (
        (_("Village"), placed()),
        (_("Said on"), plain("day")),
        (_("Remark"), plain("note")),
        (_("Taken back on"), happened("back")),
    ),
)
