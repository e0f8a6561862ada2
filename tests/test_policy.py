"""The policy as data: every word stands in the text, every number stands in its words, and nothing is said twice."""

import json
from datetime import date
from pathlib import Path

import pytest
from django.utils import translation

from core.plain_yaml import read_yaml
from core.policy import (
    EnteredRule,
    NoPolicy,
    Provision,
    RuleRefused,
    check_county_rule,
    policy_in_force,
    provision,
)
from core.policy_files import FOLDER, BadPolicyFile, policy_files
from core.policy_words import value_in_words
from core.shapes import misfits
from core.templatetags.policy_words import rule_value

DAY = date(2026, 7, 20)
VILLAGE = "632521204201"
TEXTS = Path("docs/policy")
PROMISED = [
    "attendance.days_per_year",
    "attendance.prorate",
    "attendance.counted_statuses",
    "attendance.leave_levels",
    "training.days_per_year",
    "training.prorate",
    "selection.max_age",
    "selection.first_secretary_party",
    "selection.first_secretary_rank",
    "selection.declarations",
    "selection.cultivation",
    "selection.bilingual",
    "selection.match_weights",
    "team.size",
    "team.seats",
    "selection.adjustment_route",
    "selection.nomination_route",
    "assessment.grades",
    "assessment.absence_caps",
    "assessment.excellent_share",
    "assessment.proposal_route",
    "pairing.kept_after_exit",
    "team.no_withdrawal",
    "policy.until",
    "meeting.per_quarter",
    "commitment.per_year",
    "report.per_quarter",
    "funds.per_team_year",
    "insurance.per_year",
]
ENTRIES = [entry for file in policy_files().values() for entry in file.entries.values()]
SAID = [(entry, row) for entry in ENTRIES for row in entry.values if "quote" in row]


@pytest.fixture(autouse=True)
def _in_english():
    """Refusals are read in English here."""
    with translation.override("en"):
        yield


def leaves(value):
    """Every single word and number of a value."""
    if isinstance(value, dict):
        return [leaf for inner in value.values() for leaf in leaves(inner)]
    if isinstance(value, (list, tuple)):
        return [leaf for inner in value for leaf in leaves(inner)]
    return [] if value is None else [value]


def in_the_words_of(entry, leaf):
    """How the text writes a word or number: as declared, else the Chinese word, else the digits."""
    pair = entry.words.get(leaf, {})
    return pair.get("reads", pair.get("zh", str(leaf)))


@pytest.mark.parametrize("key", PROMISED)
def test_a_promised_key_is_there(key):
    assert key in policy_in_force(VILLAGE, DAY)


@pytest.mark.parametrize(("entry", "row"), SAID, ids=lambda one: getattr(one, "key", ""))
def test_a_quote_stands_verbatim_in_the_text(entry, row):
    text = (TEXTS / f"{row['source']}.txt").read_text(encoding="utf-8")
    assert all(part in text for part in row["quote"].split("……"))


@pytest.mark.parametrize(("entry", "row"), SAID, ids=lambda one: getattr(one, "key", ""))
def test_a_value_stands_in_its_quote(entry, row):
    missing = [leaf for leaf in leaves(row["value"]) if in_the_words_of(entry, leaf) not in row["quote"]]
    assert missing == []


def test_a_clause_names_a_part_of_the_text():
    assert {row["clause"] for _, row in SAID} <= {"一", "二(一)", "二(二)", "二(三)", "二(四)", "二(五)", "三"}


def test_every_word_and_number_of_a_value_can_be_said_in_both_languages():
    spoken = [(entry, leaf) for entry in ENTRIES for row in entry.values for leaf in leaves(row["value"])]
    mute = [
        (entry.key, leaf) for entry, leaf in spoken if not isinstance(leaf, (int, float)) and leaf not in entry.words
    ]
    assert [key for key, _ in mute if key != "assessment.grades"] == []


def test_the_anchor_of_every_file_is_a_division():
    assert all(path.stem.isdecimal() for path in FOLDER.glob("*.yaml"))


# ── days ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_before_the_first_text_nobody_can_be_judged():
    with pytest.raises(NoPolicy, match="2018-04-15"):
        policy_in_force(VILLAGE, date(2018, 4, 15))


def test_the_text_holds_from_its_own_day():
    assert provision("attendance.days_per_year", at=VILLAGE, on=date(2018, 4, 16)).value == 200


def test_a_key_nobody_speaks_of_says_so():
    with pytest.raises(NoPolicy, match=r"attendance\.nights"):
        provision("attendance.nights", at=VILLAGE, on=DAY)


