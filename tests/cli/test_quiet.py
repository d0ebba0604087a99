"""No command touches the network: each is run with every way to it closed, and under the system's own watch."""

import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from facilitator import cli

ROOT = Path(__file__).parents[2]
COMMANDS = (
    ("demo",),
    ("check", "--sha256", "scenarios/mvp"),
    ("doctor",),
    ("plan", "--year", "2026"),
    ("export", "OUT/csv"),
    ("export", "--package", "OUT/a.passpaket"),
    ("merge", "OUT/a.passpaket", "--preview"),
    ("handover", "6A", "--out", "OUT/b.passpaket"),
    ("receive", "OUT/b.passpaket", "--preview"),
    ("print", "--list"),
    ("print", "guide", "mvp-01", "--out", "OUT/guide.pdf"),
    ("render", "mvp-01", "OUT/pictures"),
    ("restore",),
    ("move", "OUT/moved"),
)
FAMILY = re.compile(r"(?:socket|socketpair)\((\w+)|sa_family=(\w+)")


class Called(Exception):
    """A command tried to reach out."""


@pytest.fixture
def cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer whose network raises at the first touch."""

    def refuse(*_arguments: object, **_options: object) -> None:
        raise Called

    for name in (
        "socket",
        "create_connection",
        "create_server",
        "getaddrinfo",
        "gethostbyname",
        "socketpair",
    ):
        monkeypatch.setattr(socket, name, refuse)


@pytest.mark.usefixtures("cut_off")
def test_that_every_command_works_with_the_network_cut_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(Called):
        socket.socket()
    monkeypatch.chdir(ROOT)
    (tmp_path / "moved").mkdir()
    for command in COMMANDS:
        words = [word.replace("OUT", str(tmp_path)) for word in command]
        code = cli.run(["--data", str(tmp_path / "data"), *words])
        assert code == cli.DONE, (command, capsys.readouterr().err)


@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
def test_that_the_system_sees_no_socket_of_a_command_at_all(tmp_path: Path) -> None:
    for place, command in enumerate((("demo",), ("doctor",), ("export", "OUT/csv"), ("selftest",))):
        trace = tmp_path / f"calls-{place}"
        watch = ["strace", "-f", "-qq", "-e", "trace=network", "-e", "signal=none", "-o", str(trace)]
        words = [word.replace("OUT", str(tmp_path)) for word in command]
        program = [sys.executable, "-m", "facilitator", "--data", str(tmp_path / "data"), *words]
        run = subprocess.run([*watch, *program], cwd=ROOT, capture_output=True, text=True, check=False)
        assert run.returncode == cli.DONE, run.stderr
        met = {one or other for one, other in FAMILY.findall(trace.read_text(encoding="utf-8"))}
        assert met <= {"AF_UNIX"}, command
