"""Many cases of one kind take one step together: each judged exactly as `take` would judge it alone, all or none written."""

import json
from dataclasses import dataclass, field

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.utils import timezone

from core.models import Record
from core.record import line
from core.refusals import Refused
from core.workflow import checked, taken_by

# names of tables and columns are the models' own, never anybody's input
WRITE = "UPDATE {table} SET {sets} FROM jsonb_populate_recordset(NULL::{table}, %s::jsonb) AS t WHERE {table}.{key} = t.{key}"


@dataclass(frozen=True)
class Move:
    """One case, the comment and the record's details of its step, and what else was said of it."""

    case: object
    note: str = ""
    details: dict = field(default_factory=dict)
    said: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Done:
    """A case as it stands after its step, the state it left, and the fields that changed."""

    row: object
    move: Move
    left: str
    fields: dict


@transaction.atomic
def take_many(moves, verb, *, by, related=(), ready=None):
    """Moves many cases one step and returns them, locked and fresh, in the order given.

    Effects in order: all rows are locked, in the order of their numbers; `ready(rows)` reads what they are judged on
    and answers `cause(row, move)`, which returns a row's new fields; each is checked as `take` does; if none is refused,
    the rows are written in one statement and so are their record lines. Raises Refused with
    `fields` {name-number: why} naming every row that stops it.
    """
    if not moves:
        return []
    rows = _locked(moves, related)
    taken = taken_by(by, list(rows.values()))
    cause = ready(list(rows.values())) if ready else lambda row, move: {}
    dones, refusals = [], []
    for move in moves:
        row = rows[move.case.pk]
        try:
            dones.append(_moved(row, move, verb, by, taken, cause))
        except Refused as refusal:
            refusals.append((row, refusal))
    if refusals:
        raise together(refusals)
    _write(dones)
    Record.objects.bulk_create([_line(done, verb, by) for done in dones])
    return [done.row for done in dones]


def together(refusals):
    """One refusal for [(case, its refusal)]: the first one's words and clause, and every case's own at its fields."""
    first = refusals[0][1]
    wrong = {
        f"{name}-{case.pk}": refusal.message for case, refusal in refusals for name in refusal.fields or {"grade": ""}
    }
    return Refused(first.message, provision=first.provision, fields=wrong)


def _locked(moves, related):
    model = type(moves[0].case)
    rows = model.objects.select_for_update(of=("self",)).filter(pk__in=[move.case.pk for move in moves])
    return {row.pk: row for row in rows.select_related(*related).order_by("pk")}


def _moved(row, move, verb, by, taken, cause):
    step = checked(row, verb, by, move.note, taken)
    left, fields = row.state, {**cause(row, move), "state": step.target, "changed_at": timezone.now()}
    for name, value in fields.items():
        setattr(row, name, value)
    return Done(row, move, left, fields)


def _write(dones):
    """One statement: what all rows share is said once, what is each row's own comes as a table of JSON."""
    model = type(dones[0].row)
    columns = {field.attname: field for field in model._meta.concrete_fields}
    first = dones[0].fields
    shared = [name for name, value in first.items() if all(done.fields[name] == value for done in dones)]
    own = [name for name in first if name not in shared]
    quote = connection.ops.quote_name
    table, key = quote(model._meta.db_table), quote(model._meta.pk.column)
    sets = [f"{quote(columns[name].column)} = %s" for name in shared]
    sets += [f"{quote(columns[name].column)} = t.{quote(columns[name].column)}" for name in own]
    said = [
        {model._meta.pk.column: done.row.pk} | {columns[name].column: done.fields[name] for name in own}
        for done in dones
    ]
    names = {"table": table, "key": key, "sets": ", ".join(sets)}
    values = [columns[name].get_db_prep_save(first[name], connection) for name in shared]
    with connection.cursor() as cursor:
        cursor.execute(WRITE.format(**names), [*values, json.dumps(said, cls=DjangoJSONEncoder, ensure_ascii=False)])


def _line(done, verb, by):
    details = {"from": done.left, "to": done.row.state, **done.move.details}
    return line(by, verb, done.row, kind=Record.Kind.STEP, note=done.move.note, details=details)
