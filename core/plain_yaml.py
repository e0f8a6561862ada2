"""YAML as people mean it: `on` and `no` are words, a day is a day, and a key said twice is a mistake."""

import re
from pathlib import Path

import yaml


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """The safe loader without YAML 1.1's on/off/yes/no booleans and without silent overwriting."""

    yaml_implicit_resolvers = {
        first: [(tag, regexp) for tag, regexp in pairs if tag != "tag:yaml.org,2002:bool"]
        for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node, deep=False):
        """A mapping whose keys are all different."""
        own = [key for key, _ in node.value if not key.tag.endswith(":merge")]
        keys = [self.construct_object(key, deep=True) for key in own]
        twice = next((key for key in keys if keys.count(key) > 1), None)
        if twice is not None:
            raise yaml.constructor.ConstructorError(None, None, f"the key {twice!r} stands twice", node.start_mark)
        return super().construct_mapping(node, deep=deep)


_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|True|false|False)$"), list("tTfF"))


class BadYaml(ValueError):
    """The file is not the YAML it should be; the message says where."""


def read_yaml(path: Path):
    """The plain data of a file; raises BadYaml (also for a day that does not exist, like 30 February)."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 – a child of the safe loader
    except (yaml.YAMLError, UnicodeDecodeError, ValueError, TypeError) as error:
        raise BadYaml(" ".join(str(error).split())) from error
