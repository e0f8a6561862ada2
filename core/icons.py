"""Icons of the installed package, drawn into the page: no font, no request, no script."""

import re
from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import mark_safe

from core.assets import packages


def icon(name, label=""):
    """A Tabler icon; decoration unless it is given a label."""
    role = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html('<svg class="icon" viewBox="0 0 24 24" focusable="false" {}>{}</svg>', role, _drawing(name))


@lru_cache(maxsize=256)
def _drawing(name):
    """The paths of one icon; nothing when there is none of that name."""
    if not re.fullmatch(r"[a-z0-9-]+", name):
        return ""
    file = packages() / "@tabler" / "icons" / "icons" / "outline" / f"{name}.svg"
    inner = re.search(r"<svg[^>]*>(.*)</svg>", file.read_text(), re.S) if file.is_file() else None
    # The drawing comes from a package pinned by hash, never from a user.
    return mark_safe(re.sub(r"\s+", " ", inner.group(1)).strip()) if inner else ""  # noqa: S308
