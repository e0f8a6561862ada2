"""The cast with everything a stranger might reach for: rows of our county, rows of the neighbour that bear a canary.

`OURS` lies in 630222 or belongs to 海东市水务局; what lies in 630202 is named CANARY-630202. Who may see a thing is
written down here by hand, not read from the models' scopes: it is the matrix's second opinion.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from assessment.models import Assessment, Cycle
from attendance.models import Attendee, Day, DayChange, MonthLock, Standing, Training
from core.models import ApiToken, Appointment, CountyRule, Holiday, Job, Notice, Record, Unit
from core.offices import DEPARTMENTS, PERSONNEL, Office
from selection.models import Nomination, Round, RoundPlace
from tests import cast as casting
from tests.access.absences import PARTIES as ABSENCE_PARTIES
from tests.access.absences import absent
from tests.access.ballots import READERS, balloted
from tests.access.caring import cared
from tests.access.caring import offices_of as caring_offices
from tests.access.dutied import READERS as UNIT_READERS
from tests.access.dutied import met, recorded
from tests.access.keeping import kept
from tests.access.leavings import PARTIES, left
from tests.access.matchings import matching
from tests.access.noticings import noticed
from tests.access.owing import asked_of, lost, owed, robot_of
from tests.access.pooling import pooled, scan_of
from tests.access.promised import promised
from tests.access.recalling import PARTIES as RECALL_PARTIES
from tests.access.recalling import recalled
from tests.access.resulting import resulted, used
from tests.access.spotting import OFFICES, spotted
from tests.access.tables import handed_in
from tests.access.terms import term_of
from tests.access.trained import PLANNERS, certified, planned, to_come

HERE, THERE = "630222", "630202"
CANARY, OURS = "CANARY-630202", "CANARY-630222"
MISSING = 10**17
TODAY = casting.TODAY
MORE_OFFICES = {
    "township3": (Office.TOWNSHIP, "630202101"),
    "clerk3": (Office.CLERK, "630202101"),
    "unit3": (Office.UNIT, f"{CANARY}-局"),
    "sysadmin_here": (Office.SYSADMIN, HERE),
    "sysadmin2": (Office.SYSADMIN, THERE),
    "auditor_here": (Office.AUDITOR, HERE),
    "auditor2": (Office.AUDITOR, THERE),
}
OUTSIDERS = ("anonymous", "nobody", "disabled", "ended", "early")


@dataclass(frozen=True)
class Person:
    """Who knocks: office and place as the fixture gave them; an outsider has neither."""

    name: str
    office: str = ""
    area: str = ""
    unit: str = ""


@dataclass(frozen=True)
class Thing:
    """A row, and by hand who may see it: offices, places, units, and user names."""

    pk: object
    areas: tuple = ()
    units: tuple = ()
    accounts: tuple = ()
    offices: tuple = PERSONNEL
    address: tuple = ()

    def seen_by(self, who):
        """The oracle: whether this person may know that the thing exists."""
        if self.address:
            return (who.office, who.area or who.unit) == self.address
        if not self.offices:  # one's own things, whatever the office
            return who.name in self.accounts
        if who.office not in self.offices:
            return False
        if who.office == Office.CADRE:
            return who.name in self.accounts
        if who.office == Office.UNIT:
            return who.unit in self.units
        return any(area.startswith(who.area) for area in self.areas)


WATER, FOREST = "海东市水务局", "青海省林草局"


def build(cast):
    """Adds the rows to the cast; `cast.things[kind] = (ours, theirs)`, `cast.people[name]` who may knock."""
    _names(cast)
    _people(cast)
    things = cast.things = {}
    for make in (
        _places,
        _cases,
        _training,
        _papers,
        _accounts,
        _noticings,
        _matchings,
        _rounds,
        _pools,
        _leavings,
        _recalls,
        _promised,
        _absences,
        _tables,
        _batches,
        _recomputed,
        _spotted,
        _resulted,
        _ballots,
        _dues,
        _met,
        _recorded,
        _queries,
        _cared,
    ):
        things |= make(cast)
    _days(cast)
    return cast


def _names(cast):
    """Canaries on people and units of either county."""
    cast.units["third"] = Unit.objects.create(
        name=f"{CANARY}-局",
        level="county",
        kind="organ",
        home=cast.places[THERE],
        party_committee=f"{CANARY}-党组",
        leader_name=f"{CANARY}-长",
    )
    named = {"posted_elsewhere": CANARY, "elsewhere": CANARY, "first": OURS, "member": OURS, "town": OURS, "pool": OURS}
    for key, canary in named.items():
        cast.cadres[key].name = f"{canary}-{key}"
        cast.cadres[key].save()
    cast.cadres["third"] = casting._cadre(cast, f"{CANARY}-third", unit="third", rank="staff")


def _people(cast):
    for name, (office, where) in MORE_OFFICES.items():
        unit = cast.units["third"] if office == Office.UNIT else None
        _appoint(cast, name, office, division=None if unit else cast.places[where], unit=unit)
    _appoint(cast, "cadre2", Office.CADRE)
    cast.cadres["posted_elsewhere"].account = cast.users["cadre2"]
    cast.cadres["posted_elsewhere"].save()
    county = {"division": cast.places[HERE]}
    _appoint(cast, "disabled", Office.COUNTY, **county)
    cast.users["disabled"].is_active = False
    cast.users["disabled"].save()
    _appoint(cast, "ended", Office.COUNTY, until_on=TODAY - timedelta(days=1), **county)
    _appoint(cast, "early", Office.COUNTY, from_on=TODAY + timedelta(days=1), **county)
    places = {**casting.OFFICES, **MORE_OFFICES, "cadre": (Office.CADRE, ""), "cadre2": (Office.CADRE, "")}
    cast.people = {name: _person(name, *held) for name, held in places.items()}
    cast.people = {
        name: one for name, one in cast.people.items() if not name.endswith("_b")
    }  # seconds of the same office
    cast.people |= {name: Person(name) for name in OUTSIDERS}


def _person(name, office, where):
    return Person(name, office, unit=where) if office == Office.UNIT else Person(name, office, area=where)


def _appoint(cast, name, office, *, from_on=date(2025, 1, 1), **more):
    user = cast.users[name] = cast.users.get(name) or casting._user(name)
    held = Appointment.objects.create(user=user, office=office, from_on=from_on, **more)
    cast.appointments[name] = held


def _places(cast):
    full, other = "630222100201", "630202101200"
    ours, theirs = (
        {"areas": (full,), "units": (WATER,), "accounts": ("cadre",)},
        {"areas": (other,), "units": (FOREST,)},
    )
    theirs["accounts"] = ("cadre2",)
    homes = {"areas": ("6302", "630222100200", full), "units": (WATER,)}
    at_home = {"areas": (THERE,), "units": (f"{CANARY}-局",)}
    staff = (*PERSONNEL, Office.SYSADMIN)
    paired = [{"areas": (full, "6302"), "units": (WATER,)}, {"areas": (other, "63"), "units": (FOREST,)}]
    people = [{**ours, "areas": (full, "6302")}, {**theirs, "areas": (other, "63")}]
    return {
        "village": (Thing(cast.villages[full].pk, **ours), Thing(cast.villages[other].pk, **theirs)),
        "team": (Thing(cast.teams[full].pk, **ours), Thing(cast.teams[other].pk, **theirs)),
        "posting": (Thing(cast.postings["first"].pk, **ours), Thing(cast.postings["elsewhere"].pk, **theirs)),
        "pairing": (Thing(cast.pairings[full].pk, **paired[0]), Thing(cast.pairings[other].pk, **paired[1])),
        "cadre": (Thing(cast.cadres["first"].pk, **people[0]), Thing(cast.cadres["posted_elsewhere"].pk, **people[1])),
        "unit": (
            Thing(cast.units[WATER].pk, offices=staff, **homes),
            Thing(cast.units["third"].pk, offices=staff, **at_home),
        ),
    }


def _nomination(cast, code, seat, cadre, office, area):
    return Nomination.objects.create(
        team=cast.teams[code],
        area=code,
        seat=seat,
        cadre=cast.cadres[cadre],
        unit=cast.cadres[cadre].unit,
        sender_area=cast.cadres[cadre].area,
        starts_on=date(2026, 8, 1),
        term_ends_on=date(2028, 7, 31),
        decision_number="1号",
        decided_on=date(2026, 7, 1),
        **dict.fromkeys(("political", "style", "ability", "health", "cultivation"), True),
        decision_file=scan_of(cast.users["unit"]),
        state="submitted",
        approving_office=office,
        approving_area=area,
    ).pk


def assessment_of(cast, posting):
    """An open case of 2025 in the cycle of the posting's county."""
    period = {"from_on": date(2025, 1, 1), "until_on": date(2025, 12, 31), "opened_on": date(2025, 12, 1)}
    known = {"area": posting.area[:6], "kind": "yearly", "year": 2025}
    cycle, _new = Cycle.objects.get_or_create(**known, defaults={**period, "opened_by": cast.users["county"]})
    said = {"cycle": cycle, "cadre": posting.cadre, "area": posting.area, "year": 2025}
    return Assessment.objects.create(posting=posting, **said)


