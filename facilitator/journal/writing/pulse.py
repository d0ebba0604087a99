"""The last sign of life of a running lesson, beside the log: written each second and never waited for.

It is no part of the record: a lesson without it goes on by the wall clock. Nothing is synced; it is for a program that
dies, not for a disk that loses power.
"""

import json
import os
from contextlib import suppress
from dataclasses import asdict, fields
from datetime import datetime
from pathlib import Path
from threading import Condition, Thread
from time import monotonic
from typing import Any

from facilitator.journal.tables.chain import canonical
from facilitator.session.absence import Pulse

FILE = "passledaren.pulse"
_WIDTH = 256
"""One write of always the same length: a program that is killed leaves the old one or the new one."""


def read(folder: Path, session: str) -> Pulse | None:
    """The last sign of life of this session; None when there is none, or none that can be read."""
    try:
        plain: dict[str, Any] = json.loads((folder / FILE).read_bytes())
        known = type(plain["at_ms"]) is type(plain["up_ms"]) is int
        known = known and datetime.fromisoformat(plain["wall"]).tzinfo is not None
        pulse = Pulse(**{field.name: plain[field.name] for field in fields(Pulse)})
    except (OSError, ValueError, TypeError, LookupError):
        return None
    return pulse if known and pulse.session == session else None


class Pulses:
    """Keeps the newest sign of life, on a thread of its own: a disk that hangs holds nobody up."""

    def __init__(self, folder: Path) -> None:
        """Keep it in this folder."""
        self._path = folder / FILE
        self._change = Condition()
        self._next: Pulse | None = None
        self._busy = self._closing = False
        self._thread: Thread | None = None

    def keep(self, pulse: Pulse) -> None:
        """Let this be the newest sign of life."""
        with self._change:
            self._next = pulse
            if self._thread is None and not self._closing:
                self._thread = Thread(target=self._run, name="journal-pulse", daemon=True)
                self._thread.start()
            self._change.notify_all()

    def settle(self, until: float) -> None:
        """Wait until the newest one is written, but not beyond `until` (monotonic seconds)."""
        with self._change:
            while self._thread is not None and (self._next or self._busy):
                left = until - monotonic()
                if left <= 0 or not self._change.wait(left):
                    return

    def close(self, seconds: float) -> None:
        """Write the newest one and stop; a disk that hangs is waited for at most `seconds`."""
        with self._change:
            self._closing = True
            self._change.notify_all()
        if self._thread is not None:
            self._thread.join(seconds)

    def _run(self) -> None:
        while True:
            with self._change:
                self._busy = False
                self._change.notify_all()
                while self._next is None and not self._closing:
                    self._change.wait()
                pulse, self._next = self._next, None
                self._busy = True
            if pulse is None:
                return
            with suppress(OSError):  # the lesson outranks it
                self._write(pulse)

    def _write(self, pulse: Pulse) -> None:
        line = canonical(asdict(pulse)).encode().ljust(_WIDTH)
        mode = "r+b" if self._path.exists() else "xb"
        with open(self._path, mode, buffering=0, opener=_private) as file:
            file.write(line)


def _private(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)
