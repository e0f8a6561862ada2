"""Showing a page: one template, one answer, 422 when a form in it has errors."""

from django.shortcuts import render


def show(request, template, context=None, *, status=None):
    """Renders a page. A form with errors anywhere in the context makes it 422."""
    context = context or {}
    wrong = any(getattr(value, "is_bound", False) and value.errors for value in context.values())
    return render(request, template, context, status=status or (422 if wrong else 200))
