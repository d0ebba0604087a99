"""The summary of a session that the log keeps beside the facts: one row a session, one row a step.

It is a pure function of the session, so it can always be computed again from the facts.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from facilitator.session.draft import Draft
from facilitator.session.pacing import MINUTE
from facilitator.session.state import Run, Session


@dataclass(frozen=True, slots=True)
class StepSummary:
    """A step as it went. `outcome`: held, shortened (left below its floor), skipped or not-reached."""

    step: str
    title: str
    form: str
    weight: str
    planned_order: int
    actual_order: int
    planned_s: int
    spent_s: int
    paused_s: int
    outcome: str
    reason: str


@dataclass(frozen=True, slots=True)
class SessionSummary:
    """A session as it went, without its steps. `status`: running, done, partial. Times in whole seconds.

    `late`: entered afterwards, not led with the program.
    """

    session: str
    lesson: str
    lesson_version: str
    lesson_hash: str
    programme: str
    label: str
    title: str
    length_min: int
    group: str
    rehearsal: bool
    started: str
    status: str
    finished: bool
    spent_s: int
    paused_s: int
    gap_s: int
    core_planned: int
    core_held: int
    order_kept: bool
    support_shown: bool
    safe_screens: int
    noted: bool
    people: int | None
    went: int | None
    adults: int | None
    mentors: int | None
    prepared_min: int | None
    group_form: int | None
    stayed: int | None
    room: int | None
    adult_there: int | None
    took_part: int | None
    understood: int | None
    felt_safe: int | None
    opt_out: int | None
    team_told: int | None
    needs: int | None
    filled_by: int | None
    last_step: str
    seq: int
    late: bool


@dataclass(frozen=True, slots=True)
class Summary(SessionSummary):
    """A session as it went, with its steps in planned order."""

    steps: tuple[StepSummary, ...]


def summarise(session: Session | Draft) -> Summary:
    """The summary of a session."""
    lesson, answers = session.script.lesson, session.answers
    runs: Sequence[Run] = session.runs
    spent, paused = _seconds([r.counted_ms for r in runs]), _seconds([r.paused_ms for r in runs])
    steps = tuple([_step(session, i, spent[i], paused[i]) for i in range(len(runs))])
    core_planned = core_held = 0
    orders: list[int] = []
    for step, run in zip(steps, runs, strict=True):
        if step.actual_order:
            orders.append(step.actual_order)
        if step.weight in ("core", "protected") and (
            run.outcome != "before" or step.outcome != "not-reached"
        ):
            core_planned += 1
            core_held += step.outcome in ("held", "shortened")
    status = "running" if not session.ended else "done" if session.complete else "partial"
    return Summary(
        session=session.id, lesson=lesson.id, lesson_version=lesson.version, lesson_hash=session.script.hash,
        programme=lesson.programme, label=lesson.label, title=lesson.title, length_min=session.script.length,
        group=session.group, rehearsal=session.rehearsal, started=session.started, status=status,
        finished=session.finished, spent_s=sum(spent), paused_s=sum(paused),
        gap_s=sum(session.gaps), core_planned=core_planned, core_held=core_held,
        order_kept=orders == sorted(orders), support_shown=session.support_shown, safe_screens=session.safe_count,
        noted=session.noted, people=answers.get("people"), went=answers.get("went"), adults=answers.get("adults"),
        mentors=answers.get("mentors"), prepared_min=answers.get("prepared"), group_form=answers.get("group_form"),
        stayed=answers.get("stayed"), room=answers.get("room"), adult_there=answers.get("adult_there"),
        took_part=answers.get("took_part"), understood=answers.get("understood"), felt_safe=answers.get("felt_safe"),
        opt_out=answers.get("opt_out"), team_told=answers.get("team_told"), needs=answers.get("needs"),
        filled_by=answers.get("filled_by"), last_step=session.current.id, seq=session.seq,
        late=session.late, steps=steps,
    )  # fmt: skip


def _seconds(times_ms: Iterable[int]) -> list[int]:
    """Times in whole seconds, each right to a second and their sum to half of one: what one loses the next one gets."""
    found, so_far, told = list[int](), 0, 0
    for ms in times_ms:
        so_far += ms
        now = (so_far + 500) // 1000
        found.append(now - told)
        told = now
    return found


def _step(session: Session | Draft, index: int, spent_s: int, paused_s: int) -> StepSummary:
    step, run = session.script.steps[index], session.runs[index]
    return StepSummary(
        step=step.id, title=step.title, form=step.form, weight=step.weight, planned_order=index + 1,
        actual_order=run.order, planned_s=step.minutes * 60, spent_s=spent_s,
        paused_s=paused_s, outcome=(became := outcome(run, step.floor)), reason=run.reason if became == "skipped" else "",
    )  # fmt: skip


def outcome(run: Run, floor_min: int) -> str:
    """What became of a step in this session: held, shortened (left before its floor), skipped or not-reached.

    Minutes that were put in afterwards tell that it was held, whatever the program saw. A step held the time before was
    not reached in this one: minutes are never counted twice.
    """
    if run.corrected_min <= 0:
        if run.outcome == "skipped":
            return "skipped"
        if run.outcome in ("ahead", "before"):
            return "not-reached"
    return "shortened" if run.counted_ms < floor_min * MINUTE else "held"
