"""Invented people: names, facts that fit a seat, and numbers that are well formed but belong to nobody."""

from collections import Counter
from datetime import timedelta

from faker import Faker

from overview.demo.words import JOBS
from teams.models import Cadre

NOWHERE = "000000"  # no division has this code, so no real person this ID number
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_UPPER = {"division": 2, "deputy_division": 8, "section": 3}  # ranks of leaders sent from above the county
EDUCATION = ("college", "bachelor", "bachelor", "bachelor", "master")
SKILLS = ("party_affairs", "economy", "social_work")


class Namer:
    """Chinese names from a list of its own chance."""

    def __init__(self, world, topic):
        self.fake = Faker("zh_CN")
        self.fake.seed_instance(f"{world.seed}:{world.scale}:{topic}")

    def name(self, sex):
        """A person's name."""
        return self.fake.name_male() if sex == "male" else self.fake.name_female()


def id_number(born_on, sequence):
    """An ID number with a right checksum (GB 11643) and a division that does not exist. Odd sequence: male."""
    body = f"{NOWHERE}{born_on:%Y%m%d}{sequence:03d}"
    total = sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True))
    return body + "10X98765432"[total % 11]


class Maker:
    """Makes cadres, none of them saved."""

    def __init__(self, world):
        self.world, self.dice, self.namer = world, world.dice("cadres"), Namer(world, "cadres")
        self.numbers, self.phones = Counter(), 0

    def cadre(self, *, unit=None, township=None, leads=False, **given):
        """A cadre of a unit or of a township who fits a leader's or a member's seat, except in what is given."""
        sex = "male" if self.dice.random() < 0.72 else "female"
        rank, reserve = _standing(self.dice, unit, leads)
        facts = {
            "sex": sex,
            "name": self.namer.name(sex),
            "born_on": self._born(26 if not leads else 31),
            "party": "full_member" if leads or self.dice.random() < 0.7 else self.dice.choice(("probationary", "none")),
            "rank": rank,
            "reserve": reserve,
            "education": self.dice.choice(EDUCATION),
            "skills": self.dice.sample(SKILLS, self.dice.randint(0, 2)),
            "languages": self._languages(unit, township),
            "promotable": self.dice.random() < 0.2,
            **given,
        }
        area = unit.home.code if unit else township.code
        title = "党委委员" if township and facts["rank"] == "deputy_section" else JOBS[facts["rank"]]
        row = Cadre(unit=unit, township=township, area=area, job_title=title, **facts)
        self._seal(row)
        return row

    def _born(self, youngest):
        """Old enough on the day the term began; now and then past 45."""
        oldest = 48 if self.dice.random() < 0.02 else 45
        days = self.dice.randint(youngest * 366, oldest * 365 + oldest // 4)
        return self.world.wave - timedelta(days=days)

    def _languages(self, unit, township):
        place = self.world.divisions[(unit.home.code if unit else township.code)]
        spoken = [code for code in place.languages if code != "zh"]
        return ["zh", *(code for code in spoken if self.dice.random() < 0.45)]

    def _seal(self, row):
        at = (row.born_on, row.sex)
        self.numbers[at] += 1
        self.phones += 1
        row.put_id_number(id_number(row.born_on, 2 * self.numbers[at] + (row.sex == "male")))
        row.put_phone(f"100{self.phones:08d}")


def _standing(dice, unit, leads):
    """(rank, reserve list) that fit who sends: 二(一), 处级(后备)、科级(后备)、中层."""
    if not leads:
        return dice.choice(("staff", "staff", "deputy_section")), ""
    if unit.kind != "organ":
        return "middle_manager", ""
    if unit.level == "county":
        return dice.choice((("section", ""), ("deputy_section", ""), ("staff", "section")))
    rank = dice.choices(list(_UPPER), list(_UPPER.values()))[0]
    return rank, "division" if rank == "section" else ""
