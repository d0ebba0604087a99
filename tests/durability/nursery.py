"""A process that gives birth to programs in a millisecond: everything is imported before the fork.

Reads one JSON line an order on stdin; every line on stdout is "pid word JSON". Run as a module by `Nursery`.
"""

import ctypes
import gc
import json
import os
import select
import signal
import subprocess
import sys
import traceback
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any

_ROOT = Path(__file__).parents[2]
_LIFETIME_S = 100
_LONG = 30.0

Message = tuple[str, Any]


def serve(jobs: dict[str, Callable[..., None]]) -> None:
    """Fork a program for every order that comes, and wait for those that are to end."""
    gc.freeze()
    for line in sys.stdin:
        order = json.loads(line)
        if "await" in order:
            _pid, status = os.waitpid(order["await"], 0)
            _say(order["await"], "ended", os.waitstatus_to_exitcode(status))
            continue
        pid = os.fork()
        if pid == 0:
            _live(jobs[order["job"]], order)
        if order["held"]:
            os.waitpid(pid, os.WUNTRACED)
        _say(pid, "born", order["token"])


def _live(job: Callable[..., None], order: dict[str, Any]) -> None:
    """Be the program; never come back."""
    status = 70
    try:
        signal.alarm(_LIFETIME_S)
        if order["uid"] is not None:
            os.setgroups([])
            os.setgid(order["uid"])
            os.setuid(order["uid"])
        if order["held"]:
            _allow_tracing()
            os.kill(os.getpid(), signal.SIGSTOP)

        def say(word: str, what: Any = None) -> None:
            _say(os.getpid(), word, what)

        job(say, **order["with"])
        status = 0
    finally:
        if status:
            traceback.print_exc()
        os._exit(status)


def _allow_tracing() -> None:
    """Let a process that is not our parent follow us, where the system asks for leave (Yama)."""
    set_ptracer, anyone = 0x59616D61, ctypes.c_ulong(-1 & 0xFFFFFFFFFFFFFFFF)
    ctypes.CDLL(None).prctl(set_ptracer, anyone, 0, 0, 0)


def _say(pid: int, word: str, what: Any) -> None:
    os.write(1, f"{pid} {word} {json.dumps(what)}\n".encode())


@dataclass
class Child:
    """A program that runs; `messages` are those it has said and nobody has asked for."""

    pid: int
    nursery: "Nursery"
    messages: deque[Message] = field(default_factory=deque)

    def next(self, seconds: float = _LONG) -> Message | None:
        """The next thing it says; None when it says nothing within `seconds`."""
        until = monotonic() + seconds
        while not self.messages:
            if not self.nursery.listen(until - monotonic()):
                return None
        return self.messages.popleft()

    def expect(self, word: str, seconds: float = _LONG) -> Any:
        """What it says with `word`, which must be the next."""
        message = self.next(seconds)
        assert message is not None, f"no {word} within {seconds} s"
        assert message[0] == word, message
        return message[1]

    def kill(self) -> None:
        """Stop it at once, whatever it is doing."""
        os.kill(self.pid, signal.SIGKILL)

    def go(self) -> None:
        """Let a program that was born held go on."""
        os.kill(self.pid, signal.SIGCONT)

    def rest(self) -> tuple[list[Message], int]:
        """All it says until its end, and its exit code (negative: the signal that ended it)."""
        self.nursery.order({"await": self.pid})
        said: list[Message] = []
        while (message := self.next(_LONG)) is not None:
            if message[0] == "ended":
                return said, int(message[1])
            said.append(message)
        raise AssertionError("a program did not end")


class Nursery:
    """The forking process, from the outside. Use as a context manager."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.durability.jobs"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=_ROOT
        )  # fmt: skip
        self._children: dict[int, Child] = {}
        self._buffer = b""
        self._born: dict[int, int] = {}
        self._tokens = 0

    def __enter__(self) -> "Nursery":
        return self

    def __exit__(self, *_error: object) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()

    def bear(self, job: str, *, held: bool = False, uid: int | None = None, **values: Any) -> Child:
        """Start a program. `held`: it waits for `go`; `uid`: the user it runs as."""
        self._tokens += 1
        self.order({"job": job, "token": self._tokens, "held": held, "uid": uid, "with": values})
        while self._tokens not in self._born:
            assert self.listen(_LONG), "the forking process is gone"
        return self._children[self._born[self._tokens]]

    def order(self, order: dict[str, Any]) -> None:
        """Send an order."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order).encode() + b"\n")
        self._process.stdin.flush()

    def listen(self, seconds: float) -> bool:
        """Take in what is said within `seconds`; False when nothing is."""
        assert self._process.stdout is not None
        out = self._process.stdout.fileno()
        if not select.select([out], [], [], max(0.0, seconds))[0]:
            return False
        some = os.read(out, 1 << 16)
        *lines, self._buffer = (self._buffer + some).split(b"\n")
        for line in lines:
            pid, word, what = line.split(b" ", 2)
            child = self._children.setdefault(int(pid), Child(int(pid), self))
            if word == b"born":
                self._born[json.loads(what)] = child.pid
            else:
                child.messages.append((word.decode(), json.loads(what)))
        return bool(some)
