"""Lawful writes: who sends them, where to, and what. The same bodies are then stuffed with what nobody asked for."""

from dataclasses import dataclass
from datetime import date

from tests.access.ballots import latest_case

OWN_UNIT = {"party_committee": "新党组", "leader_name": "新领导", "leader_title": "局长"}
CADRE = {"name": "新姓名", "party": "full_member", "rank": "staff"}
PROPOSAL = {
    "seat": "unit_member",
    "starts_on": "2026-08-01",
    "term_ends_on": "2028-07-31",
    "decision_number": "2号",
    "decided_on": "2026-07-01",
    **dict.fromkeys(("political", "style", "ability", "health", "cultivation"), "on"),
}
ROUND = {
    "name": "选派",
    "document_number": "1号",
    "categories": "registered_poor",
    "needs": "economy",
    "nominate_from": "2026-07-20",
    "nominate_until": "2026-08-20",
    "starts_on": "2026-09-01",
    "term_ends_on": "2028-08-31",
}
RULE = {
    "value": "220",
    "document_number": "民组发3号",
    "quote": "不少于220天",
    "effective_from": "2026-08-01",
    "effective_to": "",
}
SESSION = {
    "kind": "thematic",
    "title": "t",
    "place": "p",
    "starts_on": "2026-06-01",
    "ends_on": "2026-06-02",
    "days": "2",
}
CALENDAR = {"ballots_by": "2027-01-10", "propose_by": "2027-01-20", "review_by": "2027-02-10"}
SPOT = {"way": "visit", "how": "by_hand", "starts_on": "2026-07-20", "ends_on": "2026-07-20"}

WISHES = {
    "waiting": "now",
    "decided": "daily",
    "verdicts": "daily",
    "reminders": "none",
    "dues": "daily",
    "news": "none",
}
WISHES |= {"quiet_from": "21:00", "quiet_until": "07:30", "language": "zh-hans"}
ASKED = {"name": "台账", "basis": "1号", "cadence": "yearly", "filled_by": "township", "lines": "姓名 | 干部信息"}
ROBOT = {"name": "群", "shape": "wecom", "address": "https://example.org/hook", "groups": "waiting"}
ROBOT |= {"quiet_from": "21:00", "quiet_until": "07:30", "language": "zh-hans"}
LEAVE = {
    "kind": "personal",
    "starts_on": "2026-08-03",
    "ends_on": "2026-08-04",
    "reason": "家事",
    "destination": "西宁市",
    "send": "1",
}
OUTING = {"kind": "errand", "starts_on": "2026-08-06", "ends_on": "2026-08-06", "reason": "项目", "destination": "县城"}
CHARGE = {
    "kind": "recall",
    "ground": "idle",
    "happened_on": "2026-07-10",
    "reason": "多日不在岗",
    "leaves_on": "2026-07-25",
}

LATER = {"starts_on": "2026-08-10", "ends_on": "2026-08-11"}
PLAN = {
    "year": "2026",
    "kind": "rotation",
    "title": "集中轮训",
    "starts_on": "2026-09-01",
    "ends_on": "2026-09-30",
    "sessions_planned": "2",
    "people_planned": "90",
    "days_planned": "2",
}
ALLOTTED = {"year": "2026", "amount": "1000", "number": "3号", "day": "2026-03-01"}
SPENT = {"year": "2026", "number": "记-9", "day": "2026-04-01", "amount": "12.50", "item": "travel", "payee": "加油站"}
COVER = {"insurer": "人寿", "policy_number": "9", "starts_on": "2026-07-01", "ends_on": "2026-12-31"}
SEEN = {"kind": "talk", "day": "2026-07-01", "leader": "张三", "leader_title": "部长"}
TROUBLE = {"kind": "illness", "what": "家人住院", "since": "2026-05-01"}
HURT = {"kind": "injury", "happened_on": "2026-07-10", "where": "路上", "what": "摔伤"}
WAY = {"method": "documents", "day": "2026-07-10", "who": "考核组", "found": "台账齐全"}
MEETING = {"title": "例会", "day": "2026-07-24", "place": "县委", "agenda": "进展"}
MATTER = {"words": "修路", "owner": "township:630222100", "due_on": "2026-08-20", "reason": "补记"}
HEARD = {"day": "2026-07-20", "led_by": "领导甲", "decided": "落实资金"}
VISITED = {"day": "2026-07-20", "leader": "领导甲", "settled": "协调修路"}
WORK = {"staff": "3", "households": "9", "visits": "20", "helped": "4", "note": "全覆盖"}
NOTE = {"day": "2026-07-18", "duty": "services", "words": "走访五户"}


