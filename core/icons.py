"""Icons of the installed package, drawn into the page: no font, no request, no script."""

import re
from functools import lru_cache

from django.utils.html import format_html, format_html_join

from core.assets import packages

_FRAME = "M0 0h24v24H0z"  # the invisible square every file begins with


def icon(name, label=""):
    """A Tabler icon; decoration unless it is given a label."""
    role = format_html('role="img" aria-label="{}"', label) if label else format_html('aria-hidden="{}"', "true")
    return format_html('<svg class="icon" viewBox="0 0 24 24" focusable="false" {}>{}</svg>', role, _drawing(name))


@lru_cache(maxsize=256)
def _drawing(name):
    """The strokes of one icon; nothing when there is none of that name."""
    file = packages() / "@tabler" / "icons" / "icons" / "outline" / f"{name}.svg"
    if not re.fullmatch(r"[a-z0-9-]+", name) or not file.is_file():
        return ""
    strokes = [stroke for stroke in re.findall(r'\sd="([^"]+)"', file.read_text()) if stroke != _FRAME]
    return format_html_join("", '<path d="{}"/>', ((stroke,) for stroke in strokes))
