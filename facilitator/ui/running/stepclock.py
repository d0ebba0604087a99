"""The clock that the pupils see over a step: which steps have one, and what it says."""

from facilitator.content import model
from facilitator.session.pacing import planned_ms, step_pace
from facilitator.session.state import Session
from facilitator.ui.stage.slide import Clock

_TIMED = (
    model.Prompt, model.Pyramid, model.Corners, model.Board, model.HotSeat, model.Spectrum, model.Answers, model.Sorting,
    model.Boxes, model.MindMap, model.Places, model.OwnScenario,
    model.PaperNotes, model.Logbook, model.Movement, model.Evaluation, model.Groups,
)  # fmt: skip


def clock_of(session: Session, now_ms: int) -> Clock | None:
    """The clock at elapsed time `now_ms`; None where the step has no time to keep, or something covers it."""
    stage = session.current.stage
    if session.cover or session.overlay or session.held or not isinstance(stage, _TIMED):
        return None
    now, accent = step_pace(session, now_ms), session.script.programme.accent
    if isinstance(stage, model.Prompt):
        if now.phase_left_ms is None or now.phase_total_ms is None:
            return None
        left, total = max(0, now.phase_left_ms) // 1000, now.phase_total_ms // 1000
        return Clock(left, total, not session.running, accent)
    total = planned_ms(session, session.step) // 1000
    return Clock(max(0, now.left_ms // 1000), total, not session.running, accent)
