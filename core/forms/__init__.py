"""Forms of the ground floor; every app's forms start from `Form`."""

from core.forms.base import DateField, DateInput, Form

__all__ = ["DateField", "DateInput", "Form"]
