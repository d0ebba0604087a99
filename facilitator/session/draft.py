"""A session while facts change it: the same fields as `Session`, free to be set, so that a long log is read in little time.

Values inside a field (an exercise, the answers) are never changed, only put in the place of others.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import repeat
from operator import attrgetter

from facilitator.content.script import Script
from facilitator.session import facts as f
from facilitator.session.state import Outcome, Overlay, Place, Readable, Session, StepRun
from facilitator.session.work import Trail


@dataclass(slots=True)
class DraftRun:
    """A `StepRun` that can be changed."""

    outcome: Outcome
    order: int
    entered_ms: int
    left_ms: int
    spent_ms: int
    paused_ms: int
    extra_min: int
    reason: str
    cut_s: int
    short: bool
    corrected_min: int

    @property
    def counted_ms(self) -> int:
        """The time that counts: as corrected afterwards, else as measured."""
        return self.spent_ms if self.corrected_min < 0 else self.corrected_min * 60_000


@dataclass(slots=True)
class Draft(Readable):
    """A `Session` that can be changed."""

    id: str
    script: Script
    started: str
    lesson: str
    group: str
    people: int
    rehearsal: bool
    seq: int
    at_ms: int
    step: int
    revealed: int
    revealed_at_ms: int
    added_min: Mapping[Place, int]
    phase_ms: Mapping[Place, int]
    runs: list[DraftRun]
    work: Mapping[str, Trail]
    cover: f.Cover | None
    paused: bool
    held: tuple[int, int] | None
    held_work: Mapping[str, Trail] | None
    overlay: Overlay | None
    taken_over: frozenset[str]
    support_shown: bool
    safe_count: int
    gaps: tuple[int, ...]
    asleep_ms: int
    stop: str
    bell_ms: int
    ended: bool
    complete: bool
    brought: f.ThreadBrought | None
    continues: str
    reopened: tuple[str, ...]
    parked: tuple[str, ...]
    word: str
    typed: Mapping[str, tuple[int, ...]]
    answers: Mapping[str, int]
    noted: bool
    finished: bool
    late: bool


_RUN, _SESSION = (attrgetter(*(one.name for one in fields(cls))) for cls in (StepRun, Session))
_RUNS = [one.name for one in fields(Session)].index("runs")


def thawed(session: Session) -> Draft:
    """The session, free to be changed; itself it stays as it is."""
    draft = Draft(*_SESSION(session))
    draft.runs = [thawed_run(run) for run in session.runs]
    return draft


def thawed_run(run: StepRun) -> DraftRun:
    """What has happened to a step, free to be changed."""
    return DraftRun(*_RUN(run))


def frozen(draft: Draft, before: Sequence[StepRun]) -> Session:
    """The session that a draft has become. A run that is as it was `before` is the same object: who compares sessions
    sees at once what has happened."""
    values = list(_SESSION(draft))
    values[_RUNS] = tuple(map(_frozen_run, draft.runs, before or repeat(None)))
    return Session(*values)


def _frozen_run(run: DraftRun, before: StepRun | None) -> StepRun:
    now = _RUN(run)
    return before if before is not None and now == _RUN(before) else StepRun(*now)
