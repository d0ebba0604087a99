"""An output that nobody reads, or that has no room, changes no exit code and leaves no traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from facilitator import cli
from tests.cli.test_odd import ROOT, explained

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows has no such streams")
FULL = Path("/dev/full")
REFUSED = [
    (["restore", "FINNS-INTE", "--json"], cli.NOT_IN_ORDER),
    (["plan", "--nonsens", "--json"], cli.WRONG_USAGE),
    (["--data", "/dev/null/x", "doctor"], cli.REFUSED),
]


def ended(arguments: list[str], data: Path, out: int, err: int, *, buffered: bool) -> tuple[int, bytes]:
    """The exit code and what came out on a stream that was a pipe."""
    around = {**os.environ, "PYTHONUNBUFFERED": "" if buffered else "1"}
    done = subprocess.run(
        [sys.executable, "-m", "facilitator", "--data", str(data), *arguments], cwd=ROOT, stdout=out, stderr=err,
        env=around, timeout=60, check=False,
    )  # fmt: skip
    return done.returncode, (done.stdout or b"") + (done.stderr or b"")


@pytest.mark.skipif(not FULL.exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("buffered", [True, False])
@pytest.mark.parametrize(("arguments", "code"), REFUSED)
def test_that_a_refusal_keeps_its_code_when_a_stream_has_no_room(
    tmp_path: Path, arguments: list[str], code: int, buffered: bool
) -> None:
    with FULL.open("wb") as full:
        no, pipe = full.fileno(), subprocess.PIPE
        for out, err in ((no, pipe), (pipe, no), (no, no)):
            left, said = ended(arguments, tmp_path, out, err, buffered=buffered)
            assert left == code
            explained(said)


@pytest.mark.parametrize("buffered", [True, False])
@pytest.mark.parametrize(("arguments", "code"), REFUSED)
def test_that_a_refusal_keeps_its_code_when_nobody_reads(
    tmp_path: Path, arguments: list[str], code: int, buffered: bool
) -> None:
    read, write = os.pipe()
    os.close(read)
    for out, err in ((write, subprocess.PIPE), (subprocess.PIPE, write), (write, write)):
        left, said = ended(arguments, tmp_path, out, err, buffered=buffered)
        assert left == code
        explained(said)
    os.close(write)


@pytest.mark.skipif(not FULL.exists(), reason="there is no /dev/full here")
def test_that_an_answer_without_room_is_refused_also_when_it_cannot_be_told(tmp_path: Path) -> None:
    with FULL.open("wb") as full:
        for command in (["doctor"], ["lessons", "--json"]):
            left, _said = ended(command, tmp_path, full.fileno(), full.fileno(), buffered=True)
            assert left == cli.REFUSED
