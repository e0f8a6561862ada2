"""The few deeds of this floor: a reader keeps a query, has it sent, lets it go."""

from overview.actions.queries import STEPS, keep_query, step
from overview.actions.sending import send, send_due

__all__ = ["STEPS", "keep_query", "send", "send_due", "step"]
