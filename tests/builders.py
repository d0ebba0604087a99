"""Values for tests, built in code: a small lesson, a clock that a test moves, a session that is under way."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache

from facilitator.content.script import Script
from facilitator.journal import Journal
from facilitator.session.conductor import Conductor
from facilitator.session.facts import Fact, Field
from tests.content import builder

START = datetime(2026, 11, 23, 8, 10, tzinfo=UTC)
CONDITIONS: dict[Field, int] = {
    "room": 2, "adult_there": 1, "took_part": 4, "understood": 5, "felt_safe": 3, "opt_out": 1, "team_told": 0, "needs": 3,
    "filled_by": 1,
}  # fmt: skip
"""An answer to everything that version 6 of the log has asked since."""


@dataclass
class HandClock:
    """A clock that goes only when told to; wall and monotonic time can be moved apart."""

    wall_time: datetime = START
    ms: int = field(default=0)

    def elapsed_ms(self) -> int:
        """Milliseconds since the session's start."""
        return self.ms

    def wall(self) -> str:
        """UTC, ISO, whole seconds."""
        return self.wall_time.strftime("%Y-%m-%dT%H:%M:%SZ")

    def go(self, seconds: float) -> None:
        """Let `seconds` pass."""
        self.ms += round(seconds * 1000)
        self.wall_time += timedelta(seconds=seconds)


@cache
def script(length: int = 50) -> Script:
    """A lesson with every step form once."""
    return builder.script(length)


def begin(
    journal: Journal, clock: HandClock | None = None, *, lesson: Script | None = None, group: str = "6B",
    people: int = 24, rehearsal: bool = False, opening: Sequence[Fact] = (),
) -> Conductor:  # fmt: skip
    """A session that has begun and is recorded in `journal`."""
    text = lesson or script()
    journal.keep_script(text)
    return Conductor.start(
        journal.new_session_id(), text, journal, clock or HandClock(), group=group, people=people,
        rehearsal=rehearsal, opening=opening,
    )  # fmt: skip
