"""The roster 花名册 in the three forms offices use: column heads as printed there, in Chinese whatever the reader's language."""

from collections import namedtuple
from io import BytesIO

import xlsxwriter
from django.utils.translation import override

from core.models import Division
from teams.models import Cadre, Seat

SENT = ("单位", "姓名", "性别", "学历", "政治面貌", "出生年月", "职务", "开始驻村时间", "手机", "是否担任第一书记")
SERVING = (
    "所属市",
    "所属县、区",
    "所属乡、镇",
    "姓名",
    "性别",
    "年龄",
    "学历",
    "政治面貌",
    "单位名称",
    "职务",
    "手机号码",
    "住所",
    "组内身份",
    "是否担任第一书记",
    "开始驻村时间",
)
# 队长 and 第一书记 are two answers; in this house the first secretary leads the team (二(一))
NATIONAL = (
    "姓名",
    "单位名称",
    "职务",
    "单位隶属关系",
    "联系电话",
    "驻村时间",
    "政治面貌",
    "证件号码",
    "是否队长",
    "是否第一书记",
    "驻村开始时间",
    "驻村结束时间",
)
HEADS = {"national": NATIONAL, "sent": SENT, "serving": SERVING}
_LEVELS = {"central": "01", "provincial": "02", "prefecture": "03", "county": "04", "township": "05"}
_LEVEL_WORDS = {"01": "中央", "02": "省", "03": "市", "04": "县", "05": "乡镇"}
_FIRST = Seat.FIRST_SECRETARY.value
_LINE = {
    "area": "area",
    "first": "seat",
    "starts_on": "starts_on",
    "village": "team__village__division__name",
    "second_village": "team__second_village__division__name",
    "ends_on": "ends_on",
    "unit": "pairing__unit__name",
    "level": "pairing__unit__level",
    "township": "cadre__township__name",
    **{key: f"cadre__{key}" for key in ("name", "sex", "born_on", "education", "party", "job_title")},
    "phone": "cadre__phone_shown",
    "id_number": "cadre__id_shown",
}
_FIELDS = tuple(_LINE.values())
_Line = namedtuple("_Line", _LINE)
_LEADS = ("=", "+", "-", "@", "\t", "\r")


def workbook(postings, kind, on):
    """The bytes of the Excel file. `national`: form 1; `sent`: by sending unit (form 2); `serving`: by place (form 3)."""
    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("花名册")
    heads = HEADS[kind]
    _paper(sheet, heads)
    head = book.add_format({"bold": True, "border": 1, "align": "center", "text_wrap": True})
    cell = book.add_format({"border": 1})
    sheet.write_row(0, 0, heads, head)
    for number, line in enumerate(lines(in_order(postings), kind, on), 1):
        for column, value in enumerate(line):
            write = sheet.write_number if isinstance(value, int) else sheet.write_string
            write(number, column, plain(value), cell)
    book.close()
    return file.getvalue()


def plain(value):
    """A cell that no spreadsheet takes for a formula: a leading = + - @ gets an apostrophe before it."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_LEADS) else value


def _paper(sheet, heads):
    """A4, landscape, the head on every page."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_column(0, len(heads) - 1, 14)


def in_order(postings):
    """The postings as bare rows, by place and seat: a province's roster is read in one statement, no object made of it."""
    return postings.order_by("area", "seat", "starts_on", "pk").values_list(*_FIELDS)


def lines(rows, kind, on):
    """The lines under `HEADS[kind]` of rows that are `in_order`; in Chinese whatever the reader's language."""
    line = _sent if kind == "sent" else {"national": _national, "serving": _serving}[kind](on)
    with override("zh-hans"):
        return [line(one) for one in _read(rows)]


def _read(rows):
    words = {"education": dict(Cadre.Education.choices), "party": dict(Cadre.Party.choices)}
    words = {field: {value: str(label) for value, label in choices.items()} for field, choices in words.items()}
    for row in rows:
        one = _Line(*row)
        shown = {field: words[field].get(getattr(one, field), "") for field in words}
        yield one._replace(sex={"male": "男", "female": "女"}[one.sex], first=_yes(one.first == _FIRST), **shown)


def _national(on):
    """A line of form 1; 驻村时间 in full months up to the day."""

    def line(one):
        until = min(one.ends_on or on, on)
        level = _LEVELS[one.level or "township"]
        sent_by = (one.unit or one.township, one.job_title, f"{level} {_LEVEL_WORDS[level]}")
        months = (until.year - one.starts_on.year) * 12 + until.month - one.starts_on.month
        served = max(months - (until.day < one.starts_on.day), 0)
        ended = f"{one.ends_on:%Y.%m.%d}" if one.ends_on else ""
        about = (one.phone, served, one.party, one.id_number, one.first, one.first)
        return (one.name, *sent_by, *about, f"{one.starts_on:%Y.%m.%d}", ended)

    return line


def _sent(one):
    born, since = f"{one.born_on:%Y.%m}", f"{one.starts_on:%Y.%m.%d}"
    about = (one.unit or one.township, one.name, one.sex, one.education, one.party)
    return (*about, born, one.job_title, since, one.phone, one.first)


def _serving(on):
    """A line of form 3; the names of the places are looked up once."""
    names = dict(Division.objects.current().exclude(level=Division.Level.VILLAGE).values_list("code", "name"))

    def line(one):
        village = f"{one.village}、{one.second_village}" if one.second_village else one.village
        return (
            *(names.get(one.area[:length], "") for length in (4, 6, 9)),
            *(one.name, one.sex, _age(one.born_on, on), one.education, one.party),
            *(one.unit or one.township, one.job_title, one.phone, village),
            "队长" if one.first == _yes(True) else "队员",
            one.first,
            f"{one.starts_on:%Y.%m.%d}",
        )

    return line


def _age(born_on, day):
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def _yes(held):
    return "是" if held else "否"
