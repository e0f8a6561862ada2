"""Where things are: the checkout, the virtual environment, the data."""

import os
from pathlib import Path

from launch.say import Stop

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"


def data_dir():
    """The folder all data live in: DATA_DIR, else .data of the checkout."""
    return ROOT / (os.environ.get("DATA_DIR") or ".data")


def wheel(name):
    """The installed folder of an embedded wheel; Stop when it is not installed."""
    found = sorted(VENV.glob(f"lib/python3*/site-packages/{name}"))
    if not found:
        raise Stop(f"The Python package {name} is not installed: run `make install` first.")
    return found[-1]


def write_private(path, text):
    """Writes a file only its owner can read, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    fresh.unlink(missing_ok=True)
    with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    fresh.replace(path)


def read_env(path):
    """KEY=VALUE lines as a dictionary; no file, no keys."""
    if not path.exists():
        return {}
    pairs = (line.split("=", 1) for line in path.read_text().splitlines() if "=" in line)
    return {key.strip(): value.strip() for key, value in pairs}


def write_env(path, values):
    """The dictionary as KEY=VALUE lines, private."""
    write_private(path, "".join(f"{key}={value}\n" for key, value in values.items()))
