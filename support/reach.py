"""For whom an office may enter what, as a condition on postings: the same answer `placing` gives one by one."""

from core.offices import Office


def enterable(postings, key, actor):
    """Those of visible postings for whom the office enters this kind of care."""
    if actor.office == Office.UNIT:
        return postings.filter(pairing__unit=actor.unit_id)
    if actor.office == Office.TOWNSHIP and key != "visit":
        return postings.filter(pairing__isnull=True)
    return postings
