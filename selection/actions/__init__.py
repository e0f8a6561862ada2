"""Deeds of selection."""

from selection.actions.batch import AT_ONCE, BATCH, BATCH_VERBS, MOST, Outcome, Pick, decide_many
from selection.actions.deciding import STEPS, approve, decline, review, send_back, take_step, withdraw
from selection.actions.nominating import MENDABLE, Proposal, mend, nominate, nominate_each, submit
from selection.actions.pool import Offer, put_forward

__all__ = [
    "AT_ONCE",
    "BATCH",
    "BATCH_VERBS",
    "MENDABLE",
    "MOST",
    "STEPS",
    "Offer",
    "Outcome",
    "Pick",
    "Proposal",
    "approve",
    "decide_many",
    "decline",
    "mend",
    "nominate",
    "nominate_each",
    "put_forward",
    "review",
    "send_back",
    "submit",
    "take_step",
    "withdraw",
]
