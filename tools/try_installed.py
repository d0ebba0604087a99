"""Tries an installed program as it is: `python tools/try_installed.py PROGRAM [--kills N]`.

PROGRAM is its command line (`facilitator`, or `facilitator.exe`). It must pass its own test, and its log must be whole
after every time it was killed while it wrote. Answers as JSON; the exit code is 0 when all is well.
"""

import argparse
import json
import os
import random
import subprocess
import tempfile
from pathlib import Path
from typing import Any

LONGEST_S = 1.5
"""A kill comes at a moment between the start and this; filling the log takes longer."""


def answer(program: Path, *arguments: str) -> dict[str, Any]:
    """Return what the program answers as JSON, with its exit code."""
    environment = {**os.environ, "PYTHONUTF8": "1"}
    done = subprocess.run(
        [program, *arguments], env=environment, capture_output=True, encoding="utf-8", check=False
    )
    found = json.loads(done.stdout) if done.stdout.strip().startswith("{") else {"told": done.stderr[-500:]}
    return {**found, "code": done.returncode}


def survives(program: Path, data: Path, after_s: float) -> bool:
    """Fill a log, kill the program while it does, and ask it whether the log is whole."""
    writing = subprocess.Popen(
        [program, "--data", data, "demo"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        writing.wait(after_s)
    except subprocess.TimeoutExpired:
        writing.kill()
        writing.wait()
    found = answer(program, "--data", str(data), "doctor", "--json")
    return found["code"] == 0 and found.get("ok") is True


def main() -> int:
    """Try it, and tell."""
    parser = argparse.ArgumentParser(description="Tries an installed program.")
    parser.add_argument("program", type=Path)
    parser.add_argument("--kills", type=int, default=20)
    options = parser.parse_args()
    program = options.program.resolve()
    own = answer(program, "selftest")
    chance = random.Random(options.kills)
    harmed = []
    with tempfile.TemporaryDirectory() as folder:
        for turn in range(options.kills):
            after_s = chance.uniform(0.05, LONGEST_S)
            if not survives(program, Path(folder) / str(turn), after_s):
                harmed.append(round(after_s, 3))
    good = own["code"] == 0 and own.get("ok") is True and not harmed
    print(
        json.dumps({"ok": good, "selftest": own, "kills": options.kills, "harmed_after_s": harmed}, indent=1)
    )
    return 0 if good else 1


if __name__ == "__main__":
    raise SystemExit(main())
