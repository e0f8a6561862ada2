"""The dossier 一人一档 of one cadre, as of any day (二(三))."""

# Each brings its sections; they stand on the page in this order.
from overview.dossier import serving  # noqa: F401

# isort: split
from overview.dossier import presence  # noqa: F401

# isort: split
from overview.dossier import duties, meetings  # noqa: F401

# isort: split
from overview.dossier import judged  # noqa: F401

# isort: split
from overview.dossier import care  # noqa: F401

# isort: split
from overview.dossier.reading import Dossier, dossier_of
from overview.dossier.sections import SECTIONS, File, Section, section

__all__ = ["SECTIONS", "Dossier", "File", "Section", "dossier_of", "section"]