def _cases(cast):
    ours = _nomination(cast, "630222100200", "first_secretary", "pool", "prefecture", "6302")
    theirs = _nomination(cast, "630202101200", "unit_member", "elsewhere", "province", "63")
    opened = [assessment_of(cast, cast.postings[who]) for who in ("first", "elsewhere")]
    years, cycles = [case.pk for case in opened], [case.cycle_id for case in opened]
    return {
        "nomination": (
            Thing(ours, areas=("630222100200", "6302"), units=(WATER,)),
            Thing(theirs, areas=("630202101200", "63"), units=(FOREST,)),
        ),
        # a term-end proposal is held together with the unit
        "term": (
            Thing(term_of(cast, "first", OURS), ("630222100201",), units=(WATER,)),
            Thing(term_of(cast, "elsewhere", CANARY), ("630202101200",), units=(FOREST,)),
        ),
        # until then the case is the county's
        "term-open": (
            Thing(term_of(cast, "first", OURS, proposed=False), ("630222100201",)),
            Thing(term_of(cast, "elsewhere", CANARY, proposed=False), ("630202101200",)),
        ),
        # a grade that is not set yet exists neither for the unit nor for the cadre
        "assessment": (Thing(years[0], areas=("630222100201",)), Thing(years[1], areas=("630202101200",))),
        # a county's cycle, and whose cases are in it
        "cycle": (
            Thing(cycles[0], areas=(HERE, "630222100201"), offices=CYCLES),
            Thing(cycles[1], areas=(THERE, "630202101200"), offices=CYCLES),
        ),
    }


