"""Forms of public notices, objections and posting letters."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DateField, Form
from core.models import Unit
from selection.models import Nomination, Objection, Round
from teams.forms.filters import Filter

ALL = [("", _("all"))]
STANDS = [*ALL, ("hanging", _("hanging")), ("ended", _("period over")), ("withdrawn", _("withdrawn"))]


def _text(label, most, *, rows=3, **more):
    return forms.CharField(label=label, max_length=most, widget=forms.Textarea({"rows": rows}), **more)


class NoticeFilter(Form):
    """Which notices the list shows."""

    stands = forms.ChoiceField(label=_("State"), required=False, choices=STANDS)
    q = forms.CharField(label=_("Title or name"), required=False, max_length=40)


class ObjectionFilter(Form):
    """Which objections the list shows."""

    state = forms.ChoiceField(label=_("State"), required=False, choices=[*ALL, *Objection.State.choices])
    q = forms.CharField(label=_("Name"), required=False, max_length=40)


class LetterFilter(Form):
    """Which letters the list shows."""

    year = forms.IntegerField(label=_("Year"), required=False, min_value=2000, max_value=2200)
    q = forms.CharField(label=_("Name"), required=False, max_length=40)


class PickFilter(Filter):
    """Of which nominations a notice or a letter is made; `rows` is what there is to choose from."""

    q = forms.CharField(label=_("Name or village"), required=False, max_length=40)
    round = forms.ModelChoiceField(None, label=_("Round"), required=False, empty_label=_("all"))
    unit = forms.ModelChoiceField(None, label=_("Dispatching unit"), required=False, empty_label=_("all"))

    def __init__(self, *args, rows, **kwargs):
        super().__init__(*args, **kwargs)
        rows = rows.order_by()
        self.fields["round"].queryset = Round.objects.visible_to(self.actor).filter(pk__in=rows.values("round"))
        self.fields["unit"].queryset = Unit.objects.visible_to(self.actor).filter(pk__in=rows.values("unit"))


class PickForm(Form):
    """Nominations ticked one by one, or all that the filter shows. `rows` is what there is to choose from."""

    nominations = forms.ModelMultipleChoiceField(None, label=_("Nominations"), required=False)
    every = forms.BooleanField(label=_("All that the filter shows"), required=False)

    def __init__(self, *args, rows, **kwargs):
        super().__init__(*args, **kwargs)
        self.rows = self.fields["nominations"].queryset = rows

    @property
    def chosen(self):
        """The nominations meant."""
        return self.rows if self.cleaned_data["every"] else self.cleaned_data["nominations"]

    @property
    def ticked(self):
        """The numbers ticked, to tick them again when the form comes back."""
        return set(self.data.getlist("nominations")) if hasattr(self.data, "getlist") else set()


class NoticeForm(PickForm):
    """Who decided, how long the notice hangs and how one objects."""

    title = forms.CharField(label=_("Title"), max_length=120)
    decided_by = forms.CharField(label=_("Who decided"), max_length=120)
    from_on = DateField(label=_("Hangs from"))
    until_on = DateField(label=_("Hangs until"))
    telephone = forms.CharField(label=_("Telephone"), max_length=40)
    address = forms.CharField(label=_("Postal address"), max_length=120)
    email = forms.EmailField(label=_("E-mail"), required=False)

    @property
    def words(self):
        """The fields of the notice itself, for drawing."""
        return [self[name] for name in self.fields if name not in PickForm.base_fields]


class WithdrawForm(Form):
    """Why a notice is taken down."""

    why = _text(_("Reason for withdrawing"), 1000)


class ObjectionWords(Form):
    """Who objects, how, when, and why; to whom is said by the form made of it."""

    anonymous = forms.BooleanField(
        label=_("Anonymous"), required=False, help_text=_("Noted as not accepted: the notice asks for the real name.")
    )
    name = forms.CharField(label=_("Real name of who objects"), max_length=40, required=False)
    contact = forms.CharField(
        label=_("Contact"),
        max_length=120,
        required=False,
        widget=forms.TextInput({"data-secret": "", "autocomplete": "off"}),
        help_text=_("Sealed; shown only for a reason that is recorded."),
    )
    means = forms.ChoiceField(label=_("How"), choices=Objection.Means.choices)
    received_on = DateField(label=_("Received on"))
    posted_on = DateField(label=_("Postmark"), required=False, help_text=_("By letter the postmark counts."))
    grounds = _text(_("Grounds"), 4000)
    scan = forms.FileField(
        label=_("Scan of the paper"), required=False, help_text=_("PDF, JPEG or PNG, at most 10 MB.")
    )


class ObjectionForm(ObjectionWords):
    """An objection to one of those a notice of proposed postings shows."""

    nomination = forms.ModelChoiceField(None, label=_("Person objected to"), empty_label="–")
    field_order = ("nomination",)

    def __init__(self, *args, notice, **kwargs):
        super().__init__(*args, **kwargs)
        shown = Nomination.objects.visible_to(self.actor).filter(shown_on__notice=notice)
        self.fields["nomination"].queryset = shown.select_related("cadre", "team__village__division")


class SettleForm(Form):
    """What was found."""

    verb = forms.ChoiceField(choices=[("dismiss", _("Dismiss")), ("uphold", _("Uphold"))])
    finding = _text(_("What was found"), 1000)


class ContactForm(Form):
    """Why the contact is looked at."""

    reason = forms.CharField(label=_("Reason"), max_length=200)
