"""Deeds of selection."""

from selection.actions.deciding import STEPS, approve, decline, review, send_back, withdraw
from selection.actions.nominating import MENDABLE, Proposal, mend, nominate, submit

__all__ = [
    "MENDABLE",
    "STEPS",
    "Proposal",
    "approve",
    "decline",
    "mend",
    "nominate",
    "review",
    "send_back",
    "submit",
    "withdraw",
]
