"""What the lists of this floor may be narrowed by; the API takes the same."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from core.models import Division, Unit
from core.policy import PROVINCE
from teams.languages import LANGUAGES
from teams.models import Cadre, Seat, Village
from teams.provisions import policy_at, village_categories

ALL = [("", _("all"))]
YES_NO = [*ALL, ("yes", _("yes")), ("no", _("no"))]
_SHOWN = {2: (4, 6), 4: (6,), 6: (9,)}  # code length of an office → the levels its place filter offers


class Filter(Form):
    """A list's filter: words, place, order. Nonsense is an error, not silence."""

    area = forms.RegexField(r"^\d{2,12}$", label=_("Place"), required=False)
    q = forms.CharField(label=_("Name"), required=False, max_length=40)
    sort = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "area" in self.fields:
            self._offer_places()

    def _offer_places(self):
        """A place is chosen from a short list; a longer code from a link is added to it."""
        lengths = _SHOWN.get(len(self.actor.area)) if self.actor else None
        asked = self.data.get("area") or ""
        if not lengths and not asked:
            self.fields["area"].widget = forms.HiddenInput()
            return
        known = Division.objects.current().inside(self.actor.area).filter(code__length__in=lengths or ())
        offered = list(known.values_list("code", "name"))
        indented = [(code, "　" * (lengths.index(len(code))) + name) for code, name in offered]
        if asked and asked not in dict(offered):
            indented.append((asked, asked))
        widget = forms.Select({"class": "form-select"}, choices=[*ALL, *indented])
        self.fields["area"].widget = widget


class VillageFilter(Filter):
    """Which villages."""

    q = forms.CharField(label=_("Name or pinyin initials"), required=False, max_length=40)
    category = forms.ChoiceField(label=_("Category"), required=False)
    need = forms.ChoiceField(label=_("Need"), required=False, choices=[*ALL, *Village.Need.choices])
    paired = forms.ChoiceField(label=_("Paired"), required=False, choices=YES_NO)
    exited = forms.ChoiceField(label=_("Exited from poverty"), required=False, choices=YES_NO)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = [*ALL, *village_categories(policy_at(self.actor.area or PROVINCE, self.on))]


class UnitFilter(Filter):
    """Which units."""

    q = forms.CharField(label=_("Unit's name"), required=False, max_length=40)
    level = forms.ChoiceField(label=_("Level"), required=False, choices=[*ALL, *Unit.Level.choices])
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[*ALL, *Unit.Kind.choices])


class TeamFilter(Filter):
    """Which teams."""

    q = forms.CharField(label=_("Name or pinyin initials"), required=False, max_length=40)
    complete = forms.ChoiceField(label=_("Complete"), required=False, choices=YES_NO)
    lacks = forms.ChoiceField(
        label=_("Must act"), required=False, choices=[*ALL, ("unit", _("paired unit")), ("township", _("township"))]
    )


class CadreFilter(Filter):
    """Which cadres. ID numbers never stand in an address: `FindForm` posts them."""

    serving = forms.ChoiceField(label=_("Serving"), required=False, choices=YES_NO)
    rank = forms.ChoiceField(label=_("Rank"), required=False, choices=[*ALL, *Cadre.Rank.choices])
    language = forms.ChoiceField(label=_("Language"), required=False, choices=[*ALL, *LANGUAGES])


class PairingFilter(Filter):
    """Which pairings."""

    unit = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    current = forms.ChoiceField(required=False, choices=YES_NO)


class PostingFilter(Filter):
    """Which postings."""

    seat = forms.ChoiceField(required=False, choices=[*ALL, *Seat.choices])
    team = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    cadre = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    current = forms.ChoiceField(required=False, choices=YES_NO)
