"""What an answer must be: the offices and methods come from the door table, who sees what from the world's own notes."""

from tests.access.world import CANARY, OURS

DONE = {200, 201, 202, 204, 302, 303}
NOT_DONE = {400, 409, 415, 422, 429}  # an empty or wrong body, told kindly
NOT_FOR_YOU = {403}  # inside the jurisdiction, but the deed belongs to someone else there
# A number in the body names something: empty, it names nothing.
MAY_MISS = {
    "act-as",
    "divisions-pick",
    "units-pick",
    "home",
    "adjustment-paper",
    "assessment-paper",
    "transfer-paper",
    "leave-paper",
    "recall-decision",
    "recall-interview",
    "recall-paper",
    "check-file",
    "note-photo",
    "api-note-photo",
    "injury-paper",
}
# One's own account and machines' probes: they answer anybody who may enter at all.
UNWELL = {"healthz": {503}}


def expected(rule, who, method, thing, relation):
    """The set of statuses an answer may have."""
    admitted = _admitted(rule, who)
    if not admitted:
        return _turned_away(rule, who)
    if not _answers(rule, method):
        return {405}
    if relation == "missing" or (thing is not None and not thing.seen_by(who)):
        return {404}
    fine = DONE | NOT_DONE if method not in ("GET", "HEAD") else DONE | {422}
    missing = {404} if rule.name in MAY_MISS else set()
    return (
        fine
        | missing
        | UNWELL.get(rule.name, set())
        | (NOT_FOR_YOU if method not in ("GET", "HEAD") or thing else set())
    )


def _admitted(rule, who):
    if rule.offices == ("*",):
        return True
    if who.name in ("anonymous", "disabled"):
        return False
    return rule.offices[:1] == ("+",) or (who.office != "" and who.office in rule.offices)


def _turned_away(rule, who):
    if who.name in ("anonymous", "disabled"):
        return {401} if rule.api else {302, 401}
    return {403}


def _answers(rule, method):
    return method in rule.methods or (method == "HEAD" and "GET" in rule.methods)


def may_enter(rule, who, method):
    """Whether the door opens at all, whatever row is meant."""
    return _admitted(rule, who) and _answers(rule, method)


def may_change(rule, who, method, thing, relation):
    """Whether a write may leave anything behind."""
    return may_enter(rule, who, method) and relation != "missing" and (thing is None or thing.seen_by(who))


def foreign_canary(who):
    """The canary this person may never read, if there is one."""
    over_both = who.area in ("63", "6302") and who.office in ("province", "prefecture", "auditor")
    if over_both or who.unit == "青海省林草局":
        return None
    if (who.office, who.area) == ("sysadmin", "63"):
        return f"{CANARY}-posted_elsewhere"  # units and accounts are theirs to keep, people are not
    theirs = (who.area or who.unit).startswith(("630202", CANARY)) or who.name == "cadre2"
    return OURS if theirs else CANARY
