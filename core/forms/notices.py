"""Forms of notices: which kind, and what one wants by mail."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core.forms.base import Form
from core.models import NoticeChoice
from core.notice_groups import MANY, USUAL, Group, Mail
from core.policy import provision
from core.readers import usual_hours


class KindForm(Form):
    """Which kind of notices; none means all."""

    kind = forms.ChoiceField(required=False, choices=[(kind, kind) for kind in MANY])


def time_field(label):
    """A time of day, as the browser gives it."""
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, widget=widget, input_formats=["%H:%M", "%H:%M:%S"])


class ChoiceForm(Form):
    """For each group of notices: by mail at once, in the daily digest, or not; the quiet hours; the language."""

    quiet_from = time_field(_("Quiet from"))
    quiet_until = time_field(_("Quiet until"))
    language = forms.ChoiceField(label=_("Language of e-mails"), choices=settings.LANGUAGES)

    def __init__(self, *args, actor, on, **kwargs):
        self.held = NoticeChoice.objects.visible_to(actor.myself).first()
        begins, ends, self.digest_hour = usual_hours(on)
        kept = self.held or NoticeChoice(quiet_from=begins, quiet_until=ends)
        first = {name: getattr(kept, name) for name in ("quiet_from", "quiet_until", "language")}
        super().__init__(*args, actor=actor, on=on, initial=first, **kwargs)
        for group in Group:
            now = kept.mail.get(group, USUAL[group])
            radio = forms.RadioSelect(attrs={"class": "form-check-input"})
            self.fields[group.value] = forms.ChoiceField(label=group.label, choices=Mail, widget=radio, initial=now)
        self.house = provision("notices.quiet_hours", on=on)

    @property
    def groups(self):
        """The fields of the groups."""
        return [self[group.value] for group in Group]

    def choice(self):
        """The cleaned choice, as the deed takes it."""
        said = {name: self.cleaned_data[name] for name in ("quiet_from", "quiet_until", "language")}
        return {**said, "mail": {group.value: self.cleaned_data[group.value] for group in Group}}
