"""Names of organs, institutions and enterprises, and short forms of place names."""

import re

ORGANS = (
    "水务局 教育局 财政局 卫生健康局 农业农村局 交通运输局 自然资源局 民政局 司法局 审计局 统计局 林业和草原局 文化和旅游局 "
    "生态环境局 住房和城乡建设局 人力资源和社会保障局 应急管理局 市场监督管理局 医疗保障局 退役军人事务局 乡村振兴局 商务局 "
    "发展和改革委员会 工业和信息化局 民族宗教事务局 科学技术局 气象局 信访局 机关事务服务中心 总工会 妇女联合会 工商业联合会 "
    "残疾人联合会 档案馆 人民检察院 人民法院"
).split()
INSTITUTIONS = "人民医院 中医院 第一中学 职业技术学校 图书馆 疾病预防控制中心 农牧业综合服务中心 融媒体中心".split()
ENTERPRISES = "城市建设投资有限公司 供销集团有限公司 水务有限公司 文化旅游投资有限公司".split()
PROVINCIAL = (
    "水利厅 教育厅 财政厅 卫生健康委员会 农业农村厅 交通运输厅 自然资源厅 民政厅 司法厅 审计厅 统计局 林业和草原局 文化和旅游厅 "
    "生态环境厅 住房和城乡建设厅 人力资源和社会保障厅 应急管理厅 市场监督管理局 医疗保障局 退役军人事务厅 乡村振兴局 商务厅 "
    "发展和改革委员会 工业和信息化厅 科学技术厅 广播电视局 体育局 信访局 机关事务管理局 总工会 妇女联合会 工商业联合会 "
    "残疾人联合会 档案馆 人民检察院 高级人民法院"
).split()
PROVINCIAL_INSTITUTIONS = (
    "人民医院 图书馆 博物馆 疾病预防控制中心 农林科学院 社会科学院 地质调查院 职业技术学院".split()
)
PROVINCIAL_ENTERPRISES = "投资集团有限公司 交通控股集团有限公司 物产集团有限公司 能源发展集团有限公司".split()
CENTRAL = (
    "国家税务总局青海省税务局 中国人民银行青海省分行 国家统计局青海调查总队 青海省气象局 青海省地震局 青海省邮政管理局 "
    "国家金融监督管理总局青海监管局 西宁海关 民航青海监管局 青海省烟草专卖局"
).split()
CENTRAL_ENTERPRISES = "国网青海省电力公司 中国电信青海分公司 中国移动青海公司 中国石油青海销售公司".split()
TITLES = {
    "organ": ("党组成员", "二级调研员", "四级调研员", "机关党委书记"),
    "institution": ("党委委员", "副主任", "党总支书记"),
    "enterprise": ("党委委员", "副总经理", "工会主席"),
}
JOBS = {
    "division": "处长",
    "deputy_division": "副处长",
    "section": "科长",
    "deputy_section": "副科长",
    "staff": "科员",
    "middle_manager": "部门主任",
}
_PEOPLES = re.compile("(?:藏族|蒙古族|回族|土族|撒拉族)+自治(?=[州县])")


def short(name):
    """How a place is spoken of in the names of its organs: 民和回族土族自治县 → 民和县."""
    return _PEOPLES.sub("", name).replace("行政委员会", "行委")


def organs_of(level, place):
    """[(name, kind)] of the units that a place of this level has, the usual ones first."""
    if level == "central":
        return [(name, "organ") for name in CENTRAL] + [(name, "enterprise") for name in CENTRAL_ENTERPRISES]
    if level == "provincial":
        return _named(place, PROVINCIAL, PROVINCIAL_INSTITUTIONS, PROVINCIAL_ENTERPRISES)
    return _named(short(place), ORGANS, INSTITUTIONS, ENTERPRISES)


def _named(place, *lists):
    kinds = ("organ", "institution", "enterprise")
    return [(f"{place}{name}", kind) for kind, names in zip(kinds, lists, strict=True) for name in names]