def test_another_province_has_no_text():
    with pytest.raises(NoPolicy, match="540000"):
        policy_in_force("540000", DAY)


# ── a second text ────────────────────────────────────────────────────────────────────────────────────────────────────

DOCUMENTS = """
documents:
  {id}: {{title: {{zh: 办法, en: Measures}}, issuer: {{zh: 某州, en: A prefecture}}, issued_on: 2020-01-01}}
provisions:
"""
ENTRY = """
  {key}:
    label: {{zh: 天数, en: Days}}
    shape: integer
    county_may: tighten
    tighter: up
    values: [{values}]
"""
ROW = "{{since: {since}, value: {value}, source: {id}, clause: 一, quote: 不少于{value}天, gloss: days}}"


def text_file(folder, code, key="attendance.days_per_year", **values):
    """Writes a policy file; `d2020_01_01=160` is a value since that day."""
    rows = [ROW.format(since=day[1:].replace("_", "-"), value=value, id=f"t{code}") for day, value in values.items()]
    entry = ENTRY.format(key=key, values=", ".join(rows))
    (folder / f"{code}.yaml").write_text(DOCUMENTS.format(id=f"t{code}") + entry, encoding="utf-8")


def test_the_nearest_divisions_text_wins_key_by_key(tmp_path):
    text_file(tmp_path, "63", d2018_04_16=200)
    text_file(tmp_path, "6302", d2021_01_01=220)
    ask = {"key": "attendance.days_per_year", "on": DAY, "folder": tmp_path}
    assert (provision(at="630203", **ask).value, provision(at="632521", **ask).value) == (220, 200)
    assert provision(at="630203", **ask).area == "6302"


def test_until_the_nearer_text_begins_the_farther_one_holds(tmp_path):
    text_file(tmp_path, "63", d2018_04_16=200)
    text_file(tmp_path, "6302", d2021_01_01=220)
    days = date(2020, 12, 31), date(2021, 1, 1)
    found = [provision("attendance.days_per_year", at="6302", on=day, folder=tmp_path).value for day in days]
    assert found == [200, 220]


def test_a_new_value_leaves_the_old_years_alone(tmp_path):
    text_file(tmp_path, "63", d2018_04_16=200, d2025_01_01=240)
    days = date(2019, 6, 1), date(2024, 12, 31), date(2025, 1, 1)
    found = [provision("attendance.days_per_year", at="63", on=day, folder=tmp_path).value for day in days]
    assert found == [200, 200, 240]


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (("shape: integer", "shape: text"), "not of kind text"),
        (("tighter: up", "tighter: sideways"), "none of up, down"),
        (("    tighter: up\n", ""), "without `tighter`"),
        (("source: t63", "source: t64"), "not among the documents"),
        (("clause: 一, ", ""), "clause is missing"),
        (("label: ", "lable: "), "label is missing"),
        (("since: 2018-04-16", "since: 2018-02-30"), "day is out of range"),
        (("    shape: integer\n", "    shape: integer\n    shape: integer\n"), "stands twice"),
    ],
)
def test_a_malformed_file_is_refused_in_words(tmp_path, change, complaint):
    text_file(tmp_path, "63", d2018_04_16=200)
    path = tmp_path / "63.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(*change), encoding="utf-8")
    with pytest.raises(BadPolicyFile, match=complaint):
        policy_files(tmp_path)


# ── county rules ─────────────────────────────────────────────────────────────────────────────────────────────────────


def entered(value, key="attendance.days_per_year", area="632521", begins=date(2024, 1, 1), ends=None):
    return EnteredRule(area, key, value, begins, ends, "兴组发〔2024〕3号")


def days_required(*rules, at=VILLAGE, on=DAY):
    return provision("attendance.days_per_year", at=at, on=on, rules=rules)


def test_a_county_may_tighten_a_number():
    assert days_required(entered(220)).value == 220


def test_a_tightened_number_names_its_document_and_day():
    found = days_required(entered(220))
    assert (found.document_number, found.since, found.area) == ("兴组发〔2024〕3号", date(2024, 1, 1), "632521")
    assert found.by_county
    assert not found.is_default


@pytest.mark.parametrize("value", [199, 0, -1, "220", None, 220.5, True, [220]])
def test_a_looser_or_shapeless_number_is_passed_over(value):
    assert days_required(entered(value)).value == 200


