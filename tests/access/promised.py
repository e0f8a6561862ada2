"""A team's commitment, report and handover on either side; every text bears the canary."""

from datetime import date

from duties.models import Commitment, Handover, QuarterReport


def promised(cast, who, words):
    """(commitment the township has before it, report that is begun, handover that is being prepared), their numbers."""
    posting = cast.postings[who]
    mine = {"team": posting.team, "area": posting.area, "posting": posting, "year": 2026}
    commitment = Commitment.objects.create(**mine, state="submitted", submitted_on=date(2026, 7, 10))
    commitment.items.create(duty="services", what=words, measure=words, by_on=date(2026, 12, 31))
    texts = {"thought": words, "work": words, "study": words, "late_reason": words}
    report = QuarterReport.objects.create(**mine, quarter=2, **texts)
    handover = Handover.objects.create(posting=posting, area=posting.area)
    handover.lines.create(list="work", kind="project", what=words)
    return commitment.pk, report.pk, handover.pk
