"""Both installers for Windows, under wine, from a stand-in for the built program: silent in, upgraded, and out again."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from tools import windows

WINE = shutil.which("wine64", path="/usr/lib/wine")
TOOLS = ("wixl", "msibuild", "makensis")
missing = [name for name in TOOLS if shutil.which(name) is None] + ([] if WINE else ["wine64"])
pytestmark = pytest.mark.skipif(bool(missing), reason=f"not on this computer: {', '.join(missing)}")

POLICY = r"HKLM\SOFTWARE\Policies\Passledaren"
USER = Path("users") / "teacher"


class Windows(NamedTuple):
    """A Windows of its own in a folder, as far as wine is one."""

    prefix: Path

    @property
    def disk(self) -> Path:
        return self.prefix / "drive_c"

    @property
    def local(self) -> Path:
        return self.disk / USER / "AppData" / "Local"

    @property
    def program(self) -> Path:
        return self.disk / "Program Files" / "Passledaren"

    def run(self, *command: str) -> int:
        return self.call(str(WINE), *command)

    def server(self, order: str) -> int:
        """Wine's own server: kept running, so that not every command starts a Windows anew."""
        return self.call(str(Path(str(WINE)).with_name("wineserver64")), order)

    def call(self, *command: str) -> int:
        variables = {
            "PATH": os.environ["PATH"], "HOME": str(self.prefix.parent), "WINEPREFIX": str(self.prefix), "WINEDEBUG": "-all",
            "USER": USER.name, "WINEDLLOVERRIDES": "mscoree,mshtml,winemenubuilder.exe=d", "LANG": "C.UTF-8",
        }  # fmt: skip
        quiet = subprocess.DEVNULL  # a pipe would be held open by the server
        done = subprocess.run(
            command, env=variables, stdin=quiet, stdout=quiet, stderr=quiet, check=False, timeout=120
        )
        return done.returncode

    def values(self, key: str) -> Mapping[str, str]:
        """The texts below a key of the registry; none where there is no such key."""
        file = self.disk / "asked.reg"
        file.unlink(missing_ok=True)
        self.run("reg", "export", key, "C:\\asked.reg", "/y", "/reg:64")
        text = file.read_text(encoding="utf-16") if file.exists() else ""
        return dict(re.findall(r'^"(\w+)"="(.*)"$', text, re.MULTILINE))


@pytest.fixture(scope="module")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Windows]:
    found = Windows(tmp_path_factory.mktemp("windows") / "prefix")
    found.prefix.mkdir()
    assert found.server("--persistent") == 0
    assert found.run("wineboot", "--init") == 0
    yield found
    found.server("--kill")


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Mapping[str, Path]]:
    """By version: an MSI and an NSIS installer of a payload that differs a little."""
    made = {}
    for version, own in (("0.1.0", "gammal.txt"), ("0.2.0", "ny.txt")):
        payload = tmp_path_factory.mktemp("payload")
        (payload / "_internal" / "pass åäö").mkdir(parents=True)
        for name in ("Passledaren.exe", "facilitator.exe", f"_internal/pass åäö/{own}", "_internal/data.bin"):
            (payload / name).write_text(f"{name} {version}", encoding="utf-8")
        folder = tmp_path_factory.mktemp("packages")
        made[version] = {
            "msi": windows.msi(payload, version, folder / f"{version}.msi", folder),
            "setup": windows.setup(payload, version, folder / f"{version}-setup.exe", folder),
        }
    return made


@pytest.fixture
def log(system: Windows) -> Iterator[Path]:
    """The user's own log and settings, which no installer may touch."""
    folder = system.local / "Passledaren"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "passledaren.db").write_bytes(b"log")
    (folder / "settings.json").write_bytes(b"{}")
    yield folder
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {
        "passledaren.db": b"log",
        "settings.json": b"{}",
    }


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def program(own: str) -> set[str]:
    return {"Passledaren.exe", "facilitator.exe", "_internal/data.bin", f"_internal/pass åäö/{own}"}


def test_that_the_msi_installs_upgrades_and_removes_silently(
    system: Windows, packages: Mapping[str, Mapping[str, Path]], log: Path
) -> None:
    given = ('SKOLA="EK = Ekskolan"', 'KOMMUN="Ekby åäö"')
    first, second = (str(packages[version]["msi"]) for version in ("0.1.0", "0.2.0"))
    assert system.run("msiexec", "/i", first, "/qn", *(one.replace('"', "") for one in given)) == 0
    assert names(system.program) == program("gammal.txt")
    decided = {"schools": "EK = Ekskolan", "managed_by": "Ekby åäö"}
    assert system.values(POLICY) == decided, "what is not given is not written"

    assert system.run("msiexec", "/i", second, "/qn", "KOMMUN=Nyby") == 0
    assert names(system.program) == program("ny.txt")
    assert (system.program / "Passledaren.exe").read_text(encoding="utf-8") == "Passledaren.exe 0.2.0"
    assert system.values(POLICY) == {**decided, "managed_by": "Nyby"}, "what was given before is kept"

    assert system.run("msiexec", "/i", first, "/qn") != 0, "an older version does not go over a newer"
    assert names(system.program) == program("ny.txt")

    assert system.run("msiexec", "/x", second, "/qn") == 0
    assert names(system.program) == set()
    assert system.values(POLICY) == {}


def test_that_the_installer_for_one_user_installs_upgrades_and_removes_silently(
    system: Windows, packages: Mapping[str, Mapping[str, Path]], log: Path
) -> None:
    folder = system.local / "Programs" / "Passledaren"
    entry = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Passledaren"
    for version, own in (("0.1.0", "gammal.txt"), ("0.2.0", "ny.txt")):
        assert system.run(str(packages[version]["setup"]), "/S") == 0
        assert names(folder) == {*program(own), "uninstall.exe"}
        assert system.values(entry)["DisplayVersion"] == version
    (folder / "egen.txt").write_text("läraren la den här", encoding="utf-8")
    assert system.run(str(folder / "uninstall.exe"), "/S", f"_?=Z:{folder}".replace("/", "\\")) == 0
    assert names(folder) - {"uninstall.exe"} == {"egen.txt"}, "only what was installed is removed"
    assert system.values(entry) == {}