CYCLES = (*DEPARTMENTS, Office.LEADERSHIP, Office.TOWNSHIP, Office.AUDITOR)


def _recomputed(cast):
    """What came out of judging grades again belongs to who asked."""
    found = []
    for who, area, canary in (("county", HERE, OURS), ("county2", THERE, CANARY)):
        line = {"case": 1, "person": False, "who": canary, "village": canary, "year": 2025, "hash": "x"}
        asked = {"owner": cast.users[who], "office": "county", "area": area, "asked_on": TODAY}
        payload = {"year": 2025, "found": {"broken": [line], "changed": []}}
        counts = {"judged": 1, "reproduced": 0, "not_reproduced": 1, "differ_today": 0}
        row = Job.objects.create(kind="assessment.recompute", state="done", payload=payload, counts=counts, **asked)
        found.append(Thing(row.pk, accounts=(who,), offices=()))
    return {"recompute": tuple(found)}


def _dues(cast):
    """What is owed in either county, and a group robot that belongs to the very office that entered it."""
    owed(cast, OURS, "630222100201", WATER, "cadre")
    owed(cast, CANARY, "630202101200", "third", "cadre2")
    ours, theirs = (robot_of(cast, area, canary) for area, canary in ((HERE, OURS), (THERE, CANARY)))
    forms = (asked_of(cast, area, canary) for area, canary in ((HERE, OURS), (THERE, CANARY)))
    admins = {"areas": (HERE, THERE), "offices": (Office.SYSADMIN,)}
    return {
        "message": tuple(Thing(lost(number), **admins) for number in (1, 2)),
        "webhook": (Thing(ours, address=("county", HERE)), Thing(theirs, address=("county", THERE))),
        # for those who ask for forms above it, and for the townships that fill it in
        "asked-form": tuple(
            Thing(form, (area, f"{area}100", f"{area}101"), offices=(*DEPARTMENTS, Office.LEADERSHIP, Office.TOWNSHIP))
            for form, area in zip(forms, (HERE, THERE), strict=True)
        ),
    }