@dataclass(frozen=True)
class Legal:
    """One lawful form: `name` of the address, `who` sends it, `body`; `kind` is the row in the address."""

    name: str
    who: str
    body: dict
    kind: str = ""


def _count(world):
    """A count of the village cadres' ballots of our team in the latest cycle, where the first secretary alone has a case."""
    latest = latest_case(world.postings["first"])
    case, day = latest.pk, min(latest.cycle.until_on, date(2026, 7, 1)).isoformat()
    said = {
        "cycle": latest.cycle_id,
        "held_on": day,
        "place": "村委会",
        "eligible": "9",
        "issued": "9",
        "returned": "9",
        "valid": "9",
    }
    boxes = {f"vote-{case}-{item}-{grade}": "9" if grade == 0 else "0" for item in range(3) for grade in range(4)}
    return {"kind": "village_cadres", **said, **boxes}


def _care(world):
    """What is entered for posted cadres, and the funds of our team."""
    first, member, team = world.postings["first"].pk, world.postings["member"].pk, world.teams["630222100201"].pk
    paid = {"month": "2026-06", "paid_on": "2026-06-25", "pay": f"{first}-meals", f"amount-{first}-meals": "1800"}
    return [
        Legal("funds-allot", "county", {**ALLOTTED, "team": team}),
        Legal("fund-spend", "township", SPENT, "team"),
        Legal("fund-reverse", "township", {"why": "重复"}, "fund-entry"),
        Legal("insurance-new", "unit", {**COVER, "picked": member}),
        Legal("insurance-strike", "county", {"why": "写错"}, "insurance"),
        Legal("checkup-new", "unit", {"planned_on": "2026-08-01", "place": "医院", "picked": member}),
        Legal("checkups-done", "unit", {"done_on": "2026-03-03", "picked": world.things["checkup"][0].pk}),
        Legal("visit-new", "province", {**SEEN, "picked": [first, member]}),
        Legal("allowances", "unit", paid),
        Legal("difficulty-new", "cadre", {**TROUBLE, "posting": first}),
        Legal("difficulty-help", "township", {"what": "慰问", "day": "2026-07-01"}, "difficulty"),
        Legal("difficulty-settle", "unit", {"day": "2026-07-01"}, "difficulty"),
        Legal("difficulty-strike", "county", {"why": "误登"}, "difficulty"),
        Legal("injury-strike", "county", {"why": "误登"}, "injury"),
        Legal("injury-new", "county", {**HURT, "posting": first}),
        Legal("injury-step", "unit", {"evidence": "已住院", "done_on": "2026-07-11"}, "injury-step"),
    ]


