"""The columns of a roster, in every shape offices use (`examples` 1, 2, 3 and 5), in any order."""

from django.utils.translation import gettext_lazy as _

from core.imports.kinds import Column
from core.sheets import cells
from selection.imports import words
from selection.imports.parsing import born, first_day, last_day
from teams.languages import spoken_names
from teams.models import Cadre, Seat


def _label(choices):
    """A stored value in the reader's language; what nobody understood as it was written."""
    names = dict(choices.choices)
    return lambda value: names.get(value, value)


def _labels(choices):
    names = dict(choices.choices)
    return lambda values: "、".join(str(names.get(value, value)) for value in values)


def _seat(value):
    return _("team member") if value == "member" else dict(Seat.choices).get(value, value)


_PERSON = (
    Column(
        "name",
        _("Name"),
        ("姓名", "干部姓名", "人员姓名", "驻村干部姓名", "选派干部姓名"),
        cells.at_most(40),
        required=True,
        sample="张某某",
    ),
    Column(
        "id_number",
        _("ID number"),
        (
            "证件号码",
            "身份证号",
            "身份证号码",
            "公民身份号码",
            "居民身份证号",
            "居民身份证号码",
            "身份证件号码",
            "身份证",
            "证件号",
        ),
        cells.id_number,
        secret=True,
        words=_("As text. Gives sex and date of birth; asked for whoever is not in the pool yet."),
    ),
    Column(
        "sex",
        _("Sex"),
        ("性别",),
        cells.choice(words.SEXES),
        show=_label(Cadre.Sex),
        words=_("Only with people without an ID number."),
        sample="男",
    ),
    Column(
        "born",
        _("Date of birth"),
        ("出生年月", "出生日期", "出生年月日", "出生时间", "生日"),
        born,
        words=_("1985.07 or a whole date; need not be given beside the ID number."),
        sample="1985.07",
    ),
    Column("age", _("Age"), ("年龄", "周岁", "现年龄"), cells.number, words=_("Only compared: an age goes stale.")),
    Column(
        "party",
        _("Party membership"),
        ("政治面貌", "党派"),
        cells.choice(words.PARTIES),
        show=_label(Cadre.Party),
        sample="中共党员",
    ),
    Column(
        "education",
        _("Education"),
        ("学历", "文化程度", "最高学历", "全日制学历"),
        cells.choice(words.EDUCATIONS),
        show=_label(Cadre.Education),
        sample="本科",
    ),
    Column(
        "rank",
        _("Rank"),
        ("职级", "级别", "行政级别", "职务级别", "职务层次", "现任职级"),
        cells.choice(words.RANKS),
        show=_label(Cadre.Rank),
        words=_("What a first secretary is judged by."),
        sample="乡科级正职",
    ),
    Column(
        "job_title",
        _("Post"),
        ("职务", "现任职务", "单位职务", "工作职务", "岗位", "原职务"),
        cells.at_most(60),
        sample="办公室主任",
    ),
    Column(
        "reserve",
        _("Reserve list"),
        ("后备干部", "是否后备干部", "后备级别", "后备"),
        cells.choice(words.RESERVES),
        show=_label(Cadre.Reserve),
    ),
    Column(
        "skills",
        _("Skills"),
        ("专长", "特长", "熟悉工作", "工作专长", "熟悉领域"),
        cells.several(words.SKILLS),
        show=_labels(Cadre.Skill),
        sample="党群工作",
    ),
    Column(
        "languages",
        _("Languages"),
        ("语言", "掌握语言", "民族语言", "双语", "懂双语", "会何种语言"),
        cells.several(words.TONGUES),
        show=lambda codes: "、".join(spoken_names(codes)),
        sample="藏语、汉语",
    ),
    Column("promotable", _("Promotable soon"), ("近期可提拔使用", "近期可提拔", "可提拔"), cells.yes_no),
    Column(
        "phone",
        _("Telephone"),
        ("联系电话", "手机", "手机号码", "手机号", "电话", "电话号码", "联系方式", "移动电话"),
        cells.phone,
        secret=True,
    ),
)
_EMPLOYER = (
    Column(
        "unit",
        _("Unit"),
        ("单位名称", "单位", "工作单位", "派出单位", "选派单位", "所在单位", "原单位", "帮扶单位", "结对帮扶单位"),
        cells.text,
        words=_("Your own unit or township; may be left out."),
    ),
    Column("level", _("Level"), ("单位隶属关系", "隶属关系", "单位层级"), cells.choice(words.LEVELS)),
    Column("unit_kind", _("Kind of unit"), ("单位性质", "单位类别", "单位类型"), cells.choice(words.UNIT_KINDS)),
)
_PLACE = (
    Column("prefecture", _("Prefecture"), ("所属市", "市州", "所属市州", "所属州", "市", "州", "地市"), cells.text),
    Column("county", _("County"), ("所属县、区", "县", "县区", "所属县", "所属县市区", "县市区", "区县"), cells.text),
    Column("township", _("Township"), ("所属乡、镇", "乡镇", "所属乡镇", "乡镇街道", "乡", "镇"), cells.text),
    Column(
        "village",
        _("Village"),
        ("村", "村名", "驻村", "所驻村", "派驻村", "驻村名称", "行政村", "帮扶村", "拟驻村", "派驻村名称", "村名称"),
        cells.text,
        words=_("With its township, where the name is not the only one."),
        sample="红卫村",
    ),
    Column(
        "village_code",
        _("Village code"),
        ("村代码", "行政村代码", "区划代码", "行政区划代码", "村编码"),
        cells.code(12),
    ),
    Column(
        "residence",
        _("Residence"),
        ("住所", "住址", "驻村住所"),
        cells.text,
        words=_("Read as the village where no column names it."),
    ),
)
_SEAT = (
    Column(
        "seat",
        _("Seat"),
        ("组内身份", "席位", "队内身份", "队内职务", "拟任席位", "拟任职务", "驻村职务", "推荐席位", "队内角色"),
        cells.choice(words.SEATS),
        show=_seat,
        sample="第一书记",
    ),
    Column("first", _("First secretary"), ("是否担任第一书记", "是否第一书记", "第一书记"), cells.yes_no, sample="是"),
    Column("leader", _("Team leader"), ("是否队长", "是否担任队长", "队长"), cells.yes_no),
    Column(
        "starts_on",
        _("Posting from"),
        ("驻村开始时间", "开始驻村时间", "驻村起始时间", "到村时间", "任职时间", "拟驻村时间"),
        first_day,
        words=_("Without one the day beside the file counts; with a round chosen, the round's."),
    ),
    Column(
        "term_ends_on", _("End of term"), ("驻村结束时间", "结束驻村时间", "任期结束时间", "任期届满时间"), last_day
    ),
    Column("order", _("Order of the unit"), ("推荐顺序", "推荐次序", "排序", "优先顺序"), cells.number),
)
_SAID = (
    Column("political", _("politically sound"), ("政治素质", "政治素质好", "政治表现"), words.declared),
    Column("style", _("solid working style"), ("工作作风", "作风", "作风扎实", "工作作风扎实"), words.declared),
    Column(
        "ability", _("able, and good at work with the people"), ("综合能力", "综合能力强", "工作能力"), words.declared
    ),
    Column("health", _("healthy enough for the village"), ("健康状况", "身体状况", "健康", "健康履职"), words.declared),
    Column(
        "cultivation",
        _("outstanding young cadre or key cultivation target"),
        ("优秀年轻干部", "重点培养对象", "优秀年轻干部或重点培养对象", "培养对象"),
        words.declared,
    ),
    Column(
        "volunteers_to_continue",
        _("volunteers to continue"),
        ("自愿继续驻村", "是否自愿继续驻村", "留任意愿"),
        cells.yes_no,
    ),
    Column(
        "waiver_reason",
        _("reason for the waiver"),
        ("破格理由", "豁免理由", "例外理由", "破格说明", "例外说明"),
        cells.at_most(1000),
    ),
)
COLUMNS = (*_PERSON, *_EMPLOYER, *_PLACE, *_SEAT, *_SAID)
