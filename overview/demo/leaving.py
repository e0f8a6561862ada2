"""Leaving: adjustments in every state, volunteers, a few terms that end soon or are over, checklists mostly done."""

from datetime import timedelta

from core.offices import Office
from overview.demo.accounts import give_accounts
from overview.demo.postings import by_county
from overview.demo.steps import Taken, moment_of, write_steps
from overview.demo.world import DEMO_COUNTY
from selection import rules
from selection.facts import policy_for
from selection.leaving import sender_of
from selection.models import Adjustment, Transfer, Volunteer
from teams.models import Posting, PostingCheck, Seat

REASONS = {
    "health": "患腰椎间盘突出，遵医嘱须长期治疗，不能坚持驻村。",
    "special": "家中老人病重无人照料，确需回原单位工作。",
}
OPINION, RETURN, DECLINE = (
    "经党组会议研究，情况属实，同意调整。",
    "请补充县级以上医院诊断证明。",
    "理由不充分，请继续驻村。",
)
# state → [(verb, from, to, days ago)]
WAYS = {
    "applied": [("apply", "", "applied", 3)],
    "endorsed": [("apply", "", "applied", 9), ("endorse", "applied", "endorsed", 5)],
    "approved": [
        ("apply", "", "applied", 30),
        ("endorse", "applied", "endorsed", 24),
        ("approve", "endorsed", "approved", 15),
    ],
    "filed": [
        ("apply", "", "applied", 60),
        ("endorse", "applied", "endorsed", 52),
        ("approve", "endorsed", "approved", 45),
        ("file", "approved", "filed", 40),
    ],
    "returned": [
        ("apply", "", "applied", 14),
        ("endorse", "applied", "endorsed", 10),
        ("return", "endorsed", "returned", 6),
    ],
    "withdrawn": [("apply", "", "applied", 33), ("withdraw", "applied", "withdrawn", 31)],
    "declined": [
        ("apply", "", "applied", 50),
        ("endorse", "applied", "endorsed", 44),
        ("decline", "endorsed", "declined", 40),
    ],
}
ENDED = ("approved", "filed")
SOON, OVER = timedelta(days=40), timedelta(days=12)  # terms that end soon, and that are over without a successor
NOT_DONE = 0.06  # share of checklist items still open
CHUNK = 5000


def make_leaving(world):
    """Ends of posting in every state, at home and elsewhere in the prefecture."""
    running = [row for row in world.postings if row.ends_on is None]
    at_home = [row for row in running if row.area.startswith(DEMO_COUNTY) and row.seat != Seat.TOWNSHIP_MEMBER]
    _terms(world, at_home[1:])
    _ended_ones(world)
    asking = at_home[40 : 40 + len(OPEN_ONES)]
    give_accounts(world, [posting.cadre for posting in asking])
    made = [_case(world, posting, state) for posting, state in zip(asking, OPEN_ONES, strict=False)]
    write_steps(world, [pair for pair in made if pair])
    _checks(world, running)


OPEN_ONES = ("applied", "endorsed", "returned", "applied", "endorsed", "withdrawn", "declined")


def _terms(world, postings):
    """Some terms end within weeks, two are over; some of these volunteer, one applies for a transfer."""
    for at, posting in enumerate(postings[:12]):
        posting.term_ends_on = world.on - OVER if at < 2 else world.on + SOON + timedelta(days=11 * at)
    Posting.objects.bulk_update(postings[:12], ["term_ends_on"])
    wishes = [Volunteer(posting=row, area=row.area, said_on=world.on - timedelta(days=5)) for row in postings[2:12:3]]
    Volunteer.objects.bulk_create(wishes)
    fits = [row for row in postings[:12] if sender_of(row).level in ("provincial", "prefecture")]
    if fits:
        _transfer(world, fits[-1])


def _transfer(world, posting):
    policy = policy_for(posting.area, world.on)
    keys = ("selection.transfer_agreement", "selection.transfer_from", "selection.transfer_to")
    case = Transfer.objects.create(
        posting=posting,
        area=posting.area,
        sender_area=sender_of(posting).home,
        unit=posting.pairing.unit,
        to_township=world.divisions[posting.area[:9]],
        post="科员",
        wish="驻村期间与群众结下深厚感情，愿意留在乡镇继续工作。",
        applied_on=world.on - timedelta(days=4),
        effective_on=posting.term_ends_on + timedelta(days=1),
        provisions={key: policy[key].as_json() for key in keys},
    )
    give_accounts(world, [posting.cadre])
    step = Taken(case.applied_on, "apply", posting.cadre.account, Office.CADRE, posting.area[:9], ("", "applied"))
    write_steps(world, [(case, [step])])


