"""The built program: one folder, started from a path with spaces and Swedish letters, tests itself."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXE = ".exe" if sys.platform == "win32" else ""


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("bundle") / "Skolans program åäö"
    work = tmp_path_factory.mktemp("work")
    command = [sys.executable, "-m", "PyInstaller", str(ROOT / "facilitator.spec"), "-y"]
    command += ["--distpath", str(target), "--workpath", str(work), "--log-level", "ERROR"]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr[-2000:]
    return target / "Passledaren"


def bare() -> dict[str, str]:
    """An environment that knows nothing of this checkout."""
    kept = {
        name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "SYSTEMROOT", "TEMP")
    }
    return {**kept, "LANG": "C.UTF-8"}


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


def test_that_the_bundle_carries_content_and_licences_but_no_tests(bundle: Path) -> None:
    names = {p.relative_to(bundle).as_posix() for p in bundle.rglob("*")}
    assert any(name.endswith("scenarios/mvp/mvp-03/lesson.toml") for name in names)
    assert any("licences/" in name for name in names)
    unwanted = ("Qt6Charts", "Qt6VirtualKeyboard", "Qt6WebEngine", "pytest", "hypothesis", "tests/")
    assert [name for name in names for part in unwanted if part in name] == []


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
