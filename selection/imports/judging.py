"""Judging a roster: the employer first, then the person, then what is proposed. A few queries for any number of rows."""

from core.models import SheetRow
from selection.imports.beside import Beside
from selection.imports.employer import Employer
from selection.imports.ground import Ground
from selection.imports.nominating import Nominating
from selection.imports.people import Pool, compare, complete, once_each
from selection.imports.places import Places


def judge(sheet, drafts, by, on):
    """Sets verdict, changes and target of every draft and keeps on the sheet what each row proposes, for `enter`."""
    employer, beside = Employer(by), Beside.of(sheet.asked)
    own = [draft for draft in drafts if employer.owns(draft)]  # whoever belongs to somebody else is not even looked for
    pool, places = Pool(by, own, on), Places(by, on)
    persons = {draft.number: pool.find(draft) for draft in own}
    once_each(own, pool, persons)
    nominating = Nominating(Ground(by, employer, list(places.teams), beside, on), places)
    sheet.plans = {}
    for draft in own:
        sheet.plans[draft.number] = _judged(draft, persons[draft.number], pool, nominating)


def _judged(draft, cadre, pool, nominating):
    """One row: whether the person is complete, what changes, what is proposed."""
    identity = pool.identities.get(draft.number)
    if cadre:
        draft.target = cadre.pk
        compare(draft, cadre, identity)
    elif draft.number not in pool.unclear:
        complete(draft, identity)
    plan = nominating.plan(draft, cadre, identity) if draft.good else None
    if cadre:
        draft.verdict = SheetRow.Verdict.CHANGED if draft.changes else SheetRow.Verdict.SAME
    return plan
