"""The built program: one folder, started from a path with spaces and Swedish letters, tests itself."""

import importlib.metadata
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tools import package, parts, try_installed

ROOT = Path(__file__).parents[2]
EXE = ".exe" if sys.platform == "win32" else ""
LARGEST, PACKED = 150_000_000, 50_000_000
"""Bytes of the whole folder, and of it packed so that any system can unpack it."""


def bare() -> dict[str, str]:
    """An environment that knows nothing of this checkout."""
    kept = {
        name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "SYSTEMROOT", "TEMP")
    }
    return {**kept, "LANG": "C.UTF-8"}


def names(bundle: Path) -> list[str]:
    return sorted(p.relative_to(bundle).as_posix() for p in bundle.rglob("*") if p.is_file())


def listed(bundle: Path) -> dict[str, dict[str, str]]:
    """The components of the list of parts, by bom-ref."""
    (file,) = bundle.rglob(parts.SBOM)
    return {one["bom-ref"]: one for one in json.loads(file.read_text(encoding="utf-8"))["components"]}


def runtime() -> set[str]:
    """The Python parts that the program stands on, and what these stand on, in small letters."""
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    found: set[str] = set()
    while wanted:
        name = re.split(r"[^\w.-]", wanted.pop())[0].lower().replace("_", "-")
        if name in found:
            continue
        found.add(name)
        try:
            needs = importlib.metadata.requires(name) or []
        except importlib.metadata.PackageNotFoundError:
            continue  # another system's part
        wanted += [one for one in needs if "extra ==" not in one]
    return found


def test_that_the_built_program_passes_its_own_test(bundle: Path, tmp_path: Path) -> None:
    run = subprocess.run(
        [bundle / f"facilitator{EXE}", "selftest"],
        cwd=tmp_path,
        env=bare(),
        capture_output=True,
        text=True,
        check=False,
    )
    answer = json.loads(run.stdout)
    assert (run.returncode, answer["ok"], answer["versions"]["frozen"]) == (0, True, True), (
        run.stdout + run.stderr
    )
    assert answer["versions"]["sqlite"] == listed(bundle)["Python/SQLite"]["version"]


def test_that_the_log_of_the_built_program_is_whole_after_a_kill(bundle: Path, tmp_path: Path) -> None:
    program = bundle / f"facilitator{EXE}"
    assert [
        after_s
        for after_s in (0.4, 0.9)
        if not try_installed.survives(program, tmp_path / str(after_s), after_s)
    ] == []


def test_that_a_portable_program_keeps_its_log_beside_it(bundle: Path, tmp_path: Path) -> None:
    marker = bundle / "portable.txt"
    marker.write_text("", encoding="utf-8")
    try:
        command = [str(bundle / f"facilitator{EXE}"), "doctor", "--json"]
        home = {**bare(), "HOME": str(tmp_path)}
        run = subprocess.run(command, cwd=tmp_path, env=home, capture_output=True, text=True, check=False)
        answer = json.loads(run.stdout)
        assert (run.returncode, answer["ok"], answer["data"]) == (0, True, str(bundle / "data")), run.stderr
        assert (bundle / "data" / "passledaren.db").is_file()
        assert list(tmp_path.iterdir()) == [], "nothing is left on the computer"
        assert any(bundle.rglob("policy.example.toml"))
    finally:
        marker.unlink()
        shutil.rmtree(bundle / "data", ignore_errors=True)


def test_that_only_what_the_program_needs_is_inside(bundle: Path) -> None:
    found = names(bundle)
    assert any(name.endswith("scenarios/mvp/mvp-03/lesson.toml") for name in found)
    assert any(name.endswith("resources/reserve/page.html") for name in found)
    gpl_only = r"Qt6?(Charts|DataVisualization|Graphs|VirtualKeyboard|NetworkAuth|HttpServer|Lottie|Quick3D|Mqtt|CoAp)"
    others = r"QtWebEngine|Qt6WebEngine|pytest|hypothesis|(^|/)tests?/|\.po$|libgtk|libssl|__pycache__"
    assert [name for name in found if re.search(rf"{gpl_only}|{others}", name)] == []
    inside = {one["name"].lower() for one in listed(bundle).values() if one["purl"].startswith("pkg:pypi/")}
    assert {name.replace("_", "-") for name in inside} - runtime() == set()


def test_that_every_part_has_its_licence(bundle: Path) -> None:
    components = listed(bundle)
    folders = {path.name for path in next(bundle.rglob("licences")).iterdir() if any(path.glob("*"))}
    assert {ref.split("/")[0] for ref in components} - folders == set()
    assert all(one["licenses"] for one in components.values())
    notice = (ROOT / "resources" / "licences" / "NOTICE.md").read_text(encoding="utf-8").lower()
    python = {one["name"] for one in components.values() if one["purl"].startswith("pkg:pypi/")}
    assert {name for name in python if name.split("_Ess")[0].lower() not in notice} == set()


def test_that_the_list_of_parts_is_valid_cyclonedx(bundle: Path) -> None:
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    (file,) = bundle.rglob(parts.SBOM)
    wrong = JsonStrictValidator(SchemaVersion.V1_6).validate_str(file.read_text(encoding="utf-8"))
    assert wrong is None


def test_that_the_bundle_is_small(bundle: Path) -> None:
    size = sum(p.stat().st_size for p in bundle.rglob("*") if p.is_file() and not p.is_symlink())
    assert size <= LARGEST, f"{size:,} bytes"


def test_that_the_bundle_is_small_when_it_is_packed(bundle: Path, tmp_path: Path) -> None:
    size = package.portable(bundle, tmp_path / "p.zip").stat().st_size
    assert size <= PACKED, f"{size:,} bytes"


def test_that_both_starters_are_small_and_the_modules_lie_beside_them(bundle: Path) -> None:
    starters = [bundle / f"{name}{EXE}" for name in ("Passledaren", "facilitator")]
    assert max(path.stat().st_size for path in starters) < 1_000_000
    assert len(list(bundle.rglob("program.pyz"))) == 1


def test_that_an_old_sqlite_stops_a_build_that_brings_its_own() -> None:
    for system in ("win32", "darwin"):
        with pytest.raises(SystemExit, match=r"3\.50\.4.*3\.51\.3"):
            parts.check_sqlite((3, 50, 4), system)
        parts.check_sqlite((3, 51, 3), system)
    parts.check_sqlite(sqlite3.sqlite_version_info, "linux")


def test_that_a_file_from_nowhere_stops_the_build(tmp_path: Path) -> None:
    stranger = tmp_path / "libstranger.so"
    stranger.write_bytes(b"")
    with pytest.raises(SystemExit, match="libstranger"):
        parts.inside([], [("libstranger.so", str(stranger))])
