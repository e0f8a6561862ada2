"""What a cross-table may have as rows, columns and filters: a closed list; nothing of a request becomes a field name."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Case, CharField, F, Q, Value, When
from django.db.models.functions import Coalesce, Left, NullIf
from django.utils.translation import gettext_lazy as _

from core.models import Unit
from teams.models import Cadre, Posting, Seat
from teams.statistics import years_before

NONE = "-"  # nothing entered
YEAR = "year"
BANDS = (30, 35, 40, 46, 51)  # an age band begins at each; 35 and 46 are the bounds of form 4


@dataclass(frozen=True)
class Dimension:
    """`of(on)`: the expression that sorts a posting on a day; `choices`: its values with their words, none for places."""

    label: str
    of: Callable
    choices: tuple = ()


def _text(path):
    """A field as it is; what is blank is not left out but counted as not entered."""
    return lambda on: Coalesce(NullIf(F(path), Value("")), Value(NONE), output_field=CharField())


def _place(digits):
    return lambda on: Left("area", digits)


def _sent_by(path):
    """A fact of the sending unit; the township's own seat has none."""
    return lambda on: Coalesce(F(path), Value("township"), output_field=CharField())


def _age(on):
    """Full years on the day (周岁), as a band."""
    whens = [When(cadre__born_on__gt=years_before(on, years), then=Value(str(at))) for at, years in enumerate(BANDS)]
    return Case(*whens, default=Value(str(len(BANDS))), output_field=CharField())


def _bands():
    spans = [f"{low}–{high - 1}" for low, high in zip(BANDS, BANDS[1:], strict=False)]
    return tuple(
        enumerated
        for enumerated in zip(map(str, range(len(BANDS) + 1)), [f"<{BANDS[0]}", *spans, f"≥{BANDS[-1]}"], strict=True)
    )


_BLANK = (NONE, _("not entered"))
_KINDS = (*Unit.Kind.choices, ("township", _("the township itself")))

DIMENSIONS = {
    "prefecture": Dimension(_("Prefecture"), _place(4)),
    "county": Dimension(_("County"), _place(6)),
    "township": Dimension(_("Township"), _place(9)),
    YEAR: Dimension(_("Year"), lambda on: Value(str(on.year), CharField())),
    "source": Dimension(_("Sent from"), _sent_by("pairing__unit__level"), tuple(Unit.Level.choices)),
    "unit_kind": Dimension(_("Kind of unit"), _sent_by("pairing__unit__kind"), _KINDS),
    "seat": Dimension(_("Seat"), lambda on: F("seat"), tuple(Seat.choices)),
    "rank": Dimension(_("rank"), lambda on: F("cadre__rank"), tuple(Cadre.Rank.choices)),
    "age": Dimension(_("Age"), _age, _bands()),
    "sex": Dimension(_("sex"), lambda on: F("cadre__sex"), tuple(Cadre.Sex.choices)),
    "education": Dimension(_("education"), _text("cadre__education"), (*Cadre.Education.choices, _BLANK)),
    "party": Dimension(_("Party membership"), lambda on: F("cadre__party"), tuple(Cadre.Party.choices)),
    "end": Dimension(_("ended by"), _text("end_kind"), (*Posting.EndKind.choices, (NONE, _("not ended")))),
}
NARROWED = tuple(key for key, one in DIMENSIONS.items() if one.choices)
PLACES = ("prefecture", "county", "township")


class Counted:
    """Which postings are counted on a day."""

    SERVING, BEGUN, ENDED = "serving", "begun", "ended"
    CHOICES = (
        (SERVING, _("serving on the day")),
        (BEGUN, _("begun in the year, up to the day")),
        (ENDED, _("ended in the year, up to the day")),
    )


def counted_on(what, on):
    """The condition for what is counted as of a day."""
    span = (on.replace(month=1, day=1), on)
    if what == Counted.BEGUN:
        return Q(starts_on__range=span)
    if what == Counted.ENDED:
        return Q(ends_on__range=span)
    return Q(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)
