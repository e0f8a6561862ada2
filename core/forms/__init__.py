"""Forms of the ground floor; every app's forms start from `Form`."""

from core.forms.base import DateField, DateInput, Form
from core.forms.files import Files, FilesField

__all__ = ["DateField", "DateInput", "Files", "FilesField", "Form"]
