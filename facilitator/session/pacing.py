"""Time as the leader sees it: spent and planned, ahead or behind, and the latest minute to begin closing.

The forecast is plain: whatever lies ahead takes its planned minutes, as the leader has changed them. Planned minutes come from the author, not from
the number of steps; time runs for the step that the pupils see. All times in milliseconds unless the name says minutes.
"""

from dataclasses import dataclass

from facilitator.session.state import Session, phase_total_ms
from facilitator.session.timing import comes

MINUTE = 60_000
ON_TIME = MINUTE


@dataclass(frozen=True, slots=True)
class Pace:
    """How the session stands against its plan, now.

    - `used_ms`: time gone since the start: steps, pauses and breaks.
    - `quiet_ms`: time since the leader last did anything.
    - `spent_ms`: time the current step has had, all its visits together, pauses not counted.
    - `left_ms`: what is left of the current step's plan, added minutes included; negative once it is over.
    - `behind_ms`: how much later than planned the lesson will end if the rest takes its planned minutes; negative
      when earlier. Pauses and breaks count, for the bell does not wait; a step left early or left out gives back its
      minutes once the next one shows.
    - `ends_in_ms`: time until that end: what is left of the plans of the current step and those to come.
    - `closing_in_ms`: time until the closing must begin for its floors to fit before the planned end; negative when
      they no longer fit. While the closing is on, what is left of it; at its last step, time until the planned end.
    - `bell_in_ms`: time until the bell, negative once it has rung; None without one. With a bell before the planned
      end, the two figures above count against it.
    - `phase_left_ms`, `phase_total_ms`: what is left of the phase of a conversation, and its length, minutes added
      to it included; None outside a phase.
    """

    used_ms: int
    quiet_ms: int
    spent_ms: int
    left_ms: int
    behind_ms: int
    ends_in_ms: int
    closing_in_ms: int
    bell_in_ms: int | None
    phase_left_ms: int | None
    phase_total_ms: int | None

    @property
    def on_time(self) -> bool:
        """Within a minute of the plan."""
        return abs(self.behind_ms) <= ON_TIME


@dataclass(frozen=True, slots=True)
class StepPace:
    """How the step that the pupils see stands; the fields of `Pace` with the same names."""

    spent_ms: int
    left_ms: int
    phase_left_ms: int | None
    phase_total_ms: int | None


def planned_ms(session: Session, index: int) -> int:
    """Planned length of a step as it is led now: minutes added, and what the leader chose to take off."""
    run = session.runs[index]
    return max(0, (session.authored_min(index) + run.extra_min) * MINUTE - run.cut_s * 1000)


def end_ms(session: Session) -> int:
    """When the lesson must be over, in its time: at its planned end, or at the bell when that rings before."""
    return min(session.planned_ms, session.bell_ms) if session.bell_ms else session.planned_ms


def remaining_ms(session: Session, index: int) -> int:
    """What is left of the plan of a step that is not showing."""
    return max(0, planned_ms(session, index) - session.runs[index].spent_ms)


def step_pace(session: Session, now_ms: int) -> StepPace:
    """The pace of the step that the pupils see, at elapsed time `now_ms`."""
    here = session.seen[0]
    run = session.runs[here]
    spent = run.spent_ms + (max(0, now_ms - session.at_ms) if session.running else 0)
    total = phase_total_ms(session, session.seen)
    left = None if total is None else total - spent + session.revealed_at_ms
    return StepPace(spent, planned_ms(session, here) - spent, left, total)


def pace(session: Session, now_ms: int) -> Pace:
    """The pace at elapsed time `now_ms`."""
    since = 0 if session.ended else max(0, now_ms - session.at_ms)
    step, steps, runs = step_pace(session, now_ms), session.script.steps, session.runs
    ends_in, floors, used = max(0, step.left_ms), 0, since + _away(session)
    for i, run in enumerate(runs):
        used += run.spent_ms + run.paused_ms
        if not comes(session, i):
            continue
        ends_in += remaining_ms(session, i)
        if steps[i].weight == "protected":
            floors += max(0, steps[i].floor * MINUTE - run.spent_ms)
    end = end_ms(session)
    return Pace(
        used_ms=used,
        quiet_ms=since,
        spent_ms=step.spent_ms,
        left_ms=step.left_ms,
        behind_ms=used + ends_in - end,
        ends_in_ms=ends_in,
        closing_in_ms=end - used - floors,
        bell_in_ms=session.bell_ms - used if session.bell_ms else None,
        phase_left_ms=step.phase_left_ms,
        phase_total_ms=step.phase_total_ms,
    )


def _away(session: Session) -> int:
    """Time the program was away; a break longer than the lesson is another occasion with a bell of its own, and so is
    such a sleep, which stands among the pauses."""
    gaps = sum(gap * 1000 for gap in session.gaps if gap * 1000 < session.planned_ms)
    return gaps - session.asleep_ms