@pytest.mark.parametrize(
    ("key", "value", "complaint"),
    [
        ("attendance.days_per_year", 199, "never loosen"),
        ("selection.max_age", 50, "never loosen"),
        ("attendance.days_per_year", "many", "does not have the form"),
        ("team.size", 5, "does not leave"),
        ("attendance.nights", 5, "has no setting"),
        ("attendance.leave_levels", [{"up_to": 3}], "does not have the form"),
        ("assessment.excellent_share", {"share": 1.5, "pools": [], "rounding": "down"}, "does not have the form"),
    ],
)
def test_a_rule_beyond_what_is_left_to_the_county_is_refused(key, value, complaint):
    with pytest.raises(RuleRefused, match=complaint):
        check_county_rule(key, value, at="632521", on=DAY)


def test_the_refusal_quotes_the_text():
    with pytest.raises(RuleRefused) as refusal:
        check_county_rule("attendance.days_per_year", 150, at="632521", on=DAY)
    assert "不少于200天" in refusal.value.provision.quote


def test_the_same_number_is_no_loosening():
    assert check_county_rule("attendance.days_per_year", 200, at="632521", on=DAY).value == 200


def test_what_is_left_open_may_be_set_freely():
    assert check_county_rule("attendance.prorate", False, at="632521", on=DAY).value is False


def test_a_county_rule_ends_with_the_county():
    assert days_required(entered(220), at="632522100201").value == 200


@pytest.mark.parametrize(
    ("on", "value"),
    [(date(2023, 12, 31), 200), (date(2024, 1, 1), 220), (date(2024, 6, 30), 220), (date(2024, 7, 1), 200)],
)
def test_a_county_rule_holds_on_its_days(on, value):
    assert days_required(entered(220, ends=date(2024, 6, 30)), on=on).value == value


def test_of_two_rules_the_later_holds():
    assert days_required(entered(230, begins=date(2025, 1, 1)), entered(220)).value == 230


def test_a_default_replaced_by_a_county_rule_is_no_default_any_more():
    found = provision("attendance.prorate", at=VILLAGE, on=DAY, rules=[entered(False, "attendance.prorate")])
    assert (found.value, found.is_default, found.because) == (False, False, "")


# ── keeping and sharing ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("key", [*policy_in_force(VILLAGE, DAY)])
def test_a_stored_provision_reads_back_as_it_was(key):
    stored = provision(key, at=VILLAGE, on=DAY).as_json()
    assert Provision.from_json(json.loads(json.dumps(stored))).as_json() == stored


def test_files_are_parsed_once_and_provisions_are_shared():
    assert policy_in_force("632521", DAY)["team.size"] is policy_in_force("630203", DAY)["team.size"]


def test_a_value_cannot_be_changed_by_accident():
    with pytest.raises(TypeError):
        provision("team.seats", on=DAY).value[0]["count"] = 2


def test_yaml_words_stay_words(tmp_path):
    path = tmp_path / "words.yaml"
    path.write_text("{on: 2018-09-01, no: yes, off: true}", encoding="utf-8")
    assert read_yaml(path) == {"on": date(2018, 9, 1), "no": "yes", "off": True}


@pytest.mark.parametrize(
    ("value", "shape"),
    [
        (1, "integer"),
        (0.5, "share"),
        ("630203", "code"),
        (None, {"nothing_or": "text"}),
        ({"a": 1}, {"map_of": "integer"}),
    ],
)
def test_a_value_of_its_shape_has_no_faults(value, shape):
    assert [*misfits(value, shape)] == []


@pytest.mark.parametrize(
    ("value", "shape"),
    [
        (True, "integer"),
        (1.5, "share"),
        (630203, "code"),
        ("", "text"),
        ({"a": "b"}, {"map_of": "integer"}),
        ([], {"map_of": "text"}),
    ],
)
def test_a_value_of_another_shape_has_a_fault(value, shape):
    assert len([*misfits(value, shape)]) == 1


# ── in words ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("key", [*policy_in_force(VILLAGE, DAY)])
@pytest.mark.parametrize("lang", ["zh-hans", "en"])
def test_every_value_can_be_said(key, lang):
    with translation.override(lang):
        words = value_in_words(provision(key, at=VILLAGE, on=DAY))
    assert words
    assert not {"{", "[", "None", "True", "_"} & set(words.split())


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("attendance.days_per_year", "200 days"),
        ("funds.per_team_year", "10,000 yuan"),
        ("attendance.counted_statuses", "in the village, out on report, training"),
        ("policy.until", "none"),
        ("training.prorate", "not prorated"),
    ],
)
def test_a_value_reads_like_this(key, words):
    assert value_in_words(provision(key, at=VILLAGE, on=DAY)) == words


@pytest.mark.parametrize(
    ("key", "value", "words"), [("attendance.days_per_year", 220, "220 days"), ("attendance.nights", 3, 3)]
)
def test_a_county_rule_reads_like_the_text(key, value, words):
    assert rule_value(entered(value, key)) == words