def writes(world):
    """The lawful forms of a world."""
    team = {"team": world.teams["630222100200"].pk, "cadre": world.cadres["pool2"].pk}
    return [
        Legal("nomination-new", "unit", {**PROPOSAL, **team}),
        Legal("nomination-step", "county", {"verb": "review"}, "nomination"),
        Legal("nomination-step", "county", {"verb": "return", "note": "因为"}, "nomination"),
        Legal("nomination-step", "unit", {"verb": "withdraw"}, "nomination"),
        Legal(
            "nomination-batch", "county", {"verb": "review", "pick": f"{world.things['nomination'][0].pk}-submitted"}
        ),
        Legal("public-notice-withdraw", "county", {"why": "名单有误"}, "public-notice"),
        Legal("objection-step", "county", {"verb": "dismiss", "finding": "不属实"}, "objection"),
        Legal("objection-reveal", "county", {"reason": "核实"}, "objection"),
        Legal("result-notice-withdraw", "county", {"why": "名单有误"}, "result-notice"),
        Legal("result-objection-step", "county", {"verb": "dismiss", "finding": "不属实"}, "result-objection"),
        Legal("result-objection-reveal", "county", {"reason": "核实"}, "result-objection"),
        Legal("use-new", "unit", {"kind": "promotion", "reason": "实绩突出"}, "result"),
        Legal("use-step", "county", {"verb": "withdraw", "note": "另行考虑"}, "use"),
        Legal("round-new", "county", ROUND),
        Legal("round-close", "county", {}, "round"),
        Legal("short-send", "county", {"seat": f"{world.teams['630222100200'].pk}:unit_member"}),
        Legal("assessment-step", "township", {"verb": "propose", "grade": "competent", "opinion": "好"}, "assessment"),
        Legal("cycle-new", "county", {"kind": "yearly", "year": "2026", **CALENDAR}),
        Legal("cycle-step", "county", {"verb": "calendar", **CALENDAR}, "cycle"),
        Legal("cycle-counties", "prefecture", {"year": "2026"}),
        Legal("recomputes", "county", {"year": "2025"}),
        Legal("assessment-step", "unit", {"verb": "agree"}, "term"),
        Legal("assessment-way", "county", WAY, "term-open"),
        Legal("ballot-enter", "county", _count(world), "team"),
        Legal("ballot-step", "leadership", {"verb": "reopen", "note": "漏计", "version": "1"}, "ballot"),
        Legal("unit-edit", "unit", OWN_UNIT, "unit"),
        Legal("cadre-edit", "unit", CADRE, "cadre"),
        Legal("cadre-reveal", "county", {"what": "phone", "reason": "电话核实"}, "cadre"),
        Legal("village-edit", "county", {"needs": "economy", "languages": "zh"}, "village"),
        Legal("attendance-rule", "county", RULE),
        Legal("training-new", "county", SESSION),
        Legal("training-edit", "county", {**SESSION, **LATER}, "training-to-come"),
        Legal("training-timetable", "county", {"half": "0"}, "training-to-come"),
        Legal("training-open", "county", {"enrol_until": "2026-08-03"}, "training-to-come"),
        Legal("training-cancel", "county", {"reason": "大雪封路"}, "training-to-come"),
        Legal("training-enrol", "county", {"posting": world.postings["member"].pk}, "training-to-come"),
        Legal("training-strike", "county", {"posting": world.postings["first"].pk}, "training-to-come"),
        Legal(
            "training-attendance",
            "county",
            {"version": "0", "reason": "更正", "absent": world.postings["first"].pk},
            "training",
        ),
        Legal("training-plan-new", "county", PLAN),
        Legal("training-plan-edit", "county", PLAN, "training-plan"),
        Legal("training-plan-drop", "county", {}, "training-plan"),
        Legal("sheet-confirm", "clerk", {"first": "2026-07-19", "last": "2026-07-20", "span": "1"}),
        Legal("today-confirm", "clerk", {f"s-{world.postings['town'].pk}-20260718": "in_village"}),
        Legal("lock-months", "county", {"year": "2026", "month": "5", "reason": "考核", "verb": "lock"}),
        Legal("notice-choices", "county", WISHES),
        Legal("asked-form-new", "county", ASKED),
        Legal("asked-form-edit", "county", ASKED, "asked-form"),
        Legal("asked-form-end", "county", {}, "asked-form"),
        Legal("message-again", "sysadmin", {}, "message"),
        Legal("webhook-new", "county", ROBOT),
        Legal("webhook", "county", ROBOT, "webhook"),
        Legal("webhook-try", "county", {}, "webhook"),
        Legal("webhook-remove", "county", {}, "webhook"),
        Legal("spot-plan-new", "county", SPOT | {"postings": world.postings["member"].pk}),
        Legal("spot-plan-call-off", "county", {"why": "防汛"}, "spot-plan"),
        Legal("spot-check-record", "county", {"result": "in_village", "time": "10:30"}, "spot-to-make"),
        Legal("discrepancy-step", "county", {"verb": "settle", "outcome": "explained", "note": "核实"}, "discrepancy"),
        Legal("leave-new", "cadre", LEAVE),
        Legal("leave-step", "township", {"verb": "approve"}, "leave"),
        Legal("leave-step", "township", {"verb": "return", "note": "补充", "fields_to_mend": "papers"}, "leave"),
        Legal("leave-step", "cadre", {"verb": "withdraw"}, "leave"),
        Legal("leaves-decide", "township", {"verb": "approve", "leave": world.things["leave"][0].pk}),
        Legal("recall-new", "county", CHARGE | {"posting": world.postings["member"].pk}),
        Legal("recall-duty", "prefecture", {"duty": "unit_interviewed", "evidence": "已约谈"}, "recall"),
        Legal("commitment-begin", "cadre", {"team": world.teams["630222100201"].pk, "year": "2027"}),
        Legal("commitment-step", "township", {"verb": "accept"}, "commitment"),
        Legal("commitments-accept", "township", {"cases": world.things["commitment"][0].pk}),
        Legal(
            "quarter-report-begin", "clerk", {"team": world.teams["630222100201"].pk, "year": "2026", "quarter": "1"}
        ),
        Legal(
            "quarter-report-edit", "cadre", {"thought": "思想稳定", "work": "走访", "study": "学习"}, "quarter-report"
        ),
        Legal("handover-edit", "cadre", {"kind_work_0": "project", "what_work_0": "饮水工程"}, "handover"),
        Legal("report-out-new", "cadre", OUTING),
        Legal("report-out-change", "cadre", OUTING, "report-out"),
        Legal("report-out-take-back", "cadre", {}, "report-out"),
        Legal("meeting-new", "leadership", MEETING),
        Legal("meeting-edit", "county", MEETING, "meeting-planned"),
        Legal("meeting-cancel", "leadership", {"reason": "防汛"}, "meeting-planned"),
        Legal("meeting-called", "leadership", {"posting": world.postings["first"].pk}, "meeting-planned"),
        Legal(
            "meeting-sign-in",
            "leadership",
            {"version": "0", "reason": "更正", f"sign-{world.postings['first'].pk}": "came"},
            "meeting",
        ),
        Legal(
            "meeting-minutes",
            "leadership",
            {"version": "0", "reason": "更正", "chair": "组长", "minutes": "纪要"},
            "meeting",
        ),
        Legal("matter-new", "leadership", MATTER, "meeting"),
        Legal("matter-edit", "leadership", MATTER, "matter"),
        Legal("matter-progress", "township", {"words": "已勘察"}, "matter"),
        Legal("matter-end", "township", {"outcome": "settled", "answer": "已修好"}, "matter"),
        Legal("hearing-new", "unit", HEARD | {"teams": world.teams["630222100201"].pk}),
        Legal("hearing-edit", "unit", HEARD | {"teams": world.teams["630222100201"].pk}, "hearing"),
        Legal("hearing-remove", "unit", {"reason": "重复"}, "hearing"),
        Legal("unit-visit-new", "unit", VISITED | {"village": world.villages["630222100201"].pk}),
        Legal("unit-visit-edit", "unit", VISITED | {"village": world.villages["630222100201"].pk}, "unit-visit"),
        Legal("unit-visit-confirm", "township", {}, "unit-visit"),
        Legal("paired-work-line-new", "unit", WORK | {"village": world.villages["630222100201"].pk, "year": "2026"}),
        Legal("paired-work-line-edit", "unit", WORK, "paired-work-line"),
        Legal("note-new", "cadre", NOTE),
        Legal("note-edit", "cadre", NOTE, "note"),
        Legal("note-remove", "cadre", {"reason": "重复"}, "note"),
        Legal("query-new", "county", {"name": "统计", "what": "cross", "query": "rows=seat"}),
        Legal("query-step", "county", {"verb": "weekly"}, "query"),
        Legal("tokens", "county", {"label": "机器", "days": "30"}),
        Legal("token-revoke", "county", {}, "token"),
        Legal("delegation-end", "county", {}, "delegation"),
        Legal("user", "sysadmin_here", {"name": "改名", "email": "a@example.org"}, "user"),
        Legal("user-active", "sysadmin_here", {"active": "0"}, "user"),
        Legal("user-reset", "sysadmin_here", {}, "user"),
        Legal("appointment-end", "sysadmin_here", {}, "appointment"),
        Legal("division-change", "county", {"ethnic_area": "on", "languages": ["zh"]}),
        *_care(world),
    ]
