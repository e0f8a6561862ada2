"""Several files handed in at once."""

from django import forms


class Files(forms.FileInput):
    """Several files at once."""

    allow_multiple_selected = True

    def value_from_datadict(self, data, files, name):
        """All that was chosen; a machine's body carries none."""
        return files.getlist(name) if hasattr(files, "getlist") else []


class FilesField(forms.FileField):
    """A list of uploads."""

    widget = Files

    def clean(self, value, initial=None):
        """Each of them."""
        if not value and self.required:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return [super(FilesField, self).clean(one, initial) for one in value or []]
