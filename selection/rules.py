"""Who may take which seat, and whose approval it needs (二(一), 二(四)). Pure: facts and policy in, findings out.

Every list and number is policy data; the force of the words (必须, 一般, 优先) decides whether a no stops, needs a waiver or only informs.
"""

from dataclasses import dataclass, field
from datetime import date

from core.findings import Finding, found
from core.offices import CODE_LENGTH, Office

FIRST_SECRETARY = "first_secretary"


@dataclass(frozen=True, slots=True)
class Sender:
    """The unit or township that sends a cadre. `paired`: whether it is this village's paired unit (or own township), when known."""

    level: str
    kind: str = "organ"
    home: str = ""
    paired: bool | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """What the rules look at in a cadre, as of the day the posting would start. `declared` holds the Party committee's declarations."""

    born: date
    party: str
    rank: str
    reserve: str | None = None
    languages: tuple[str, ...] = ()
    declared: frozenset[str] = field(default_factory=frozenset)
    serving: bool = False
    volunteers_to_continue: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """What the rules look at in a village."""

    ethnic_area: bool = False
    languages: tuple[str, ...] = ()


def judge(candidate: Candidate, *, seat: str, sender: Sender, village: Place, on: date, policy) -> list[Finding]:
    """The findings for one cadre and one seat, in the order of the text. Rules that do not apply to the seat are absent."""
    first = seat == FIRST_SECRETARY
    return [
        _declarations(candidate, policy),
        _age(candidate, on, policy),
        *(
            [_party(candidate, policy), _rank(candidate, sender, policy)]
            if first
            else [_cultivation(candidate, policy)]
        ),
        _source(seat, sender, policy),
        _free(candidate, policy),
        _language(candidate, village, policy),
    ]


def full_years(born: date, on: date) -> int:
    """Age in full years on a day. Born on 29 February, one is a year older on 1 March of a common year."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _age(candidate, on, policy):
    """一般不超过45周岁: full years on the day the posting starts."""
    limit = policy["selection.max_age"]
    age = full_years(candidate.born, on)
    return found(
        "age", age <= limit.value, limit, age=age, limit=limit.value, born=candidate.born.isoformat(), on=on.isoformat()
    )


def _party(candidate, policy):
    """第一书记人选,必须是中共正式党员."""
    asked = policy["selection.first_secretary_party"]
    return found("party", candidate.party in asked.value, asked, party=candidate.party)


def _rank(candidate, sender, policy):
    """省(州)直机关处级(后备)干部、县直机关科级(后备)干部、企事业单位中层干部."""
    asked = policy["selection.first_secretary_rank"]
    way = next((row for row in asked.value if sender.kind in row["kinds"] and sender.level in row["levels"]), None)
    holds = way is not None and (candidate.rank in way["ranks"] or f"{candidate.reserve}_reserve" in way["reserve"])
    return found(
        "rank",
        holds,
        asked,
        rank=candidate.rank,
        reserve=candidate.reserve or "",
        unit_level=sender.level,
        unit_kind=sender.kind,
    )


def _cultivation(candidate, policy):
    """工作队员人选必须是优秀年轻干部和重点培养对象: declared by the Party committee."""
    return found(
        "cultivation",
        "cultivation" in candidate.declared,
        policy["selection.cultivation"],
        declared=sorted(candidate.declared),
    )


def _declarations(candidate, policy):
    """政治素质好、工作作风扎实、综合能力强、能健康履职: declared, never computed."""
    asked = policy["selection.declarations"]
    missing = [name for name in asked.value if name not in candidate.declared]
    return found(
        "declarations", not missing, asked, declared=sorted(candidate.declared & set(asked.value)), missing=missing
    )


def _source(seat, sender, policy):
    """两名由结对帮扶单位选派,一名由乡镇选派."""
    seats = policy["team.seats"]
    asked = next(row["from"] for row in seats.value if row["seat"] == seat)
    comes = "township" if sender.level == "township" else "paired_unit"
    return found(
        "source", comes == asked and sender.paired is not False, seats, seat=seat, asked=asked, unit_level=sender.level
    )


def _free(candidate, policy):
    """One village at a time 全身心专职驻村帮扶, unless volunteering to continue 本人自愿继续驻村的."""
    continues = policy["selection.volunteers_continue"]
    holds = not candidate.serving or (candidate.volunteers_to_continue and continues.value)
    facts = {"serving": candidate.serving, "volunteers_to_continue": candidate.volunteers_to_continue}
    return found("free", holds, policy["team.full_time"], continues, **facts)


def _language(candidate, village, policy):
    """到民族地区工作的,优先选派懂“双语”的干部."""
    shared = sorted(set(candidate.languages) & set(village.languages)) if village.ethnic_area else []
    return found(
        "language", bool(shared), policy["selection.bilingual"], ethnic_area=village.ethnic_area, shared=shared
    )


def approver(case: str, sender: Sender, village_code: str, policy) -> tuple[str, str]:
    """(office, division code) that decides a `nomination` or an `adjustment` of this sender's cadre.

    The unit's own home decides the division, not the village; a township's cadre belongs to the village's place.
    """
    office = _row(policy[f"selection.{case}_route"], sender.level)["approve"]
    home = village_code if sender.level == "township" or not sender.home else sender.home
    return office, home[: CODE_LENGTH[Office(office)]]


def filed_with(sender: Sender, policy) -> str:
    """The office told of an adjustment after its approval 备案; "" when none is."""
    return _row(policy["selection.adjustment_route"], sender.level)["file"] or ""


def _row(route, level):
    """The row of a route that speaks of a unit's level."""
    return next(row for row in route.value if level in row["levels"])
