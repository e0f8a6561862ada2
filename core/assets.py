"""Front-end packages as static files: a short list of files of `node_modules`, each under a name of our own.

Nothing of them is kept in git; `npm ci` puts them there. A file that is not listed here is not served.
"""

import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import Warning as CheckWarning
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage

FILES = {
    "vendor/tabler/tabler.css": "@tabler/core/dist/css/tabler.min.css",
    "vendor/echarts/echarts.js": "echarts/dist/echarts.common.min.js",
    "vendor/tabulator/tabulator.js": "tabulator-tables/dist/js/tabulator.min.js",
    "vendor/tabulator/tabulator.css": "tabulator-tables/dist/css/tabulator_simple.min.css",
}
_SOURCE_MAP = re.compile(rb"(?m)^\s*(//|/\*)# sourceMappingURL=.*$")


def packages():
    """The folder the packages are installed in."""
    return Path(settings.BASE_DIR) / "node_modules"


class PackageStorage(FileSystemStorage):
    """Reads the listed files, without their pointers to source maps, which are not served."""

    prefix = ""

    def path(self, name):
        """Where the package keeps this file."""
        return str(packages() / FILES[name])

    def _open(self, name, mode="rb"):
        return ContentFile(_SOURCE_MAP.sub(b"", Path(self.path(name)).read_bytes()), name=name)


class PackageFinder(BaseFinder):
    """Lets `collectstatic` and the development server find the listed files."""

    storage = PackageStorage()

    def check(self, **kwargs):
        """Warns when packages are missing: pages would come without their look."""
        missing = [name for name in FILES if not Path(self.storage.path(name)).is_file()]
        if not missing:
            return []
        return [CheckWarning(f"front-end packages are missing ({', '.join(missing)}): run npm ci", id="core.W001")]

    def find(self, path, find_all=False, **kwargs):
        """The file on disk, or nothing."""
        found = self.storage.path(path) if path in FILES and Path(self.storage.path(path)).is_file() else None
        if find_all or kwargs.get("all"):
            return [found] if found else []
        return found or []

    def list(self, ignore_patterns):
        """Every listed file that is installed."""
        for name in FILES:
            if Path(self.storage.path(name)).is_file():
                yield name, self.storage
