"""Selection for machines: the same deeds as the pages."""

from selection.api.deciding import nomination, nomination_step
from selection.api.nominating import judge, nominations

__all__ = ["judge", "nomination", "nomination_step", "nominations"]
