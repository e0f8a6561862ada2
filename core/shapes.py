"""The shape a policy value must have, said in the policy file itself and checked before a value is believed.

A shape is one of
    integer | number | share | boolean     numbers are never negative, a share lies between 0 and 1
    text | code | date | year | anything   a code is digits, written as text
    {one_of: [a, b]}                       one of these words
    {list_of: <shape>}                     a list of such values
    {fields: {name: <shape>, …}}           a mapping with exactly these names; a name ending in "?" may be left out
    {map_of: <shape>}                      a mapping from any name to such a value
    {nothing_or: <shape>}                  null, or such a value
"""

from collections.abc import Iterator, Mapping
from datetime import date


def _is_number(value) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and value >= 0


SCALARS = {
    "integer": lambda value: _is_number(value) and isinstance(value, int),
    "number": _is_number,
    "share": lambda value: _is_number(value) and value <= 1,
    "boolean": lambda value: isinstance(value, bool),
    "text": lambda value: isinstance(value, str) and bool(value.strip()),
    "code": lambda value: isinstance(value, str) and value.isdecimal() and value.isascii(),
    "year": lambda value: _is_number(value) and isinstance(value, int) and 1900 <= value < 2200,
    "date": lambda value: type(value) is date,
    "anything": lambda value: True,
}


def misfits(value, shape, at="value") -> Iterator[str]:
    """Yield, in words, every place where a value departs from its shape; nothing when it fits."""
    if isinstance(shape, str):
        if not SCALARS[shape](value):
            yield f"{at}: {value!r} is not of kind {shape}"
        return
    ((form, inner),) = shape.items()
    yield from FORMS[form](value, inner, at)


def _one_of(value, words, at):
    if value not in words:
        yield f"{at}: {value!r} is none of {', '.join(map(str, words))}"


def _list_of(value, shape, at):
    if not isinstance(value, (list, tuple)):
        yield f"{at}: {value!r} is not a list"
        return
    for number, item in enumerate(value, start=1):
        yield from misfits(item, shape, f"{at}[{number}]")


def _fields(value, shapes, at):
    if not isinstance(value, Mapping):
        yield f"{at}: {value!r} is not a mapping"
        return
    for name, shape in shapes.items():
        plain = name.removesuffix("?")
        if plain in value:
            yield from misfits(value[plain], shape, f"{at}.{plain}")
        elif plain == name:
            yield f"{at}.{name} is missing"
    for name in [name for name in value if name not in {known.removesuffix("?") for known in shapes}]:
        yield f"{at}.{name} is not known"


def _map_of(value, shape, at):
    if not isinstance(value, Mapping):
        yield f"{at}: {value!r} is not a mapping"
        return
    for name, inner in value.items():
        yield from misfits(inner, shape, f"{at}.{name}")


def _nothing_or(value, shape, at):
    if value is not None:
        yield from misfits(value, shape, at)


FORMS = {"one_of": _one_of, "list_of": _list_of, "fields": _fields, "map_of": _map_of, "nothing_or": _nothing_or}


def frozen(value):
    """The same plain data, unchangeable: one cached policy serves every request."""
    if isinstance(value, Mapping):
        return FrozenDict((key, frozen(inner)) for key, inner in value.items())
    if isinstance(value, (list, tuple)):
        return tuple(frozen(inner) for inner in value)
    return value


def plain(value):
    """The same data as fresh lists and dicts, ready for JSON."""
    if isinstance(value, Mapping):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


class FrozenDict(dict):
    """A dict that refuses every change; JSON encoders and templates still take it for a dict."""

    def _refuse(self, *args, **kwargs):
        """Policy values are never edited in memory."""
        raise TypeError("a policy value cannot be changed")

    __setitem__ = __delitem__ = __ior__ = clear = pop = popitem = setdefault = update = _refuse

    def __reduce__(self):
        """Pickle and deepcopy as plain pairs (the cache backend pickles findings)."""
        return FrozenDict, (tuple(self.items()),)
