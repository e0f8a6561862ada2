"""The working languages of Qinghai's villages, by ISO 639 code."""

from django.utils.translation import gettext_lazy as _

LANGUAGES = (
    ("bo", _("Tibetan")),
    ("mn", _("Mongolian")),
    ("mjg", _("Monguor")),
    ("slr", _("Salar")),
    ("kk", _("Kazakh")),
    ("zh", _("Chinese")),
)


def spoken_names(codes):
    """The names of languages in the reader's language; an unknown code stands as it is."""
    names = dict(LANGUAGES)
    return [str(names.get(code, code)) for code in codes]
