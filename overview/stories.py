"""Stories: the policy's judgements as readable tests. Reads YAML, runs the real rules with the real policy files, compares.

No database is needed. A broken file or story becomes one clear line; the others still run.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from core.plain_yaml import BadYaml, read_yaml
from core.policy import NoPolicy
from core.refusals import Refused
from overview.story_kinds import BadStory, Judged, judge

TOLD = (BadStory, NoPolicy, Refused, ValueError)  # these say in words what is wrong


@dataclass(frozen=True, slots=True)
class Story:
    """One story and where it stands. `raw` is its plain data, `broken` why its file could not be read."""

    path: Path
    number: int
    raw: object
    broken: str = ""

    @property
    def name(self) -> str:
        """What the story is called, or its place in the file."""
        return str(self.raw.get("name") or self._place) if isinstance(self.raw, dict) else self._place

    @property
    def _place(self):
        return f"story {self.number}" if self.number else "the file"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a story: nothing in `faults` means it holds."""

    story: Story
    judged: Judged | None
    faults: tuple[str, ...]

    def __str__(self):
        return f"{self.story.path}: {self.story.name}: {'; '.join(self.faults)}"


def find_stories(place: Path) -> Iterator[Story]:
    """Every story of a file, or of all *.yaml files below a folder, in order of path."""
    for path in [place] if place.is_file() else sorted(place.rglob("*.yaml")):
        yield from _stories_of(path)


def _stories_of(path):
    try:
        listed = read_yaml(path)
    except (BadYaml, OSError) as error:
        return [Story(path, 0, None, f"cannot be read: {error}")]
    if listed is None:
        return []
    if not isinstance(listed, list):
        return [Story(path, 0, None, "is not a list of stories")]
    return [Story(path, number, raw) for number, raw in enumerate(listed, start=1)]


def run(story: Story) -> Outcome:
    """Judges one story and compares with what it expects; whatever goes wrong becomes a fault of this story alone."""
    if story.broken:
        return Outcome(story, None, (story.broken,))
    try:
        judged = judge(story.raw)
    except TOLD as error:
        return Outcome(story, None, (f"cannot be judged: {' '.join(str(error).split())}",))
    except Exception as error:  # one story may not stop the others
        return Outcome(story, None, (f"cannot be judged: {type(error).__name__}: {error}",))
    return Outcome(story, judged, tuple(differences(story.raw, judged)))


def differences(raw, judged: Judged) -> Iterator[str]:
    """One phrase for everything that is not as expected."""
    if isinstance(judged.got, list):
        if not same_way(raw["expect"], judged.got):
            yield f"expected {shown(raw['expect'])}, got {shown(judged.got)}"
        return
    for key, expected in raw["expect"].items():
        if not same(expected, judged.got[key]):
            yield f"expected {key} {shown(expected)}, got {shown(judged.got[key])}"


def same(expected, got) -> bool:
    """Equal, halves written 0.5 included."""
    return (Decimal(str(expected)) if isinstance(expected, float) else expected) == got


def same_way(expected, got) -> bool:
    """Step by step; a division may be left out, and so may the first `submit`."""
    steps = [str(step).split() for step in expected]
    way = [step.split() for step in got]
    if len(steps) == len(way) - 1 and way[0][-1] == "submit":
        way = way[1:]
    return len(steps) == len(way) and all(
        step in (passed, [passed[0], passed[-1]]) for step, passed in zip(steps, way, strict=True)
    )


def shown(value) -> str:
    """A value the way a story would write it."""
    if value is None:
        return "null"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(shown, value))}]"
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
