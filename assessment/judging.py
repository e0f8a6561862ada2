"""What grades are judged on, read once for all the cases at hand: policies, facts, places left."""

from assessment import quota, rules, scoring, snapshot
from assessment.facts import facts_of, policy_of, year_facts
from assessment.models import TermMethod
from assessment.steps import Kind

METHODS = "assessment.term_methods"


def judged(facts, proposed, policy):
    """The best grade open at most `proposed`."""
    return rules.grade(year_facts(facts, proposed), policy)


class Ground:
    """The ground of some cases on a day: a few queries, whatever their number.

    Places of the quota are counted when first asked for and taken as grades are given. `policies`: those known already,
    by county and year.
    """

    def __init__(self, cases, on, policies=None):
        self._on, self._policies, self._frozen, self._left = on, policies or {}, {}, {}
        self._facts, self._whole = facts_of(cases), {}

    def policy(self, case):
        """The policy a case is judged by."""
        key = self._key(case)
        if key not in self._policies:
            self._policies[key] = policy_of(case.area, case.year, self._on)
        return self._policies[key]

    def frozen(self, case):
        """Its provisions as they are stored with the grade."""
        key = self._key(case)
        if key not in self._frozen:
            self._frozen[key] = snapshot.frozen(self.policy(case))
        return self._frozen[key]

    def facts(self, case):
        """Its facts, with the score that follows from them."""
        if case.pk not in self._whole:
            facts = self._facts[case.pk]
            self._whole[case.pk] = {**facts, "score": scoring.score(facts, self.policy(case)).as_json()}
        return self._whole[case.pk]

    def raw(self, case):
        """Its facts alone."""
        return self._facts[case.pk]

    def judged(self, case, grade):
        """The best grade open at most `grade`."""
        return judged(self._facts[case.pk], grade, self.policy(case))

    def pool(self, case):
        """The pool the case counts in, as it stands now: [pool, places still left]; None at the end of a term."""
        if quota.share_of(case) is None:
            return None
        key, name = (*self._key(case), bool(case.team_id)), quota.pool_for(case, self.policy(case))
        if key not in self._left:
            found = quota.pools_of(case.area[:6], case.year, self.policy(case), teams=bool(case.team_id))
            self._left[key] = {pool.name: [pool, pool.left] for pool in found}
        return self._left[key].get(name)

    def take_place(self, case):
        """One place less in the case's pool, for those that follow in the same deed."""
        pool = self.pool(case)
        if pool and pool[1] is not None:
            pool[1] -= 1

    @staticmethod
    def _key(case):
        return case.area[:6], case.year


def missing_methods(cases, on):
    """{case number: the ways of the term-end assessment not recorded yet, in the text's own order}: one query."""
    cases = [case for case in cases if case.kind == Kind.TERM]
    done = {}
    for number, method in TermMethod.objects.filter(assessment__in=cases).values_list("assessment_id", "method"):
        done.setdefault(number, set()).add(method)
    ways = {case.pk: policy_of(case.area, case.year, on)[METHODS] for case in cases}
    return {pk: (way, [one for one in way.value if one not in done.get(pk, ())]) for pk, way in ways.items()}
