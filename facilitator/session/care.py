"""What the leaders must think of now for the sake of those it is about: before, in and after strong material.

The rules follow trauma-informed leading: say in advance what comes, the way out is always open, never end on the heavy
(Bath's three pillars, used by Rädda Barnen as TMO); at risk 3 an adult leads what is strong.
"""

from typing import Final, Literal

from facilitator.content.model import Lesson, Step
from facilitator.session.state import Session
from facilitator.session.timing import next_step

STRONG: Final = 2
"""A step of this strength or more is announced one step before."""
HEAVY: Final = 3
RISKY: Final = 2

Care = Literal["strong-next", "strong-now", "after-heavy", "adult-takes-over", "adult-leads"]


def care(session: Session) -> tuple[Care, ...]:
    """The reminders that hold now, in the order they are shown."""
    steps, here = session.script.steps, session.current
    lesson = session.script.lesson
    found: list[Care] = []
    if adult_moment(lesson, here):
        found.append("adult-leads" if here.id in session.taken_over else "adult-takes-over")
    if here.strength >= STRONG:
        found.append("strong-now")
    elif (before := _shown_before(session)) is not None and _heavy(lesson, steps[before]):
        found.append("after-heavy")
    after = next_step(session, session.step)
    if after is not None and STRONG <= steps[after].strength > here.strength:
        found.append("strong-next")
    return tuple(found)


def adult_moment(lesson: Lesson, step: Step) -> bool:
    """Whether an adult leads the step, though mentors may lead the lesson; among staff all are adults."""
    if lesson.age == "staff":
        return False
    return step.led_by == "adult" or (lesson.risk >= HEAVY and step.strength >= HEAVY)


def _heavy(lesson: Lesson, step: Step) -> bool:
    """Whether a quiet moment belongs after the step."""
    return step.strength >= HEAVY or (step.strength >= STRONG and lesson.risk >= RISKY)


def _shown_before(session: Session) -> int | None:
    """The place of the last step before this one that the group has met today; what was left out half-way is one."""
    return next((i for i in range(session.step - 1, -1, -1) if session.runs[i].order), None)