def _matchings(cast):
    ours = matching(cast, HERE, "630222100200", "pool2", "county")
    theirs = matching(cast, THERE, "630202101200", "elsewhere", "county2")
    return {
        "matching": (Thing(ours, (HERE,), offices=DEPARTMENTS), Thing(theirs, (THERE,), offices=DEPARTMENTS)),
    }


def _rounds(cast):
    """An open round in each county, over one village of its own."""
    days = {"nominate_from": date(2026, 7, 1), "nominate_until": date(2026, 8, 10)}
    days |= {"starts_on": date(2026, 9, 1), "term_ends_on": date(2028, 8, 31)}
    pair = []
    for area, canary, code in ((HERE, OURS, "630222100201"), (THERE, CANARY, "630202101200")):
        case = Round.objects.create(name=canary, area=area, office="county", state="open", **days)
        RoundPlace.objects.create(round=case, team=cast.teams[code], area=code)
        pair.append((case.pk, (area, code)))
    (ours, here), (theirs, there) = pair
    return {"round": (Thing(ours, here, units=(WATER,)), Thing(theirs, there, units=(FOREST,)))}


def _cared(cast):
    """What was done for one posted cadre of each county, and the funds of their team."""
    ours, theirs = cared(cast, "first", "county", OURS), cared(cast, "elsewhere", "county2", CANARY)
    here = {"areas": ("630222100201",), "units": (WATER,), "accounts": ("cadre",)}
    there = {"areas": ("630202101200",), "units": (FOREST,), "accounts": ("cadre2",)}
    return {
        kind: (
            Thing(pk, offices=caring_offices(kind), **here),
            Thing(theirs[kind], offices=caring_offices(kind), **there),
        )
        for kind, pk in ours.items()
    }


def _pools(cast):
    """A member of each round's pool."""
    ours = pooled(cast, cast.things["round"][0].pk, "older", "unit")
    theirs = pooled(cast, cast.things["round"][1].pk, "third", "unit3")
    here = {"areas": (HERE, "6302", "630222100200"), "units": (WATER,)}
    return {"pool": (Thing(ours, **here), Thing(theirs, areas=(THERE,), units=(f"{CANARY}-局",)))}


def _noticings(cast):
    """What both say hangs, is objected to and is written; objections are for departments only."""
    ours, theirs = (
        noticed(cast, area, cast.things["nomination"][n].pk, by, canary)
        for n, (area, by, canary) in enumerate(((HERE, "county", OURS), (THERE, "county2", CANARY)))
    )
    here = {"areas": (HERE, "630222100200", "6302"), "units": (WATER,)}
    there = {"areas": (THERE, "630202101200", "63"), "units": (FOREST,)}
    return {
        "public-notice": (Thing(ours[0], **here), Thing(theirs[0], **there)),
        "objection": (Thing(ours[1], (HERE,), offices=DEPARTMENTS), Thing(theirs[1], (THERE,), offices=DEPARTMENTS)),
        "letter": (Thing(ours[2], **here), Thing(theirs[2], **there)),
    }


def _resulted(cast):
    """Grades on public notice, for offices with a place; what is objected to them, for departments only."""
    full, other = "630222100201", "630202101200"
    ours, theirs = resulted(cast, "first", "county", OURS), resulted(cast, "elsewhere", "county2", CANARY)
    readers = (*DEPARTMENTS, Office.LEADERSHIP, Office.TOWNSHIP)
    final, finals = used(cast, "first", "county", OURS), used(cast, "elsewhere", "county2", CANARY)
    users = (*DEPARTMENTS, Office.UNIT)
    return {
        "result": (
            Thing(final[0], (full,), (WATER,), ("cadre",)),
            Thing(finals[0], (other,), (FOREST,), ("cadre2",)),
        ),
        "use": (
            Thing(final[1], (full, "6302"), (WATER,), offices=users),
            Thing(finals[1], (other, "63"), (FOREST,), offices=users),
        ),
        "result-notice": (
            Thing(ours[0], (HERE, full), offices=readers),
            Thing(theirs[0], (THERE, other), offices=readers),
        ),
        "result-objection": (
            Thing(ours[1], (HERE,), offices=DEPARTMENTS),
            Thing(theirs[1], (THERE,), offices=DEPARTMENTS),
        ),
    }


