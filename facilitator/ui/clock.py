"""The clock of a lesson: the wall clock is read for the record, time itself is monotonic."""

import time
from datetime import UTC, datetime


def wall_now() -> str:
    """The wall clock now: UTC, ISO 8601 with milliseconds and 'Z'."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class LessonClock:
    """Milliseconds since the lesson began; `offset_ms` is what had passed when it was taken up again."""

    def __init__(self, offset_ms: int = 0) -> None:
        self._offset_ms = offset_ms
        self._origin_ns = time.monotonic_ns()

    def elapsed_ms(self) -> int:
        """Monotonic milliseconds since the session's start."""
        return self._offset_ms + (time.monotonic_ns() - self._origin_ns) // 1_000_000

    def wall(self) -> str:
        """The wall clock for the record."""
        return wall_now()
