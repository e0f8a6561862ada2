"""The roster 花名册 in the two forms offices use: column heads as printed there, in Chinese whatever the reader's language."""

from io import BytesIO

import xlsxwriter
from django.utils.translation import override

from core.models import Division
from teams.models import Seat

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
KINDS = ("sent", "serving")
_LEADS = ("=", "+", "-", "@", "\t", "\r")


def workbook(postings, kind, on):
    """The bytes of the Excel file. `sent`: by sending unit (form 2); `serving`: by place (form 3)."""
    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("花名册")
    _paper(sheet, SENT if kind == "sent" else SERVING)
    head = book.add_format({"bold": True, "border": 1, "align": "center", "text_wrap": True})
    cell = book.add_format({"border": 1})
    with override("zh-hans"):
        lines = _sent(postings) if kind == "sent" else _serving(postings, on)
        sheet.write_row(0, 0, SENT if kind == "sent" else SERVING, head)
        for number, line in enumerate(lines, 1):
            sheet.write_row(number, 0, [plain(value) for value in line], cell)
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


def _sent(postings):
    for one in postings:
        who = one.cadre
        yield (
            str(one.sender),
            *_person(who),
            f"{who.born_on:%Y.%m}",
            who.job_title,
            f"{one.starts_on:%Y.%m.%d}",
            who.phone_shown,
            _yes(one.seat == Seat.FIRST_SECRETARY),
        )


def _serving(postings, on):
    postings = list(postings)
    names = _place_names(postings)
    for one in postings:
        who, area = one.cadre, one.area
        name, sex, education, party = _person(who)
        yield (
            *(names.get(area[:length], "") for length in (4, 6, 9)),
            name,
            sex,
            who.age_on(on),
            education,
            party,
            str(one.sender),
            who.job_title,
            who.phone_shown,
            one.team.village.division.name,
            "队长" if one.seat == Seat.FIRST_SECRETARY else "队员",
            _yes(one.seat == Seat.FIRST_SECRETARY),
            f"{one.starts_on:%Y.%m.%d}",
        )


def _person(who):
    return who.name, {"male": "男", "female": "女"}[who.sex], who.get_education_display(), who.get_party_display()


def _yes(held):
    return "是" if held else "否"


def _place_names(postings):
    codes = {one.area[:length] for one in postings for length in (4, 6, 9)}
    return dict(Division.objects.current().filter(code__in=codes).values_list("code", "name"))