def _leavings(cast):
    """Adjustments and transfers, for their parties only; marks of the checklist, for whoever sees the posting."""
    full, other = "630222100201", "630202101200"
    ours = left(cast, "first", OURS, "prefecture", "6302")
    theirs = left(cast, "elsewhere", CANARY, "province", "63")
    here = {"areas": (full, "6302"), "units": (WATER,), "accounts": ("cadre",)}
    there = {"areas": (other, "63"), "units": (FOREST,), "accounts": ("cadre2",)}
    return {
        "adjustment": (Thing(ours[0], **here, offices=PARTIES), Thing(theirs[0], **there, offices=PARTIES)),
        "transfer": (Thing(ours[1], **here, offices=PARTIES), Thing(theirs[1], **there, offices=PARTIES)),
        "check": (Thing(ours[2], **here | {"areas": (full,)}), Thing(theirs[2], **there | {"areas": (other,)})),
    }


def _recalls(cast):
    """A decided recall for its parties: departments of village and unit, the sender, the cadre."""
    full, other = "630222100201", "630202101200"
    ours = recalled(cast, "first", OURS, "prefecture", "6302")
    theirs = recalled(cast, "elsewhere", CANARY, "province", "63")
    here = {"areas": (full, "6302"), "units": (WATER,), "accounts": ("cadre",)}
    there = {"areas": (other, "63"), "units": (FOREST,), "accounts": ("cadre2",)}
    return {"recall": (Thing(ours, **here, offices=RECALL_PARTIES), Thing(theirs, **there, offices=RECALL_PARTIES))}


def _promised(cast):
    """What a team promises, reports and hands over, for whoever sees the team."""
    full, other = "630222100201", "630202101200"
    ours, theirs = promised(cast, "first", OURS), promised(cast, "elsewhere", CANARY)
    here = {"areas": (full,), "units": (WATER,), "accounts": ("cadre",)}
    there = {"areas": (other,), "units": (FOREST,), "accounts": ("cadre2",)}
    kinds = ("commitment", "quarter-report", "handover")
    return {kind: (Thing(a, **here), Thing(b, **there)) for kind, a, b in zip(kinds, ours, theirs, strict=True)}


def _absences(cast):
    """A leave for its parties only, a report-out for whoever sees the posting."""
    full, other = "630222100201", "630202101200"
    ours, theirs = absent(cast, "first", OURS), absent(cast, "elsewhere", CANARY)
    here = {"areas": (full,), "units": (WATER,), "accounts": ("cadre",)}
    there = {"areas": (other,), "units": (FOREST,), "accounts": ("cadre2",)}
    return {
        "leave": (
            Thing(ours[0], **here, offices=ABSENCE_PARTIES),
            Thing(theirs[0], **there, offices=ABSENCE_PARTIES),
        ),
        "report-out": (Thing(ours[1], **here), Thing(theirs[1], **there)),
    }


def _tables(cast):
    """Tables belong to the very office that handed them in, the work on them to who asked for it."""
    (ours, my_job), (theirs, their_job) = (
        handed_in(cast, area, who, canary) for area, who, canary in ((HERE, "county", OURS), (THERE, "county2", CANARY))
    )
    mine = {"offices": ()}
    return {
        "import": (Thing(ours, address=("county", HERE)), Thing(theirs, address=("county", THERE))),
        "job": (Thing(my_job, accounts=("county",), **mine), Thing(their_job, accounts=("county2",), **mine)),
    }


def _batches(cast):
    """The outcome of many decisions belongs to who took them."""
    found = []
    for who, area, canary in (("county", HERE, OURS), ("county2", THERE, CANARY)):
        line = {"case": 1, "who": canary, "place": canary, "done": True, "reason": "", "clause": ""}
        asked = {"owner": cast.users[who], "office": "county", "area": area, "asked_on": TODAY}
        payload = {"verb": "review", "outcomes": [line]}
        counts = {"decided": 1, "not_done": 0}
        row = Job.objects.create(kind="selection.batch", state="done", payload=payload, counts=counts, **asked)
        found.append(Thing(row.pk, accounts=(who,), offices=()))
    return {"batch": tuple(found)}