def _ended_ones(world):
    """Postings that ended within the year ended by adjustment: each has its approved or filed case."""
    gone = [row for row in world.postings if row.ends_on]
    asking = [posting for rows in by_county(gone).values() for posting in rows[:4]]
    give_accounts(world, [posting.cadre for posting in asking])
    made = [_case(world, posting, ENDED[at % 2]) for at, posting in enumerate(asking)]
    write_steps(world, [pair for pair in made if pair])
    for posting in gone:
        posting.end_kind = Posting.EndKind.ADJUSTMENT
    Posting.objects.bulk_update(gone, ["end_kind"], batch_size=CHUNK)


def _case(world, posting, state):
    """(adjustment, steps taken), or None where nobody at the unit could have taken them."""
    policy = policy_for(posting.area, world.on)
    office, area = rules.approver("adjustment", sender_of(posting), posting.area, policy)
    day = min(world.on, posting.ends_on) if posting.ends_on else world.on
    steps = [_step(world, posting, row, office, area, day) for row in WAYS[state]]
    if any(step.user is None for step in steps):
        return None
    endorsed = [step for step in steps if step.verb == "endorse"]
    ground = "health" if posting.pk % 3 else "special"
    case = Adjustment.objects.create(
        posting=posting,
        area=posting.area,
        sender_area=sender_of(posting).home,
        unit_id=posting.unit_id,
        ground=ground,
        reason=REASONS[ground],
        leaves_on=posting.ends_on or world.on + timedelta(days=20),
        applied_on=steps[0].on,
        state=state,
        approving_office=office,
        approving_area=area,
        filed_with=rules.filed_with(sender_of(posting), policy) if state != "filed" else "province",
        provisions={
            key: policy[key].as_json() for key in ("selection.no_private_adjustment", "selection.adjustment_route")
        },
        **(_opinion(endorsed[0], posting) if endorsed else {}),
    )
    Adjustment.objects.filter(pk=case.pk).update(changed_at=moment_of(steps[-1].on))
    return case, steps


def _opinion(step, posting):
    return {
        "opinion": OPINION,
        "opinion_number": f"党组〔{step.on.year}〕{posting.pk % 40 + 1}号",
        "opinion_on": step.on,
    }


def _step(world, posting, row, office, area, day):
    verb, left, reached, before = row
    note = {"endorse": OPINION, "return": RETURN, "decline": DECLINE}.get(verb, "")
    user, who, place = _taker(world, posting, verb, office, area)
    return Taken(day - timedelta(days=before), verb, user, who, place, (left, reached), note)


def _taker(world, posting, verb, office, area):
    """(person, office, place) whose step it is; the cadre has no place of their own."""
    if verb in ("apply", "withdraw"):
        return posting.cadre.account, Office.CADRE, posting.area[:9]
    if verb == "endorse" and posting.unit_id:
        return _of(world, posting), Office.UNIT, posting.pairing.unit
    if verb == "endorse":
        return world.users.get((str(Office.TOWNSHIP), posting.area[:9])), Office.TOWNSHIP, posting.area[:9]
    office, area = (Office.PROVINCE, "63") if verb == "file" else (Office(office), area)
    return world.users.get((str(office), area)), office, area


def _of(world, posting):
    """Who acts for the sender."""
    if posting.unit_id is None:
        return world.users.get((str(Office.TOWNSHIP), posting.area[:9]))
    return world.users.get((str(Office.UNIT), _unit_key(posting)))


def _unit_key(posting):
    unit = posting.pairing.unit
    return unit.level, unit.home.code, unit.name


def _checks(world, running):
    """Most items were done in the first weeks; a few are still open."""
    dice, rows = world.dice("checks"), []
    for posting in running:
        for item in PostingCheck.Item.values:
            if dice.random() > NOT_DONE:
                done_on = min(posting.starts_on + timedelta(days=dice.randint(1, 20)), world.on)
                rows.append(PostingCheck(posting=posting, area=posting.area, item=item, done_on=done_on))
    PostingCheck.objects.bulk_create(rows, batch_size=CHUNK)
