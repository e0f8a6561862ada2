"""The words rosters are written in, and what they mean here. Of each value the first word is the one we print."""

from core.sheets import cells

SEXES = {"male": ("男",), "female": ("女",)}

_OTHERS = (  # 03–13 of the closed list: known, and no member of the Party
    "群众",
    "共青团员",
    "民革党员",
    "民革会员",
    "民盟盟员",
    "民建会员",
    "民进会员",
    "农工党党员",
    "致公党党员",
    "九三学社社员",
    "台盟盟员",
    "无党派民主人士",
    "无党派人士",
    "无党派",
    "民主党派",
    "团员",
    "普通公民",
)
PARTIES = {
    "full_member": ("中共党员", "党员", "中共正式党员", "正式党员", "中国共产党党员", "1", "01", "01中共党员"),
    "probationary": ("中共预备党员", "预备党员", "中国共产党预备党员", "2", "02", "02中共预备党员"),
    "none": (*_OTHERS, *(f"{code}" for code in range(3, 14)), *(f"{code:02}" for code in range(3, 10))),
}
# The closed list of ranks; what stands above 县处级正职 is refused with the known words.
RANKS = {
    "division": ("县处级正职", "正处级", "正县级", "处级正职", "县处级正", "正处"),
    "deputy_division": ("县处级副职", "副处级", "副县级", "处级副职", "县处级副", "副处"),
    "section": ("乡科级正职", "正科级", "科级正职", "正乡科级", "乡科级正", "正科"),
    "deputy_section": ("乡科级副职", "副科级", "科级副职", "副乡科级", "乡科级副", "副科"),
    "staff": ("科员级", "办事员级", "未定职", "科员", "办事员", "一般干部"),
    "middle_manager": ("中层", "中层干部", "中层正职", "中层副职", "中层管理人员"),
}
RESERVES = {
    "": ("否", "无", "不是"),
    "division": ("处级后备", "处级后备干部", "县处级后备干部", "县处级后备", "处级"),
    "section": ("科级后备", "科级后备干部", "乡科级后备干部", "乡科级后备", "科级"),
}
EDUCATIONS = {
    "secondary": ("高中", "中专", "高中及以下", "中专(高中)", "技校", "初中", "职高", "中等专科"),
    "college": ("大专", "专科", "大学专科", "高职"),
    "bachelor": ("本科", "大学", "大学本科", "学士", "党校本科", "省委党校本科", "中央党校本科"),
    "master": ("硕士", "研究生", "硕士研究生", "党校研究生", "省委党校研究生", "中央党校研究生"),
    "doctor": ("博士", "博士研究生"),
}
SKILLS = {
    "party_affairs": ("党群工作", "党群", "党务", "党建", "党务工作", "党建工作", "组织工作"),
    "economy": ("经济工作", "经济", "产业", "产业发展"),
    "social_work": ("社会工作", "社会治理", "社工", "矛盾调解"),
}
TONGUES = {
    "bo": ("藏语", "藏", "藏文", "藏汉双语", "汉藏双语", "藏汉"),
    "mn": ("蒙古语", "蒙", "蒙语", "蒙文", "蒙汉双语"),
    "mjg": ("土族语", "土语"),
    "slr": ("撒拉语",),
    "kk": ("哈萨克语", "哈语"),
    "zh": ("汉语", "普通话"),
}
# 组内身份, 席位: the leader is the first secretary (第一书记兼任驻村工作队队长).
SEATS = {
    "first_secretary": ("第一书记", "队长", "第一书记兼队长", "第一书记、队长", "第一书记(队长)", "组长", "工作队长"),
    "member": ("队员", "工作队员", "驻村工作队员", "组员", "成员", "副队长", "驻村队员", "一般队员"),
    "unit_member": ("单位队员", "单位工作队员", "结对单位队员", "派出单位队员", "工作队员(结对单位选派)"),
    "township_member": ("乡镇队员", "乡镇工作队员", "乡镇干部", "工作队员(乡镇选派)"),
}
# 隶属关系 as the national form codes it → our levels; troops and others have none here.
LEVELS = {
    "central": ("中央", "1", "01", "01中央", "中直", "中央驻青"),
    "provincial": ("省", "2", "02", "02省", "省直", "省级"),
    "prefecture": ("市", "3", "03", "03市", "市直", "州直", "州", "市级", "州级", "市州"),
    "county": ("县", "4", "04", "04县", "县直", "县级", "区", "区直"),
    "township": ("乡镇", "5", "05", "05乡镇", "乡", "镇", "乡级"),
    "": ("其他", "部队", "6", "06", "06部队", "99", "99其他"),
}
UNIT_KINDS = {
    "organ": ("国家机关", "机关", "党政机关", "社会团体", "行政单位"),
    "institution": ("事业单位", "高等院校", "科研院所", "医疗机构", "学校"),
    "enterprise": ("国有企业", "企业", "央企", "国企"),
    "": ("其他",),
}
# What a Party committee declares, a yes in many words; whatever is written else is refused, never guessed.
_DECLARED = {
    True: ("是", "好", "良好", "优秀", "合格", "符合", "健康", "强", "较好", "√", "✓", "✔", "1", "y", "yes"),
    False: (),
}
_DECLARED[False] = ("否", "不合格", "不符合", "不健康", "差", "×", "0", "n", "no")

declared = cells.choice(_DECLARED)
