"""What tests of notices of results begin with: grades the county has set, the words of a notice."""

from datetime import date, timedelta

from assessment import actions
from assessment.actions import publishing
from assessment.models import Assessment

UNTIL = date(2026, 7, 24)
AFTER = UNTIL + timedelta(days=1)
WORDS = {
    "title": "关于2026年度考核结果的公示",
    "telephone": "0972-8610000",
    "address": "民和县某路1号",
    "email": "zzb@example.org",
}
FACTS = {**WORDS, "from_on": date(2026, 7, 20), "until_on": UNTIL}
TYPED = {**WORDS, "from_on": "2026-07-20", "until_on": "2026-07-24"}
OBJECTED = {
    "name": "村民丁一",
    "contact": "13900001111",
    "means": "telephone",
    "received_on": date(2026, 7, 20),
    "grounds": "反映其长期不在岗",
}


def set_grades(cast):
    """The cast's three people, proposed and set as competent: {first, member, town}."""
    actions.open_year(2026, by=cast.actors["county"], on=cast.today)
    said = {"grade": "competent", "opinion": "尽职", "by": cast.actors["township"], "on": cast.today}
    cases = {name: Assessment.objects.get(posting=cast.postings[name]) for name in ("first", "member", "town")}
    by = {"grade": "competent", "by": cast.actors["county_b"], "on": cast.today}
    return {name: actions.set_grade(actions.propose(case, **said), **by) for name, case in cases.items()}


def team_set(cast):
    """The full team's case, set as its own would be: by hand, in the frozen scale of a person's."""
    like = Assessment.objects.filter(posting=cast.postings["first"]).get()
    team = Assessment.objects.get(team=cast.teams["630222100201"])
    same = ("proposed", "opinion", "proposed_by", "proposed_on", "grade", "set_by", "set_on", "provisions")
    for name in (*same, "state", "snapshot_hash"):
        setattr(team, name, getattr(like, name))
    team.save()
    return team


def hung(cast, cases, **changed):
    """A notice of these cases by the county."""
    facts = {**FACTS, **changed}
    return publishing.publish(cases, facts, by=cast.actors["county"], on=cast.today)


def made_final(cast):
    """The cast's three people, final the day after their notice."""
    cases = set_grades(cast)
    publishing.make_final(hung(cast, cases.values()), by=cast.actors["county"], on=AFTER)
    return {name: Assessment.objects.get(pk=case.pk) for name, case in cases.items()}
