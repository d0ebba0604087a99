"""Sets everything up and opens the program, or passes all tests; needs nothing but Python 3.11 or later.

    python3 tools/start.py              set up what is missing, then open Passledaren
    python3 tools/start.py ARGUMENTS    the same for its command line: python3 tools/start.py --help
    python3 tools/start.py test         set up what is missing, then run every check and test

The parts go into `.venv` in this folder, each checked against its hash in `requirements.lock`. On Debian and Ubuntu
the system packages that Qt needs are installed with apt-get; other systems have them already.
"""

from __future__ import annotations  # an older Python must get as far as the sentence in `main`

import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "passledaren-setup.json"

QT_PACKAGES = (
    (
        "libglib2.0-0 libgl1 libegl1 libxkbcommon0 libdbus-1-3 libfontconfig1 "  # to draw at all
        "libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0"  # to open windows
    ).split()
)
TEST_PACKAGES = [
    "xvfb", "x11-xserver-utils", "openbox", "strace", "xdotool", "dbus-daemon", "chromium", "chromium-driver", "poppler-utils",
    "postgresql",
    "binutils", "wixl", "msitools", "nsis", "wine64", "desktop-file-utils", "shared-mime-info",  # the packages of tests/bundle
    "at-spi2-core", "gir1.2-atspi-2.0", "python3-gi",  # to read the program as a screen reader does
]  # fmt: skip
if (
    sys.base_prefix == "/usr"
):  # Debian's own Python, whose library the bundle takes along, lies in a package by itself
    TEST_PACKAGES.append(f"libpython{sys.version_info.major}.{sys.version_info.minor}")
BROWSER = ROOT / "tests" / "browser"
BROWSER_LOCK = BROWSER / "package-lock.json"
QUICK = (  # every rule, without Qt: two halves that take about as long
    ["tests/content", "tests/journal", "tests/session"],
    ["tests/exchange", "tests/ground", "tests/planning"],
)
SUITES = [suite for half in QUICK for suite in half]
NO_QT = ["-p", "no:pytest-qt"]
APART = (  # what takes longer, the longest first, so that both processors are busy to the end
    ["tests/ui"],
    [*NO_QT, "--postgresql", "tests/central", "tests/exchange", "tests/journal"],
    ["tests/paper", "tests/pictures"],
    ["tests/cli"],
    [*NO_QT, "-m", "slow", *SUITES],
    [*NO_QT, "tests/durability", "tests/upgrades"],
    [*NO_QT, "tests/handbook"],
)
JOURNEYS = "tests/journeys"  # last, when nothing else runs: they measure how soon a person sees something
NAMED = {one for run in [*QUICK, *APART, [JOURNEYS]] for one in run if one.startswith("tests/")}
OTHERS = ["tests", *(f"--ignore={one}" for one in sorted(NAMED))]


def say(swedish: str, english: str) -> None:
    """Tell what goes on, in one line and in both languages: nobody has chosen one yet."""
    print(f"{swedish} · {english}", file=sys.stderr, flush=True)


def give_up(swedish: str, english: str, details: str = "") -> None:
    """Tell why it ends here, with the end of what a tool said and without addresses of servers."""
    told = [line for line in re.sub(r"\S+://\S+", "…", details).splitlines() if line.strip()]
    for line in told[-8:]:
        print("    " + line[:200], file=sys.stderr)
    say(swedish, english)
    raise SystemExit(3)


