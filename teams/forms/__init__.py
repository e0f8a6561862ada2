"""Forms of the first floor."""

from teams.forms.filters import CadreFilter, PairingFilter, PostingFilter, TeamFilter, UnitFilter, VillageFilter
from teams.forms.people import (
    WRONG_NUMBER,
    AccountForm,
    CadreForm,
    DisbandForm,
    FindForm,
    RevealForm,
    SecondVillageEndForm,
    SecondVillageForm,
    TeamForm,
)
from teams.forms.places import (
    EndForm,
    NewVillageForm,
    PairForm,
    UnitEditForm,
    UnitForm,
    VillageForm,
    WordsForm,
    division_hits,
    known_of,
)

__all__ = [
    "WRONG_NUMBER",
    "AccountForm",
    "CadreFilter",
    "CadreForm",
    "DisbandForm",
    "EndForm",
    "FindForm",
    "NewVillageForm",
    "PairForm",
    "PairingFilter",
    "PostingFilter",
    "RevealForm",
    "SecondVillageEndForm",
    "SecondVillageForm",
    "TeamFilter",
    "TeamForm",
    "UnitEditForm",
    "UnitFilter",
    "UnitForm",
    "VillageFilter",
    "VillageForm",
    "WordsForm",
    "division_hits",
    "known_of",
]
