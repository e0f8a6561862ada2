"""What recalls say of the people who are assessed: 取消当年评先评优资格 (二(四))."""

from collections import defaultdict

from assessment.models import Recall
from assessment.steps import Kind


def recalled_in(cases):
    """{case number: {recalled, criticised, recall}} of many assessments, in one statement.

    A yearly case looks at every decision of its year about the cadre, wherever they served then; one at the end of the
    term at those about its posting. Teams are not recalled. `recall` is the number of the case that recalled, or None.
    """
    cases = list(cases)
    decided = _decided(cases)
    return {case.pk: _said(decided[_key(case)]) for case in cases}


def _decided(cases):
    people = {case.cadre_id for case in cases if case.cadre_id}
    found = defaultdict(list)
    if not people:
        return found
    rows = Recall.objects.in_effect().filter(posting__cadre__in=people).order_by("pk")
    for number, kind, day, posting, cadre in rows.values_list(
        "pk", "kind", "decided_on", "posting_id", "posting__cadre_id"
    ):
        found["year", cadre, day.year].append((number, kind))
        found["term", posting].append((number, kind))
    return found


def _key(case):
    return ("term", case.posting_id) if case.kind == Kind.TERM else ("year", case.cadre_id, case.year)


def _said(decisions):
    recalls = [number for number, kind in decisions if kind == Recall.Kind.RECALL]
    return {
        "recalled": bool(recalls),
        "criticised": len(decisions) - len(recalls),
        "recall": recalls[-1] if recalls else None,
    }
