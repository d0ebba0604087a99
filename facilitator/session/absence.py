"""How long a lesson went on after its last fact, and how long the program was then away.

The wall clock may be set while a lesson runs or while the program is away; the time since the computer was started
may not. So the program leaves a sign of life each second (`Pulse`), and the wall clock is asked only when the
computer itself was started anew.
"""

from dataclasses import dataclass
from datetime import datetime

EVERY_MS = 1000
"""Milliseconds between two signs of life."""


@dataclass(frozen=True, slots=True)
class Pulse:
    """A sign of life of a running lesson: its elapsed time, the computer's time since its start, the wall clock."""

    session: str
    at_ms: int
    up_ms: int
    wall: str


@dataclass(frozen=True, slots=True)
class Absence:
    """`lived_ms`: how long the lesson went on after its last fact. `gap_s`: how long the program was then away."""

    lived_ms: int
    gap_s: int


def absence(at_ms: int, wall: str, pulse: Pulse | None, up_ms: int, now: str) -> Absence:
    """The absence of a session whose last fact was at `at_ms` and `wall` (ISO), at the moment `up_ms` and `now`.

    Without a pulse only the wall clock knows; a clock that went back tells of no time at all.
    """
    if pulse is None:
        return Absence(0, _seconds(wall, now))
    known_ms = max(at_ms, pulse.at_ms)
    died_ms = (
        known_ms + max(known_ms, pulse.at_ms + EVERY_MS)
    ) // 2  # no later than the next sign, which never came
    by_wall = _seconds(pulse.wall, now)
    if up_ms < pulse.up_ms or by_wall * 1000 >= up_ms:  # the computer was started after the last sign of life
        return Absence(died_ms - at_ms, by_wall)
    away_ms = up_ms - pulse.up_ms - (died_ms - pulse.at_ms)
    return Absence(died_ms - at_ms, max(0, round(away_ms / 1000)))


def _seconds(before: str, after: str) -> int:
    away = datetime.fromisoformat(after) - datetime.fromisoformat(before)
    return max(0, round(away.total_seconds()))
