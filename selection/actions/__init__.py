"""Deeds of selection."""

from selection.actions.deciding import STEPS, approve, decline, review, send_back, withdraw
from selection.actions.nominating import MENDABLE, Proposal, mend, nominate, submit
from selection.actions.pool import Offer, put_forward

__all__ = [
    "MENDABLE",
    "STEPS",
    "Offer",
    "Proposal",
    "approve",
    "decline",
    "mend",
    "nominate",
    "put_forward",
    "review",
    "send_back",
    "submit",
    "withdraw",
]
