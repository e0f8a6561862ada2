"""Finding villages by what people write: a code, or county, township and village by name. Only inside one's own area."""

import re
import unicodedata
from collections import defaultdict

from django.utils.translation import gettext_lazy as _

from core.imports.kinds import Column
from core.models import Division
from core.sheets import cells

UNKNOWN = _("This place is not in your jurisdiction or not known.")  # the same words for both
_COMMITTEE = re.compile("(村民委员会|牧民委员会|居民委员会|村牧委会|村委会|牧委会|居委会)$")
_TOWN = re.compile("(街道办事处|办事处|街道|民族乡|镇|乡)$")
_COUNTY = re.compile("(自治县|行委|县|市|区)$")
_MOST_NAMED = 5

COLUMNS = (
    Column(
        "code",
        _("Division code"),
        ("村代码", "行政区划代码", "区划代码", "村编码", "代码"),
        cells.code(12),
        words=_("Twelve digits. With it the names are not needed."),
        sample="630222100200",
    ),
    Column(
        "county",
        _("County"),
        ("县", "所属县、区", "所属县", "县区", "县市区", "县(市、区)", "县名"),
        cells.text,
        words=_("Needed where township and village alone do not say which one is meant."),
        sample="民和回族土族自治县",
    ),
    Column(
        "township",
        _("Township"),
        ("乡镇", "所属乡、镇", "所属乡镇", "乡", "镇", "乡镇街道", "乡(镇)", "乡镇名称"),
        cells.text,
        sample="川口镇",
    ),
    Column(
        "village",
        _("Village"),
        ("村", "行政村", "村名", "所驻村", "驻村", "驻村名称", "村名称", "村委会", "结对村", "帮扶村", "所在村"),
        cells.text,
        words=_("With or without 村委会, 牧委会 or 村民委员会."),
        sample="红卫村委会",
    ),
)


def folded(name):
    """A name as it is compared: no blanks, no dots between parts, nothing invisible."""
    plain = unicodedata.normalize("NFKC", name or "")
    return re.sub(r"[\s·•・.\u200b-\u200d\ufeff]", "", plain)


def stem(name):
    """A village's name without what kind of committee it has: 上庙沟村委会, 上庙沟村 → 上庙沟."""
    plain = _COMMITTEE.sub("", folded(name))
    return plain[:-1] if plain.endswith("村") and len(plain) > 2 else plain


class Places:
    """The divisions inside an area, fetched once; what lies outside is not even looked up."""

    def __init__(self, area):
        rows = Division.objects.current().inside(area).values_list("code", "name", "full_name")
        self.named = {code: name for code, name, _path in rows}
        self.paths = {code: path for code, _name, path in rows}
        self.by_stem = defaultdict(list)
        for code, name in self.named.items():
            if len(code) == 12:
                self.by_stem[stem(name)].append(code)

    def find(self, draft):
        """The village's code a draft means, or None after noting the problem at its cell."""
        asked = draft.values
        if code := asked.get("code"):
            return self._by_code(draft, code)
        if not asked.get("village"):
            if "village" not in draft.cells and "code" not in draft.cells:
                draft.problem("village", _("Fill in the village's code, or county, township and village."))
            return None
        found = [code for code in self.by_stem[stem(asked["village"])] if self._fits(code, asked)]
        exact = [code for code in found if folded(self.named[code]) == folded(asked["village"])]
        found = exact if len(exact) == 1 else found
        if len(found) > 1:
            draft.problem("village", _ambiguous([self.paths[code] for code in found]))
        if not found:
            draft.problem("village", UNKNOWN)
        return found[0] if len(found) == 1 else None

    def _by_code(self, draft, code):
        if code not in self.named:
            draft.problem("code", UNKNOWN)
            return None
        name = draft.values.get("village")
        if name and stem(name) != stem(self.named[code]):
            draft.problem("village", _("Code and name do not belong together."))
            return None
        return code

    def _fits(self, code, asked):
        """Whether township and county, where they are given, are those of the village."""
        town, county = self.named.get(code[:9], ""), self.named.get(code[:6], "")
        return _alike(asked.get("township"), town, _TOWN) and _alike(asked.get("county"), county, _COUNTY)

    def township(self, name):
        """The code of a township by its name; None for none or several."""
        found = [code for code, known in self.named.items() if len(code) == 9 and _alike(name, known, _TOWN)]
        return found[0] if len(found) == 1 else None


def _alike(asked, known, ending):
    """Whether a name, written out or shortened (民和县, 川口), means this one; an empty one means any."""
    if not asked or not known:
        return True
    short = ending.sub("", folded(asked))
    return folded(asked) == folded(known) or (len(short) > 1 and folded(known).startswith(short))


def _ambiguous(paths):
    named = ";".join(paths[:_MOST_NAMED])
    return _("Several villages are meant: %(paths)s. Add the township or the code.") % {"paths": named}


def once(draft, seen, key, column):
    """Notes a thing that an earlier row of the file already names; whether this is its first row."""
    if key in seen:
        draft.problem(column, _("Row %(row)s already names it.") % {"row": seen[key]})
        return False
    seen[key] = draft.number
    return True