def _spotted(cast):
    """Spot checks of either county's department."""
    ours = spotted(cast, HERE, "first", "county", OURS)
    theirs = spotted(cast, THERE, "elsewhere", "county2", CANARY)
    where = {"spot-check": ("630222100201", "630202101200"), "discrepancy": ("630222100201", "630202101200")}
    due = {"spot-due": (Thing(ours[2], address=("county", HERE)), Thing(theirs[2], address=("county", THERE)))}
    return due | {
        kind: tuple(
            Thing(pk, areas=(area,), offices=OFFICES[kind])
            for pk, area in zip(pair, where.get(kind, (HERE, THERE)), strict=True)
        )
        for kind, *pair in zip(OFFICES, ours, theirs, strict=True)
    }


def _ballots(cast):
    """A confirmed count of either county's ballots."""
    ours = balloted(cast, "first", "county", "county_b", OURS)
    theirs = balloted(cast, "elsewhere", "county2", "leadership2", CANARY)
    return {
        "ballot": (
            Thing(ours, areas=("630222100201",), offices=READERS),
            Thing(theirs, areas=("630202101200",), offices=READERS),
        )
    }


def _met(cast):
    """Meetings and matters, for whoever sees a first secretary called to them, or the team that raised it."""
    full, other = "630222100201", "630202101200"
    here = {"areas": (HERE, full), "units": (WATER,), "accounts": ("cadre",)}
    there = {"areas": (THERE, other), "units": (FOREST,), "accounts": ("cadre2",)}
    ours, theirs = met(cast, HERE, "first", OURS, "leadership"), met(cast, THERE, "elsewhere", CANARY, "leadership2")
    kinds = ("meeting", "meeting-planned", "matter")
    return {
        kind: (Thing(mine, **here), Thing(other_one, **there))
        for kind, mine, other_one in zip(kinds, ours, theirs, strict=True)
    }


def _recorded(cast):
    """What a unit records, for itself, the places of its teams and its own home; a note, for whoever sees the team."""
    full, other = "630222100201", "630202101200"
    here, there = {"areas": (full, "6302"), "units": (WATER,)}, {"areas": (other, "63"), "units": (FOREST,)}
    ours, theirs = recorded(cast, "first", OURS, "unit"), recorded(cast, "elsewhere", CANARY, "unit2")
    kinds = ("hearing", "unit-visit", "paired-work-line")
    found = {
        kind: (Thing(mine, **here, offices=UNIT_READERS), Thing(other_one, **there, offices=UNIT_READERS))
        for kind, mine, other_one in zip(kinds, ours, theirs, strict=False)
    }
    notes = (
        Thing(ours[3], (full,), (WATER,), ("cadre",)),
        Thing(theirs[3], (other,), (FOREST,), ("cadre2",)),
    )
    return found | {"note": notes}


def _training(cast):
    facts = {"kind": "thematic", "starts_on": date(2026, 6, 1), "ends_on": date(2026, 6, 2), "days": 2, "state": "held"}
    rows, coming = [], []
    for area, title, by, who in ((HERE, OURS, "county", "first"), (THERE, CANARY, "county2", "elsewhere")):
        row = Training.objects.create(area=area, title=title, created_by=cast.users[by], **facts)
        line = Attendee.objects.create(training=row, posting=cast.postings[who])
        certified(line, cast.users[by])
        rows.append(row.pk)
        coming.append(to_come(area, title, cast.users[by], cast.postings[who]))
    mine = {"areas": ("630222100201",), "units": (WATER,), "accounts": ("cadre",)}
    theirs = {"areas": ("630202101200",), "units": (FOREST,), "accounts": ("cadre2",)}
    return {
        "training": (Thing(rows[0], **mine), Thing(rows[1], **theirs)),
        "training-to-come": (Thing(coming[0], **mine), Thing(coming[1], **theirs)),
        "training-plan": tuple(
            Thing(planned(area, title, cast.users[by]), areas=(area,), offices=PLANNERS)
            for area, title, by in ((HERE, OURS, "county"), (THERE, CANARY, "county2"))
        ),
    }


