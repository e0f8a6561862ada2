"""The dossier 一人一档 of one cadre, as of any day (二(三))."""

from overview.dossier import judged, presence, serving  # noqa: F401 – each brings its sections
from overview.dossier.reading import Dossier, dossier_of
from overview.dossier.sections import SECTIONS, File, Section, section

__all__ = ["SECTIONS", "Dossier", "File", "Section", "dossier_of", "section"]
