"""Rows of an import as a page or a machine sees them: names of columns, words for codes, masks for personal numbers."""

from core.imports.kinds import KINDS
from core.templatetags.wording import worded


def lines_of(rows, kind_name):
    """[{row, cells: [(label, words)], changes: [(label, old, new)], problems: [(label, text, provision)], hints}] of rows."""
    return [_line(row, KINDS[kind_name]) for row in rows]


def _line(row, kind):
    columns = kind.column
    told = row.changes.keys() | {one["key"] for one in row.problems}
    return {
        "row": row,
        "cells": [
            (one.label, one.key, _words(one, row.values[one.key]))
            for one in kind.columns
            if one.key in row.values and (not one.quiet or one.key in told)
        ],
        "changes": [
            (columns[key].label, _words(columns[key], old), _words(columns[key], new))
            for key, (old, new) in row.changes.items()
            if key in columns
        ],
        "problems": [_said(one, columns) for one in row.problems],
        "hints": [_said(one, columns) for one in row.hints],
        "wrong": {one["key"] for one in row.problems},
    }


def _words(column, value):
    """A plain value in words; what nobody understood stands as it was written."""
    try:
        return column.show(value) if column.show and value not in (None, "") else worded(value)
    except (ValueError, KeyError, TypeError):
        return value


def _said(one, columns):
    column = columns.get(one["key"])
    return {"label": column.label if column else "", **one}
