"""The day, and the clock of a lesson: the wall clock is read for the record, time itself is monotonic and goes on in sleep."""

import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from typing import Final

SLEPT_MS: Final = 20_000
"""A longer time between two seconds of a lesson is no hiccup: the computer slept, or the program was stopped."""


def today() -> date:
    """The day on the computer's own clock."""
    return datetime.now().astimezone().date()


def wall_now() -> str:
    """The wall clock now: UTC, ISO 8601 with milliseconds and 'Z'."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _awake_or_asleep() -> Callable[[], int]:
    """What reads a monotonic clock, in nanoseconds, that also counts while the computer sleeps.

    `time.monotonic` stands still in sleep on Linux and macOS; on Windows it does not. POSIX's CLOCK_MONOTONIC counts
    sleep on macOS, Linux has CLOCK_BOOTTIME for it.
    """
    for name in ("CLOCK_BOOTTIME", "CLOCK_MONOTONIC"):
        if hasattr(time, name) and hasattr(time, "clock_gettime_ns"):
            return partial(time.clock_gettime_ns, getattr(time, name))
    return time.monotonic_ns


_up_ns = _awake_or_asleep()


class LessonClock:
    """The computer's clocks as a lesson needs them."""

    def elapsed_ms(self) -> int:
        """Monotonic milliseconds since the computer was started, sleep included."""
        return _up_ns() // 1_000_000

    def wall(self) -> str:
        """The wall clock for the record."""
        return wall_now()
