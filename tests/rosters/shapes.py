"""The column shapes of `examples/registers.md`: heads, and what a person's line says under them."""

SEXES = {"male": "男", "female": "女"}
UNIT, COUNTY, PREFECTURE = "海东市水务局", "民和县", "海东市"


def _yes(value):
    return "是" if value else "否"


# 1 · team table of the village registration form (national): the two flags stand on their own, no village
REGISTRATION = {
    "姓名": lambda one: one.name,
    "单位名称": lambda one: UNIT,
    "职务": lambda one: one.job,
    "单位隶属关系": lambda one: "03市",
    "联系电话": lambda one: one.phone,
    "驻村时间": lambda one: 240,
    "政治面貌": lambda one: "01" if one.party == "中共党员" else "13",
    "证件号码": lambda one: one.number,
    "是否队长": lambda one: _yes(one.first),
    "是否第一书记": lambda one: _yes(one.first),
    "驻村开始时间": lambda one: f"{one.starts:%Y-%m-%d}",
    "驻村结束时间": lambda one: "2028-08-31",
}
# 2 · roster of those sent by provincial units: no ID number, birth as year and month
SENT = {
    "单位": lambda one: UNIT,
    "姓名": lambda one: one.name,
    "性别": lambda one: SEXES[one.sex],
    "学历": lambda one: one.education,
    "政治面貌": lambda one: one.party,
    "出生年月": lambda one: f"{one.born:%Y.%m}",
    "职务": lambda one: one.job,
    "开始驻村时间": lambda one: f"{one.starts:%Y.%m}",
    "手机": lambda one: one.phone,
    "是否担任第一书记": lambda one: _yes(one.first),
}
# 3 · roster of a county's village cadres: an age that goes stale, the village under 住所
SERVING = {
    "所属市": lambda one: PREFECTURE,
    "所属县、区": lambda one: COUNTY,
    "所属乡、镇": lambda one: one.township,
    "姓名": lambda one: one.name,
    "性别": lambda one: SEXES[one.sex],
    "年龄": lambda one: 2026 - one.born.year,
    "学历": lambda one: one.education,
    "政治面貌": lambda one: one.party,
    "单位名称": lambda one: UNIT,
    "职务": lambda one: one.job,
    "手机号码": lambda one: one.phone,
    "住所": lambda one: one.village,
    "组内身份": lambda one: "队长" if one.first else "队员",
    "是否担任第一书记": lambda one: _yes(one.first),
    "开始驻村时间": lambda one: one.starts,
}
# 5 · a city's register: closed lists of unit kinds and ranks
CITY = {
    "姓名": lambda one: one.name,
    "性别": lambda one: SEXES[one.sex],
    "身份证号": lambda one: one.number,
    "单位名称": lambda one: UNIT,
    "单位性质": lambda one: "国家机关",
    "职级": lambda one: one.rank,
    "政治面貌": lambda one: one.party,
    "手机号码": lambda one: one.phone,
}
# what a unit of our own fills in: everything
WHOLE = CITY | {
    "乡镇": lambda one: one.township,
    "村": lambda one: one.village,
    "席位": lambda one: "第一书记" if one.first else "队员",
}
SHAPES = {"registration": REGISTRATION, "sent": SENT, "serving": SERVING, "city": CITY, "whole": WHOLE}


def table(shape, people, *, order=None, **changed):
    """[heads, line, …] of a shape; `order` permutes the columns, `changed` replaces what stands under a head."""
    columns = {**shape, **{head: (lambda one, value=value: value) for head, value in changed.items()}}
    heads = [[*columns][at] for at in order] if order else [*columns]
    return [heads, *([columns[head](one) for head in heads] for one in people)]
