"""A program's dealings with the disk, recorded from the outside with strace, whole and in order."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.durability.nursery import Child, Message

_CALLS = (
    "open,openat,creat,close,dup,dup2,dup3,write,pwrite64,writev,pwritev,pwritev2,ftruncate,truncate,fallocate,"
    "fsync,fdatasync,sync_file_range,unlink,unlinkat,rename,renameat,renameat2,link,linkat,symlink,mkdir,rmdir,lseek,"
    "sendfile,copy_file_range"
)
_LINE = re.compile(r"(\d+) +(?:<\.\.\. (\w+) resumed>(.*)|(\w+\(.*))")
_CALL = re.compile(r"(\w+)\((.*)\) += (-?\d+)(.*)", re.DOTALL)
_UNFINISHED = " <unfinished ...>"
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


@dataclass(frozen=True, slots=True)
class Call:
    """A system call that succeeded. `begun` and `done`: line numbers of the recording."""

    begun: int
    done: int
    name: str
    args: tuple[str, ...]
    result: int

    def text(self, place: int) -> bytes:
        """An argument that is text, whole."""
        found = _TEXT.fullmatch(self.args[place])
        assert found, f"{self.name}: text is cut short in the recording"
        return bytes.fromhex(found[1].replace("\\x", ""))

    def number(self, place: int) -> int:
        """An argument that is a number."""
        return int(self.args[place], 0)

    def path(self, place: int) -> Path:
        """An argument that is a path."""
        return Path(self.text(place).decode())


def require_strace() -> str:
    """The path of strace. The test fails without it: nothing here may pass unseen."""
    strace = shutil.which("strace")
    if strace is None:
        pytest.fail(
            "strace is missing: python3 tools/start.py test installs it (Debian: apt-get install strace)"
        )
    return strace


def trace(child: Child, *options: str) -> "subprocess.Popen[str]":
    """Let strace follow a program that was born held, and let it go on."""
    tracer = subprocess.Popen(
        [require_strace(), "-f", *options, "-p", str(child.pid)], stderr=subprocess.PIPE, text=True
    )
    assert tracer.stderr is not None
    said = tracer.stderr.readline()
    assert "attached" in said, f"strace cannot follow a program here: {said}"
    child.go()
    return tracer


def record(child: Child, file: Path) -> tuple[list[Call], list[Message]]:
    """Record a program that was born held until its end; returns what it did and what it said."""
    with trace(child, "-xx", "-s", "100000000", "-e", f"trace={_CALLS}", "-o", str(file)) as tracer:
        said, code = child.rest()
        assert code == 0, said[-1:]
        tracer.communicate()
    calls = sorted(_calls(file), key=lambda call: call.begun if call.name == "close" else call.done)
    file.unlink()
    return calls, said


def _calls(file: Path) -> Iterator[Call]:
    begun: dict[str, tuple[int, str]] = {}
    with file.open(encoding="ascii") as lines:
        for number, line in enumerate(lines):
            found = _LINE.match(line)
            if found is None:  # signals and ends
                continue
            pid, resumed, rest, start = found.groups()
            if start is not None and start.endswith(_UNFINISHED):
                begun[pid] = number, start.removesuffix(_UNFINISHED)
                continue
            first, text = (number, start) if resumed is None else begun.pop(pid)
            call = _CALL.fullmatch(text + (rest or ""))
            assert call, f"not understood in the recording: {text[:200]}"
            if int(call[3]) >= 0:
                yield Call(first, number, call[1], tuple(call[2].rstrip().split(", ")), int(call[3]))
