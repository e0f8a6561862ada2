"""A grade on public notice and an objection to it, of one county."""

from datetime import date
from types import SimpleNamespace

from assessment import noticeboard, snapshot
from assessment.actions.using import level_of
from assessment.facts import policy_of
from assessment.models import Assessment, Cycle, ResultNotice, ResultObjection, ShownResult, Use
from core.files import keep_bytes
from tests.assessment.noticing import WORDS

YEAR = 2024


def graded(cast, posting, by, *, year=YEAR, **stands):
    """A set grade of an earlier year; `stands`: a later state, with its day."""
    user, area = cast.users[by], posting.area
    period = {"from_on": date(year, 1, 1), "until_on": date(year, 12, 31), "opened_on": date(year, 12, 1)}
    cycle = Cycle.objects.create(area=area[:6], kind="yearly", year=year, opened_by=user, **period)
    said = {"proposed": "competent", "opinion": "尽职", "proposed_by": user, "proposed_on": date(year, 12, 2)}
    said |= {"grade": "competent", "set_by": user, "set_on": date(year, 12, 3), "snapshot_hash": "x"}
    said["provisions"] = snapshot.frozen(policy_of(area, year, cast.today))
    whose = {"posting": posting, "cadre": posting.cadre, "area": area, "year": year, "state": "set", **stands}
    return Assessment.objects.create(cycle=cycle, **whose, **said)


def resulted(cast, who, by, canary):
    """(notice, objection) numbers: all by this county, about one grade."""
    case, user = graded(cast, cast.postings[who], by), cast.users[by]
    words = {**WORDS, "title": canary, "from_on": date(2026, 7, 20), "until_on": date(2026, 7, 24)}
    notice = ResultNotice.objects.create(cycle=case.cycle, area=case.area[:6], published_by=user, **words)
    row = noticeboard.with_words(Assessment.objects.filter(pk=case.pk)).get()
    ShownResult.objects.create(notice=notice, assessment=case, area=case.area, facts=noticeboard.public_facts(row))
    objection = ResultObjection(notice=notice, assessment=case, area=case.area[:6], name=canary, grounds=canary)
    objection.means, objection.received_on = "telephone", date(2026, 7, 20)
    objection.paper = keep_bytes(b"%PDF-1.4", name="s.pdf", kind="pdf", by=SimpleNamespace(user_id=user.pk))
    objection.put_contact(canary)
    objection.save()
    return notice.pk, objection.pk


def used(cast, who, by, canary):
    """(final result, recommendation) numbers: a result of 2023, recommended by its county."""
    case = graded(cast, cast.postings[who], by, year=2023, state="final", final_on=date(2024, 1, 20))
    office, area = level_of(case)
    made = {"made_office": "county", "made_place": canary, "made_by": cast.users[by], "made_on": date(2024, 2, 1)}
    level = {"level_office": office, "level_area": area, "area": case.area, "year": case.year}
    use = Use.objects.create(assessment=case, cadre=case.cadre, kind="honours", reason=canary, **made, **level)
    return case.pk, use.pk
