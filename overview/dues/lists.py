"""The duties an office sees, in lists and in sums. Everything through `visible_to`; places stand in the order of codes."""

from datetime import timedelta

from django.db.models import Count, Q, TextField
from django.db.models.functions import Cast, Left

from attendance.boards import NEXT_LENGTH
from core.dues import label_of, sentence_of
from core.models import Division, DueItem
from core.offices import Office
from overview.dues.forms import State, Whose

RECENTLY = timedelta(days=30)


def items(actor, wanted, on):
    """The duties a reader asked for: open ones by their day, done ones the latest first."""
    rows = DueItem.objects.visible_to(actor).select_related("unit", "account")
    rows = _whose(rows, actor, wanted.get("whose") or Whose.OWN)
    rows = rows.filter(kind=wanted["kind"]) if wanted.get("kind") else rows
    rows = rows.filter(about__startswith=wanted["area"]) if wanted.get("area") else rows
    rows = _worded(rows, wanted["q"]) if wanted.get("q") else rows
    return _in_state(rows, wanted.get("state") or State.OPEN, on)


def _whose(rows, actor, whose):
    if whose == Whose.ALL:
        return rows
    mine = DueItem.objects.owed_by(actor).values("pk")
    return rows.filter(pk__in=mine) if whose == Whose.OWN else rows.exclude(pk__in=mine)


def _worded(rows, words):
    """Those whose sentence, unit, person or place holds the words."""
    places = Division.objects.current().filter(full_name__contains=words).values("code")
    named = Q(said__contains=words) | Q(unit__name__contains=words) | Q(account__name__contains=words)
    return rows.alias(said=Cast("params", TextField())).filter(named | Q(about__in=places) | Q(area__in=places))


def _in_state(rows, state, on):
    if state == State.DONE:
        return rows.done().filter(ended_on__gte=on - RECENTLY).order_by("-ended_on", "about", "pk")
    if state == State.LATE:
        rows = rows.late(on)
    elif state == State.DUE:
        rows = rows.open().filter(due_on__gte=on)
    else:
        rows = rows.open()
    return rows.order_by("due_on", "about", "pk")


def dressed(rows, on):
    """The same rows with `label`, `said`, `owner`, `state` and `late` (days): one query for the names of places."""
    rows = list(rows)
    codes = {code for row in rows for code in (row.area, row.about) if code}
    names = dict(Division.objects.current().filter(code__in=codes).values_list("code", "name")) if codes else {}
    for row in rows:
        row.label, row.said = label_of(row.kind), sentence_of(row.kind, row.params)
        row.owner, row.place = _owner(row, names), names.get(row.about, row.about)
        row.late = max(0, (on - row.due_on).days) if row.ended_on is None else 0
        row.state = State.DONE if row.ended_on else State.LATE if row.late else State.DUE
    return rows


def _owner(row, names):
    """Who owes it, in the reader's language."""
    if row.unit_id:
        return row.unit.name
    if row.account_id:
        return row.account.name
    return f"{names.get(row.area, row.area)} · {Office(row.office).label}"


_COUNTS = {
    "open": lambda on: Count("pk"),
    "late": lambda on: Count("pk", filter=Q(due_on__lt=on)),
}


def counts(rows, on, **by):
    """The open ones among `rows`, how many and how many late, grouped: [{…, open, late}]."""
    rows = rows.open().order_by().annotate(**by).values(*by) if by else rows.open().order_by()
    return rows.annotate(**{name: make(on) for name, make in _COUNTS.items()})


def own_counts(actor, on):
    """{open, late, done} of the actor's own: one query."""
    since = on - RECENTLY
    return DueItem.objects.owed_by(actor).aggregate(
        open=Count("pk", filter=Q(ended_on=None)),
        late=Count("pk", filter=Q(ended_on=None, due_on__lt=on)),
        done=Count("pk", filter=Q(ended_on__gte=since)),
    )


def by_place(actor, area, kind, on):
    """[{code, name, open, late}] directly below `area`, in the order of the codes: two queries."""
    rows = _inside(actor, area, kind)
    found = list(counts(rows, on, code=Left("about", NEXT_LENGTH.get(len(area), 12))).order_by("code"))
    codes = [row["code"] for row in found]
    names = dict(Division.objects.current().filter(code__in=codes).values_list("code", "name")) if codes else {}
    return [{**row, "name": names.get(row["code"], row["code"])} for row in found]


def by_kind(actor, area, kind, on):
    """[{kind, label, open, late}] inside `area`: one query."""
    found = _inside(actor, area, kind).open().order_by("kind").values("kind")
    found = found.annotate(**{name: make(on) for name, make in _COUNTS.items()})
    return [{**row, "label": label_of(row["kind"])} for row in found]


def _inside(actor, area, kind):
    rows = DueItem.objects.visible_to(actor).filter(about__startswith=area)
    return rows.filter(kind=kind) if kind else rows