def run(command: list[str], **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a tool quietly and return how it went."""
    environment = {**os.environ, **variables}
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, errors="replace", check=False
    )


# ---- setting up ----


def is_debian() -> bool:
    """Tell whether apt-get looks after this system."""
    release = Path("/etc/os-release")
    known = release.is_file() and re.search(
        r"^ID(_LIKE)?=.*(debian|ubuntu)", release.read_text(), re.MULTILINE
    )
    return bool(known) and shutil.which("apt-get") is not None


def missing_packages(wanted: list[str]) -> list[str]:
    """Return which Debian packages are not installed."""
    installed = run(
        ["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n", *wanted]
    ).stdout.splitlines()
    return [
        name
        for name in wanted
        if f"{name} installed" not in installed and f"{name}t64 installed" not in installed
    ]


def install_packages(wanted: list[str]) -> None:
    """Install Debian packages, as root or through sudo; say what to do when neither is possible."""
    missing = missing_packages(wanted) if is_debian() else []
    if not missing:
        return
    names = " ".join(missing)
    as_root = (
        [] if os.geteuid() == 0 else [shutil.which("sudo") or "", *([] if sys.stdin.isatty() else ["-n"])]
    )
    if as_root[:1] == [""]:
        say(
            f"Be den som sköter datorn köra: apt-get install {names}", "Ask the computer's keeper to run that"
        )
        return
    say(
        f"Installerar {len(missing)} systempaket (en gång)",
        f"Installing {len(missing)} system packages (once)",
    )
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-y"]
    command = [*as_root, *quiet, "install", "--no-install-recommends", *missing]
    done = run(command)
    if done.returncode != 0:  # a new system has no list of packages yet
        run([*as_root, *quiet, "update"])
        done = run(command)
    if done.returncode != 0:
        print("    " + re.sub(r"\S+://\S+", "…", done.stderr.strip())[-600:], file=sys.stderr)
        say(
            f"Det gick inte. Kör själv: sudo apt-get install {names}", "That failed. Run the command yourself"
        )


def make_venv() -> None:
    """Make `.venv` unless a working one is there."""
    if (
        PYTHON.exists()
        and run([str(PYTHON), "-c", "import pip, sys; sys.exit(sys.version_info < (3, 11))"]).returncode == 0
    ):
        return
    importlib.invalidate_caches()  # the package may have come just now
    if importlib.util.find_spec("ensurepip") is None:  # what to install has been told, all in one line
        give_up("Kör samma kommando igen när det är gjort", "Run the same command again when that is done")
    say("Gör en egen Python-miljö i .venv", "Making a Python environment in .venv")
    made = run([sys.executable, "-m", "venv", "--clear", str(VENV)])
    if made.returncode != 0:
        give_up(
            "Python-miljön gick inte att göra; på Debian hjälper: sudo apt-get install python3-venv",
            "The Python environment could not be made",
            made.stdout + made.stderr,
        )


def install_parts() -> None:
    """Install every part of the lock file, each checked against its hash."""
    say(
        "Hämtar programmets delar (en gång, någon minut)",
        "Fetching the program's parts (once, a minute or so)",
    )
    pip = [
        str(PYTHON),
        "-m",
        "pip",
        "install",
        "-q",
        "--disable-pip-version-check",
        "--no-input",
        "--no-deps",
        "--no-compile",  # pip does it one file after the other: see below
    ]
    done = run([*pip, "--require-hashes", "--only-binary", ":all:", "-r", str(LOCK)])
    if done.returncode != 0:
        give_up(
            "Delarna gick inte att hämta. Kontrollera nätet och försök igen",
            "The parts could not be fetched. Check the network and try again",
            done.stderr,
        )
    # some parts bring files that are no Python, so that its exit code says nothing
    run([str(PYTHON), "-m", "compileall", "-q", "-j", "0", str(VENV)])


def install_browser_parts() -> None:
    """Install what the tests in a browser need from npm, each checked against its hash in the lock file."""
    if shutil.which("npm") is None:
        install_packages(["npm"])
    npm = shutil.which("npm")
    if npm is None:
        say(
            "npm finns inte, så proven i webbläsaren kan inte köras",
            "No npm: the tests in a browser cannot run",
        )
        return
    done = run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(BROWSER)])
    if done.returncode != 0:
        give_up(
            "Provens delar för webbläsaren gick inte att hämta",
            "The parts for the tests in a browser could not be fetched",
            done.stderr,
        )


def set_up(kind: str) -> None:
    """Install what is missing for `kind`, "run" or "test"; done already, it takes no time."""
    lock = hashlib.sha256(LOCK.read_bytes() + BROWSER_LOCK.read_bytes()).hexdigest()
    stamp = json.loads(STAMP.read_text(encoding="utf-8")) if STAMP.exists() and PYTHON.exists() else {}
    done_for = stamp.get("for", [])
    same_parts = stamp.get("lock") == lock
    if same_parts and kind in done_for:
        return
    without_venv = [] if PYTHON.exists() or importlib.util.find_spec("ensurepip") else ["python3-venv"]
    install_packages(QT_PACKAGES + without_venv + (TEST_PACKAGES if kind == "test" else []))
    if not same_parts:
        make_venv()
        install_parts()
        done_for = []
    if kind == "test":
        install_browser_parts()
    qt = run([str(PYTHON), "-c", "import PySide6.QtWidgets, PySide6.QtSvg"])
    if qt.returncode != 0:
        give_up(
            f"Qt startar inte. På Debian och Ubuntu behövs: {' '.join(QT_PACKAGES)}",
            "Qt does not start. Debian and Ubuntu need the packages named",
            qt.stderr,
        )
    STAMP.write_text(json.dumps({"lock": lock, "for": sorted({*done_for, kind})}), encoding="utf-8")


# ---- opening and testing ----


def start_program(arguments: list[str]) -> int:
    """Run the program from this folder, wherever the command was given."""
    paths = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    command = [str(PYTHON), "-m", "facilitator", *arguments]
    called = "py tools\\start.py" if os.name == "nt" else "python3 tools/start.py"
    environment = {**os.environ, "PYTHONPATH": paths, "PASSLEDAREN_COMMAND": called}
    if os.name == "posix":
        os.execve(command[0], command, environment)
    return subprocess.run(command, env=environment, check=False).returncode


TYPES = ("mypy --strict", ["-m", "mypy"])  # takes longer than the other checks: it is run beside the tests


def checks() -> list[tuple[str, list[str]]]:
    """Return the quick checks: a name, and the command for this environment's Python."""
    return [
        ("quick tests found", ["-m", "pytest", *NO_QT, "--collect-only", "-q", *SUITES]),  # and compiled
        ("ruff check", ["-m", "ruff", "check", "."]),
        ("ruff format", ["-m", "ruff", "format", "--check", "."]),
        ("import contracts", ["-c", "from importlinter.cli import lint_imports_command as c; c()"]),
        ("catalogue", ["tools/catalog.py", "check"]),
        ("icons", ["tools/export_icons.py", "--check"]),
    ]


def compiling() -> dict[str, str]:
    """The environment in which what one process has compiled, the next ones need not."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def run_check(name: str, command: list[str]) -> bool:
    """Run one quick check; show what it said only when it fails."""
    begun = time.monotonic()
    done = subprocess.run(
        [str(PYTHON), *command],
        cwd=ROOT,
        env=compiling(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        print(done.stdout, flush=True)
    print(
        f"{name}: {'ok' if done.returncode == 0 else 'FAILED'} ({time.monotonic() - begun:.1f} s)", flush=True
    )
    return done.returncode == 0


def run_suite(arguments: list[str], **variables: str) -> tuple[bool, str]:
    """Run pytest in a process of its own and show what it said; return whether it passed, and its closing line."""
    done = subprocess.run(
        [str(PYTHON), "-m", "pytest", *arguments],
        cwd=ROOT,
        env=compiling() | variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    said = done.stdout.strip()
    print(done.stdout, flush=True)
    return done.returncode == 0, said.splitlines()[-1].strip(" =") if said else "nothing"


def run_side_by_side(runs: Sequence[list[str]], *more: str, **variables: str) -> tuple[bool, str]:
    """Run pytest for each of `runs` with `more`, two at a time; return whether all passed, and how it went.

    The first to be done takes the next, so that neither processor waits for the other.
    """
    begun = time.monotonic()
    with ThreadPoolExecutor(max_workers=2) as pool:
        outcomes = list(pool.map(lambda one: run_suite([*more, *one], **variables), runs))
    took = f"{time.monotonic() - begun:.1f} s together"
    closing = ", ".join(closing for _passed, closing in outcomes)
    return all(passed for passed, _closing in outcomes), f"{closing}, {took}" if len(runs) > 1 else closing


def halves(folder: str) -> tuple[list[str], list[str]]:
    """The test modules of a folder in two parts that take about as long."""
    modules = sorted(one.relative_to(ROOT).as_posix() for one in (ROOT / folder).glob("test_*.py"))
    return modules[::2], modules[1::2]


def run_tests() -> int:
    """Run every check and all suites; 0 only when all pass and each suite present held tests."""
    if is_debian():  # then everything that a test may ask for is there, and no test is skipped for want of it
        os.environ["PASSLEDAREN_GATE"] = "1"
    with ThreadPoolExecutor(max_workers=2) as pool:
        passed = list(pool.map(lambda one: run_check(*one), checks()))
    offscreen = {"QT_QPA_PLATFORM": "offscreen"}
    closings = []

    def done(name: str, outcome: tuple[bool, str]) -> None:
        passed.append(outcome[0])
        closings.append(f"{name}: {outcome[1]}")

    done("quick tests without Qt", run_side_by_side(QUICK, *NO_QT, "-m", "not slow"))
    with ThreadPoolExecutor(max_workers=1) as beside:
        types = beside.submit(run_check, *TYPES)
        done("all the others", run_side_by_side([OTHERS, *APART], **offscreen))
        passed.append(types.result())
    done("journeys", run_side_by_side(halves(JOURNEYS)))
    print("\n".join(["", *closings]), flush=True)
    print("All checks passed." if all(passed) else "Something failed; see above.", flush=True)
    return 0 if all(passed) else 1


def main() -> int:
    """Set up, then do what the command line asks."""
    if sys.version_info < (3, 11):  # noqa: UP036 (this file is what an older Python meets)
        give_up("Passledaren behöver Python 3.11 eller senare", "Passledaren needs Python 3.11 or later")
    arguments = sys.argv[1:]
    testing = arguments == ["test"]
    set_up("test" if testing else "run")
    return run_tests() if testing else start_program(arguments)


if __name__ == "__main__":
    raise SystemExit(main())
