"""Time as the leader sees it: spent and planned, ahead or behind, and the latest minute to begin closing.

Expected position comes from the authored minutes, not from the number of steps. "On time" is within a minute.
All times in milliseconds of elapsed lesson time unless the name says minutes.
"""

from dataclasses import dataclass

from facilitator.content.model import Prompt
from facilitator.session.state import Session

MINUTE = 60_000
ON_TIME = MINUTE


@dataclass(frozen=True, slots=True)
class Pace:
    """How the session stands against its plan, now."""

    spent_ms: int
    left_ms: int
    behind_ms: int
    ends_in_ms: int
    closing_in_ms: int
    phase_left_ms: int | None

    @property
    def on_time(self) -> bool:
        """Within a minute of the plan."""
        return abs(self.behind_ms) <= ON_TIME


def planned_ms(session: Session, index: int) -> int:
    """Planned length of a step, added minutes included."""
    return (session.script.steps[index].minutes + session.runs[index].extra_min) * MINUTE


def pace(session: Session, now_ms: int) -> Pace:
    """The pace at elapsed time `now_ms`.

    `behind_ms`: time used beyond the plan for the steps held so far and the current one (negative: ahead by
    what was saved). A step left early counts as saved time once it is left; a step left out as its whole length.
    """
    since = max(0, now_ms - session.at_ms) if session.running else 0
    spent = session.runs[session.step].spent_ms + since
    plan = planned_ms(session, session.step)
    behind = max(0, spent - plan)
    for i, run in enumerate(session.runs):
        if i == session.step or (run.outcome == "ahead" and i > session.step):
            continue
        behind += run.spent_ms - session.script.steps[i].minutes * MINUTE
    behind += session.runs[session.step].extra_min * MINUTE
    ahead = [i for i in range(session.step + 1, len(session.runs)) if session.runs[i].outcome == "ahead"]
    rest = sum(planned_ms(session, i) for i in ahead)
    closing = sum(
        session.script.steps[i].floor * MINUTE for i in ahead if session.script.steps[i].weight == "protected"
    )
    total = sum(s.minutes for s in session.script.steps) * MINUTE
    clock = sum(r.spent_ms + r.paused_ms for r in session.runs) + max(0, now_ms - session.at_ms)
    return Pace(
        spent_ms=spent,
        left_ms=plan - spent,
        behind_ms=behind,
        ends_in_ms=max(0, plan - spent) + rest,
        closing_in_ms=total - clock - closing,
        phase_left_ms=_phase_left(session, spent),
    )


def _phase_left(session: Session, spent: int) -> int | None:
    stage = session.current.stage
    if not isinstance(stage, Prompt) or not 0 < session.revealed <= len(stage.phases):
        return None
    return round(stage.phases[session.revealed - 1].minutes * MINUTE) - (spent - session.revealed_at_ms)
