"""Translations: merges locale/parts/*.po into the catalogue, compiles it, finds what is missing.

Runs inside the virtual environment: `python -m launch.messages merge|check|compile`.
"""

import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
PARTS = ROOT / "locale" / "parts"
CATALOGUE = ROOT / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
_HEAD = {
    "Project-Id-Version": "Zhucun",
    "Language": "zh_Hans",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=1; plural=0;",
}
_SKIPPED = ["locale", ".venv/*", "node_modules/*", ".data/*", "tests/*", "launch/*", "bench/*"]
_PLACE = re.compile(r"%\((\w+)\)[a-z]|\{(\w*)\}")


def _name(entry):
    return (entry.msgctxt, entry.msgid)


def _words(entry):
    return entry.msgstr or entry.msgstr_plural.get(0, "")


def together():
    """All parts as one catalogue, and what is wrong with them: contradictions, fuzzy or empty entries, lost values."""
    known, wrong = {}, []
    for path in sorted(PARTS.glob("*.po")):
        for entry in polib.pofile(str(path), encoding="utf-8"):
            wrong += _faults(path.name, entry)
            other = known.setdefault(_name(entry), entry)
            if _words(other) != _words(entry):
                wrong.append(f"{path.name}: “{entry.msgid}” is “{_words(entry)}” here and “{_words(other)}” elsewhere")
            if entry.msgid_plural and not other.msgid_plural:
                known[_name(entry)] = entry
    return known, wrong


def _faults(part, entry):
    if entry.fuzzy or not _words(entry):
        yield f"{part}: “{entry.msgid}” is {'fuzzy' if entry.fuzzy else 'not translated'}"
    elif lost := set(_PLACE.findall(_words(entry))) - set(_PLACE.findall(entry.msgid + entry.msgid_plural)):
        yield f"{part}: the translation of “{entry.msgid}” names values the sentence does not have: {sorted(lost)}"


def merged(known):
    """The catalogue's file, entries in a fixed order."""
    book = polib.POFile(wrapwidth=100)
    book.metadata = _HEAD
    for name in sorted(known, key=lambda name: (name[1], name[0] or "")):
        entry = known[name]
        plural = {0: _words(entry)} if entry.msgid_plural else None
        fresh = polib.POEntry(msgctxt=entry.msgctxt, msgid=entry.msgid, msgid_plural=entry.msgid_plural)
        fresh.msgstr, fresh.msgstr_plural = ("", plural) if plural else (_words(entry), {})
        book.append(fresh)
    return book


def used():
    """Every msgid in code and templates, by Django's own makemessages into a folder that is thrown away."""
    import django
    from django.conf import settings
    from django.core.management import call_command
    from django.core.management.commands import makemessages

    class Aside(makemessages.Command):
        """Writes beside the project: the catalogue in it is ours to write."""

        def find_files(self, root):
            found, self.locale_paths = super().find_files(root), [self.default_locale_path]
            for file in found:
                file.locale_dir = self.default_locale_path
            return found

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.chdir(ROOT)
    django.setup()
    with tempfile.TemporaryDirectory() as folder:
        settings.LOCALE_PATHS = [folder]
        call_command(Aside(), locale=["zh_Hans"], keep_pot=True, ignore_patterns=_SKIPPED, verbosity=0)
        return {_name(entry): entry for entry in polib.pofile(str(Path(folder) / "django.pot"))}


def _missing(known):
    """A sentence for each msgid without a translation."""
    if not shutil.which("xgettext"):
        print("xgettext (Debian package gettext) is missing: msgids in the code are not compared.")
        return []
    found = used()
    spare = len(known.keys() - found.keys())
    print(f"{len(found)} msgids in the code, {len(known)} translated, {spare} translated but unused")
    lost = [found[name] for name in sorted(found.keys() - known.keys(), key=lambda name: name[1])]
    return [f"not translated: “{entry.msgid}” ({_where(entry)})" for entry in lost]


def _where(entry):
    return ", ".join(f"{path}:{line}" for path, line in entry.occurrences[:2])


def merge():
    """Writes the catalogue from the parts and says what is missing; 0 whatever it says."""
    known, wrong = together()
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    CATALOGUE.write_text(str(merged(known)), encoding="utf-8")
    compile_catalogue()
    print("\n".join([*wrong, *_missing(known)]) or "Nothing is missing.")
    return 0


def check():
    """1 when a part is wrong or a msgid is untranslated."""
    known, wrong = together()
    wrong += _missing(known)
    print("\n".join(wrong) or "Translations are complete.")
    return 1 if wrong else 0


def compile_catalogue():
    """The .mo that the program reads, always from the parts; the merged .po is for reading only."""
    book = merged(together()[0])
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    fresh = CATALOGUE.with_suffix(".mo.new")
    book.save_as_mofile(str(fresh))
    fresh.replace(CATALOGUE.with_suffix(".mo"))
    return 0


if __name__ == "__main__":
    sys.exit({"merge": merge, "check": check, "compile": compile_catalogue}[sys.argv[1]]())