def _papers(cast):
    """County rules, notices, record lines, a holiday."""
    rule = {"key": "attendance.days_per_year", "value": 210, "effective_from": date(2026, 1, 1), "quote": "不少于210天"}
    rules, notices, lines = [], [], []
    for area, canary, by in ((HERE, OURS, "county"), (THERE, CANARY, "county2")):
        user = cast.users[by]
        rules.append(CountyRule.objects.create(area=area, document_number=f"{area}组字1号", entered_by=user, **rule).pk)
        kind, params = "case_waiting", {"what": "Nomination", "who": canary}
        notices.append(
            Notice.objects.create(office="county", area=area, kind=kind, params=params, key=canary, link="/").pk
        )
        lines.append(Record.objects.create(user=user, office="county", area=area, kind="change", verb=canary).pk)
    Holiday.objects.get_or_create(day=date(2026, 10, 1), defaults={"name": "国庆节"})
    auditors, writers = {"offices": (Office.AUDITOR,)}, {"offices": (Office.COUNTY, Office.LEADERSHIP)}
    return {
        # everybody may read a county's rules; only its own two offices find them where they are ended
        "county-rule": (Thing(rules[0], (HERE,), **writers), Thing(rules[1], (THERE,), **writers)),
        "notice": (Thing(notices[0], address=("county", HERE)), Thing(notices[1], address=("county", THERE))),
        "record": (Thing(lines[0], (HERE,), **auditors), Thing(lines[1], (THERE,), **auditors)),
    }


def _accounts(cast):
    """Tokens, delegations and users."""
    soon, pairs = timezone.now() + timedelta(days=1), []
    for giver, area in (("county", HERE), ("county2", THERE)):
        held = cast.appointments[giver]
        lent = Appointment.objects.create(
            user=cast.users[f"leadership{giver[6:]}"],
            office=Office.COUNTY,
            division=held.division,
            given_by=held,
            from_on=TODAY,
            until_on=date(2026, 8, 1),
        )
        token = ApiToken.objects.create(appointment=held, label=f"CANARY-{area}", digest=area * 10, expires_at=soon)
        pairs.append((lent.pk, token.pk))
    mine, admins = {"offices": ()}, {"offices": (Office.SYSADMIN,)}
    both = [("county", "leadership"), ("county2", "leadership2")]
    town, far = cast.appointments["clerk"], cast.appointments["county2"]
    return {
        "delegation": tuple(Thing(pair[0], accounts=who, **mine) for pair, who in zip(pairs, both, strict=True)),
        "token": tuple(Thing(pair[1], accounts=who[:1], **mine) for pair, who in zip(pairs, both, strict=True)),
        "user": (Thing(town.user_id, ("630222100",), **admins), Thing(far.user_id, (THERE,), **admins)),
        "appointment": (Thing(town.pk, ("630222100",), **admins), Thing(far.pk, (THERE,), **admins)),
    }


def _queries(cast):
    """A reader's own query and what was sent of it."""
    (ours, sent), (theirs, other) = kept(cast, "county", HERE, OURS), kept(cast, "county2", THERE, CANARY)
    mine = {"accounts": ("county",), "offices": ()}, {"accounts": ("county2",), "offices": ()}
    return {
        "query": (Thing(ours, **mine[0]), Thing(theirs, **mine[1])),
        "sent-query": (Thing(sent, **mine[0]), Thing(other, **mine[1])),
    }


def _days(cast):
    """A confirmed day, a correction, a locked month and a standing on either side."""
    for who, by, canary in (("first", "county", OURS), ("elsewhere", "county2", CANARY)):
        said = {"old_status": "leave", "was_confirmed": True, "new_status": "in_village", "reason": canary}
        posting, user = cast.postings[who], cast.users[by]
        DayChange.objects.create(posting=posting, day=date(2026, 7, 1), by=user, at=timezone.now(), **said)
        MonthLock.objects.create(area=posting.area[:6], year=2026, month=1, locked_by=user, reason=canary)
    for who, clerk in (("first", "clerk"), ("elsewhere", "clerk3")):
        posting, user = cast.postings[who], cast.users[clerk]
        Day.objects.create(
            posting=posting,
            day=date(2026, 7, 1),
            status="in_village",
            confirmed_at=timezone.now(),
            confirmed_by=user,
            changed_by=user,
        )
        numbers = {"required": 200, "done": 1, "remaining": 199, "possible": 150, "forecast": 100}
        facts = {"year": 2026, "kind": "attendance", "as_of": TODAY, "verdict": "at_risk", "verdict_since": TODAY}
        Standing.objects.create(posting=posting, area=posting.area, **facts, **numbers)
