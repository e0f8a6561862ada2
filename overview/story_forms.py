"""The form each kind of story must have; anything else is refused in words."""

from assessment.rules import GRADES
from attendance.ledger import ATTENDANCE, TRAINING
from core.shapes import misfits

ELIGIBILITY_RULES = ("declarations", "age", "party", "rank", "cultivation", "source", "free", "language")
STANDING_ANSWERS = ("required", "done", "remaining", "possible", "forecast", "verdict", "latest_start")
GRADE_ANSWERS = ("grade", "because")
MATCHING_ANSWERS = ("score", "unfilled", "first_secretary", "unit_member", "township_member")


def any_of(*names, of="anything"):
    """A mapping that may have any of these names."""
    return {"fields": {f"{name}?": of for name in names}}


def or_nothing(shape):
    """A shape that null fits too."""
    return {"nothing_or": shape}


COMMON = {
    "name": "text",
    "kind": "text",
    "on?": "date",
    "year?": "year",
    "at?": "code",
    "county_rules?": or_nothing({"map_of": "anything"}),
}
UNIT = {
    "fields": {
        "level": {"one_of": ("central", "provincial", "prefecture", "county", "township")},
        "kind?": {"one_of": ("organ", "enterprise", "institution")},
        "home?": or_nothing("code"),
    }
}
CADRE = {
    "fields": {
        "born": "date",
        "party?": {"one_of": ("full_member", "probationary", "none")},
        "rank?": {"one_of": ("division", "deputy_division", "section", "deputy_section", "staff", "middle_manager")},
        "reserve?": or_nothing({"one_of": ("division", "section")}),
        "languages?": or_nothing({"list_of": "text"}),
        "declared?": or_nothing(any_of("political", "style", "ability", "health", "cultivation", of="boolean")),
        "serving?": "boolean",
        "volunteers_to_continue?": "boolean",
    }
}
RUN = {"from": "date", "to?": or_nothing("date")}
DAYS = {"fields": {**RUN, "status": {"one_of": ("in_village", "report_out", "training", "leave", "absent", "rest")}}}
SESSION = {"fields": {**RUN, "days?": "number"}}
NAMES = or_nothing({"list_of": "text"})
VILLAGE = {
    "fields": {
        "code": "anything",
        "needs?": NAMES,
        "ethnic_area?": "boolean",
        "languages?": NAMES,
        "unit?": "anything",
        "township?": "anything",
    }
}
POOLED = {
    "fields": {
        "id": "anything",
        "unit?": "anything",
        "skills?": NAMES,
        "languages?": NAMES,
        "seats": NAMES,
        "promotable?": "boolean",
        "order?": "integer",
    }
}
SERVED = {
    "fields": {
        "name": "text",
        "unit?": or_nothing({"one_of": ("organ", "enterprise", "institution")}),
        "postings": {"list_of": {"fields": {"at": "code", **RUN}}},
    }
}
PROPOSED = {
    "fields": {
        "days?": "integer",
        "required?": "integer",
        "villagers?": "share",
        "village_cadres?": "share",
        "unexcused_absences?": "integer",
    }
}
FORMS = {
    "eligibility": {
        "seat": {"one_of": ("first_secretary", "unit_member", "township_member")},
        "unit": UNIT,
        "cadre": CADRE,
        "village?": or_nothing({"fields": {"ethnic_area?": "boolean", "languages?": or_nothing({"list_of": "text"})}}),
        "expect": any_of(*ELIGIBILITY_RULES, "verdict"),
    },
    "route": {
        "case": {"one_of": ("nomination", "adjustment", "leave")},
        "unit?": UNIT,
        "days?": "integer",
        "expect": {"list_of": "text"},
    },
    "standing": {
        "what": {"one_of": (ATTENDANCE, TRAINING)},
        "posting": {"fields": RUN},
        "days?": or_nothing({"list_of": DAYS}),
        "sessions?": or_nothing({"list_of": SESSION}),
        "later_rules?": or_nothing({"list_of": {"fields": {"from": "date", "rules": {"map_of": "anything"}}}}),
        "month?": "integer",
        "expect": any_of(*STANDING_ANSWERS),
    },
    "grade": {
        "facts": {"fields": {"proposed": {"one_of": GRADES}, "unexcused_absences?": "integer", "recalled?": "boolean"}},
        "expect": any_of(*GRADE_ANSWERS),
    },
    "matching": {
        "villages": {"list_of": VILLAGE},
        "cadres": {"list_of": POOLED},
        "expect": any_of(*MATCHING_ANSWERS),
    },
    # pools of people counted already, or people with their postings; `places` asks where the last of them go
    "quota": {
        "pools?": {"map_of": "integer"},
        "teams?": "integer",
        "people?": {"list_of": SERVED},
        "granted?": {"map_of": "integer"},
        "places?": "integer",
        "proposed?": {"map_of": PROPOSED},
        "expect": {"map_of": "anything"},
    },
}


def faults_of(raw) -> list[str]:
    """Everything about a story that is not as its kind wants it; an empty list when it is well formed."""
    if not isinstance(raw, dict):
        return ["a story is a mapping with name, kind and expect"]
    if raw.get("kind") not in FORMS:
        return [f"kind {raw.get('kind')!r} is none of {', '.join(FORMS)}"]
    faults = [*misfits(raw, {"fields": {**COMMON, **FORMS[raw["kind"]]}}, "story")]
    return faults or ([] if raw["expect"] else ["it expects nothing"])
