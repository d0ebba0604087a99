"""Builds the one-dir bundle so that the same source gives the same files.

python tools/bundle.py OUTDIR           builds OUTDIR/Passledaren
python tools/bundle.py --twice OUTDIR   builds twice, and compares file by file
"""

import argparse
import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
EPOCH: Final = "1767225600"
"""The moment that files are marked with when SOURCE_DATE_EPOCH is not given: a fixed day, so that builds are alike."""
MAY_DIFFER: Final[frozenset[str]] = frozenset()
"""Files that two builds of the same source may have unlike."""


def build(outdir: Path, work: Path) -> Path:
    """Build and return the bundle's folder. Raises SystemExit with the end of what the build said."""
    command = [
        sys.executable,
        "-m",
        "PyInstaller",
        str(ROOT / "facilitator.spec"),
        "-y",
        "--log-level",
        "ERROR",
    ]
    command += ["--distpath", str(outdir), "--workpath", str(work)]
    fixed = {"PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH", EPOCH)}
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **fixed}, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise SystemExit(done.stderr[-2000:])
    return outdir / "Passledaren"


def prints(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file below `folder`, and where a link leads."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = f"-> {path.readlink()}"
        elif path.is_file():
            found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def unlike(one: Path, other: Path) -> list[str]:
    """Return the files that differ between two bundles, but for those that may."""
    first, second = prints(one), prints(other)
    names = {name for name in first.keys() | second.keys() if first.get(name) != second.get(name)}
    return sorted(names - MAY_DIFFER)


def main() -> int:
    """Build once, or twice to compare."""
    parser = argparse.ArgumentParser(description="Builds the one-dir bundle.")
    parser.add_argument("outdir", type=Path)
    parser.add_argument("--twice", action="store_true", help="build twice and compare")
    options = parser.parse_args()
    outdir = options.outdir.resolve()
    first = build(outdir, outdir / "work")
    print(first)
    if not options.twice:
        return 0
    second = build(outdir / "again", outdir / "again" / "work")
    differing = unlike(first, second)
    print("\n".join(differing) if differing else f"{len(prints(first))} files, all alike")
    return 1 if differing else 0


if __name__ == "__main__":
    raise SystemExit(main())
