"""The packages: a portable zip and an archive for Linux from the real bundle; installers for Windows from a stand-in."""

import hashlib
import os
import re
import stat
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from facilitator import __version__
from tools import package, windows, winget

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the packages are made on Linux")


def hear(command: list[str | Path], **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", **variables}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def payload(tmp_path: Path) -> Path:
    """A stand-in for the built program: two starters, a link and a folder with Swedish letters."""
    folder = tmp_path / "payload"
    (folder / "_internal" / "pass åäö").mkdir(parents=True)
    for name in ("Passledaren", "facilitator"):
        (folder / name).write_text(f"#!/bin/sh\necho {name}\n", encoding="utf-8")
        (folder / name).chmod(0o755)
    (folder / "_internal" / "pass åäö" / "lesson.toml").write_text("", encoding="utf-8")
    (folder / "_internal" / "lib.so.6").write_bytes(b"library")
    (folder / "_internal" / "lib.so").symlink_to("lib.so.6")
    return folder


def unpacked(archive: Path, folder: Path) -> Path:
    with tarfile.open(archive) as tar:
        tar.extraction_filter = getattr(tarfile, "data_filter", None)  # Debian 12's Python came before it
        tar.extractall(folder)
    (top,) = folder.iterdir()
    return top


def test_that_the_portable_zip_carries_its_marker_and_starts(payload: Path, tmp_path: Path) -> None:
    made = package.portable(payload, tmp_path / "p.zip")
    assert made.read_bytes() == package.portable(payload, tmp_path / "again.zip").read_bytes()
    with zipfile.ZipFile(made) as archive:
        modes = {one.filename: one.external_attr >> 16 for one in archive.infolist()}
        assert archive.read("Passledaren/portable.txt").startswith("Så länge".encode())
    assert modes["Passledaren/Passledaren"] & 0o111
    assert stat.S_ISLNK(modes["Passledaren/_internal/lib.so"])
    assert "Passledaren/_internal/pass åäö/lesson.toml" in modes


def test_that_linux_installs_upgrades_and_removes_and_leaves_the_log(payload: Path, tmp_path: Path) -> None:
    made = package.archive(payload, tmp_path / "passledaren.tar.xz")
    home = tmp_path / "hem med mellanslag & så"
    home.mkdir()
    log = home / ".local" / "share" / "Passledaren" / "passledaren.db"
    log.parent.mkdir(parents=True)
    log.write_bytes(b"log")
    top = unpacked(made, tmp_path / "first")
    for version in ("1", "2"):
        (top / "Passledaren" / "_internal" / version).write_text("", encoding="utf-8")
        done = hear([top / "install.sh"], HOME=str(home))
        assert done.returncode == 0, done.stderr
        (top / "Passledaren" / "_internal" / version).unlink()
    installed = home / ".local" / "lib" / "Passledaren"
    assert not (installed / "_internal" / "1").exists(), "the older version's file is gone"
    assert (installed / "_internal" / "2").exists()
    assert hear([home / ".local" / "bin" / "passledaren"]).stdout == "Passledaren\n"
    desktop = home / ".local" / "share" / "applications" / "passledaren.desktop"
    assert f'Exec="{installed}/Passledaren" take %F' in desktop.read_text(encoding="utf-8")
    done = hear([installed / "uninstall.sh"], HOME=str(home))
    assert (done.returncode, str(log.parent) in done.stdout) == (0, True), done.stdout + done.stderr
    files = {p.relative_to(home).as_posix() for p in home.rglob("*") if p.is_file()}
    assert {name for name in files if "/mime" not in name} == {".local/share/Passledaren/passledaren.db"}
    assert not list((home / ".local" / "bin").iterdir())


def test_that_the_desktop_entry_and_the_kind_of_file_are_well_formed(tmp_path: Path) -> None:
    entry = (package.LINUX / "passledaren.desktop").read_text(encoding="utf-8").replace("@PROGRAM@", "/opt/x")
    (tmp_path / "passledaren.desktop").write_text(entry, encoding="utf-8")
    done = hear(["desktop-file-validate", tmp_path / "passledaren.desktop"])
    assert (done.returncode, done.stdout) == (0, "")
    packages = tmp_path / "mime" / "packages"
    packages.mkdir(parents=True)
    (packages / "passledaren.xml").write_bytes((package.LINUX / "passledaren-mime.xml").read_bytes())
    assert hear(["update-mime-database", tmp_path / "mime"]).returncode == 0
    globs = (tmp_path / "mime" / "globs").read_text(encoding="utf-8")
    assert "*.passpaket" in globs
    assert "*.passinnehall" in globs


def test_that_the_hashes_are_of_every_package(payload: Path, tmp_path: Path) -> None:
    made = package.pack(payload, "linux", tmp_path / "out")
    lines = (tmp_path / "out" / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    sums = {line[66:]: line[:64] for line in lines}
    assert sums == {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in made}
    assert all(__version__ in name for name in sums)


def test_that_the_manifests_of_winget_tell_the_packages_as_they_are(tmp_path: Path) -> None:
    for kind in ("x64.msi", "x64-setup.exe"):
        (tmp_path / f"Passledaren-{__version__}-{kind}").write_text(kind, encoding="utf-8")
    written = winget.fill(tmp_path, "https://example.org/filer/", tmp_path / "out")
    texts = {path.name: path.read_text(encoding="utf-8") for path in written}
    assert sorted(texts) == [
        "Passledaren.Passledaren.installer.yaml",
        "Passledaren.Passledaren.locale.sv-SE.yaml",
        "Passledaren.Passledaren.yaml",
    ]
    assert not [
        name for name, text in texts.items() if "@" in text or f"PackageVersion: {__version__}" not in text
    ]
    installer = texts["Passledaren.Passledaren.installer.yaml"]
    assert hashlib.sha256(b"x64.msi").hexdigest().upper() in installer
    assert f"https://example.org/filer/Passledaren-{__version__}-x64.msi" in installer
    assert windows.product_code(__version__) in installer


def test_that_every_tool_that_the_workflow_runs_is_there() -> None:
    told = (ROOT / ".github" / "workflows" / "packages.yml").read_text(encoding="utf-8").replace("\\", "/")
    named = set(re.findall(r"\b((?:tools|tests)/[\w/]+(?:\.py)?)", told))
    assert {"tools/bundle.py", "tools/package.py", "tools/try_installed.py"} <= named
    assert [name for name in named if not (ROOT / name).exists()] == []
