"""System checks: no address without a declared door, no model with rows of people without a scope."""

from django.core.checks import Error, register
from django.urls import URLPattern, get_resolver

LIBRARY = ("/static/",)


def doors(patterns=None, prefix=""):
    """(route, callback) of every address the site answers."""
    for entry in patterns if patterns is not None else get_resolver().url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield route, entry.callback
        else:
            yield from doors(entry.url_patterns, route)


@register()
def every_address_has_a_door(app_configs, **kwargs):
    """An address made without `door()` names no offices: the build stops."""
    return [
        Error(f"/{route} has no declared door: write it with core.access.door().", id="zhucun.E001")
        for route, callback in doors()
        if not hasattr(callback, "door")
    ]
