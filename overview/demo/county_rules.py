"""What a few counties have ruled, each with an invented document number."""

from datetime import date

from core.models import CountyRule
from core.offices import Office

CAPS = [
    {"times": 1, "best": "competent"},
    {"times": 2, "best": "basically_competent"},
    {"times": 3, "best": "not_competent"},
]
SHARE = {"share": 0.25, "pools": ["civil_servants", "others"], "rounding": "down"}
# (county, key, value, document, words)
RULES = (
    (
        "630222",
        "assessment.absence_caps",
        CAPS,
        "民组演〔{year}〕3号",
        "无故旷工一次的,不得评为优秀;两次的,不得高于基本称职;三次以上的,为不称职。",
    ),
    (
        "630222",
        "assessment.excellent_share",
        SHARE,
        "民组演〔{year}〕4号",
        "优秀等次不超过参加考核人数的25%,公务员和其他人员分别计算,舍去小数。",
    ),
    ("630202", "attendance.days_per_year", 210, "乐组演〔{year}〕1号", "驻村工作队每年驻村工作时间不少于210天。"),
    ("630224", "training.days_per_year", 5, "化组演〔{year}〕2号", "驻村期间每年参加不少于5天的业务培训。"),
    ("632521", "attendance.prorate", False, "共组演〔{year}〕6号", "年度中途到任的,驻村时间不按比例折算。"),
)


def make_county_rules(world):
    """The rules of those counties that the demonstration covers, from the first of January of the year before."""
    year = world.on.year - 1
    here = set(world.counties())
    rows = [_rule(world, year, *facts) for facts in RULES if facts[0] in here]
    CountyRule.objects.bulk_create(rows)


def _rule(world, year, county, key, value, document, words):
    return CountyRule(
        area=county,
        key=key,
        value=value,
        effective_from=date(year, 1, 1),
        document_number=document.format(year=year),
        quote=words,
        entered_by=world.users[str(Office.COUNTY), county],
    )
