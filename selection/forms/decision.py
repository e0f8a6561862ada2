"""The Party committee's decision: number, day and scan. A scan once handed in stays when the form comes back."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from core import files
from core.forms import DateField, Form
from core.models import StoredFile
from core.refusals import Refused

_SCAN = forms.FileInput({"accept": ".pdf,.jpg,.jpeg,.png"})


def sent(request):
    """What a page's form was sent with, however little that is; (None, None) where it is only shown."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


class DecisionForm(Form):
    """What every nomination rests on (二(一)). `decision_kept`: the number of a file the same person handed in before."""

    decision_number = forms.CharField(label=_("Party committee's decision, number"), max_length=60)
    decided_on = DateField(label=_("Decided on"))
    decision_file = forms.FileField(
        label=_("Scan of the decision"), required=False, widget=_SCAN, help_text=_("PDF, JPG or PNG, 10 MB at most.")
    )
    decision_kept = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def clean(self):
        """A file handed in before stands where no new one is chosen."""
        said = super().clean()
        number = said.get("decision_kept")
        if number and not isinstance(said.get("decision_file"), UploadedFile):
            mine = StoredFile.objects.visible_to(self.actor.myself).filter(kind__in=files.SCANS)
            said["decision_file"] = mine.filter(pk=number).first()
            if said["decision_file"] is None:
                self.add_error("decision_file", _("This file is not there: hand it in again."))
        return said

    def keep_scan(self):
        """Keeps an uploaded scan whatever else is wrong with the form, so that nobody hands it in twice."""
        self.full_clean()
        upload = self.cleaned_data.get("decision_file")
        if isinstance(upload, UploadedFile):
            try:
                self._hold(files.keep(upload, by=self.actor, field="decision_file"))
            except Refused as refusal:
                self.refuse(refusal)

    def _hold(self, kept):
        self.cleaned_data["decision_file"] = kept
        self.data, self.files = self.data.copy(), {}
        self.data[self.add_prefix("decision_kept")] = kept.pk

    @property
    def scan(self):
        """The file as it is kept, or None."""
        held = getattr(self, "cleaned_data", {}).get("decision_file") or self.initial.get("decision_file")
        return held if isinstance(held, StoredFile) else None
