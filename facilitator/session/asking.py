"""Which questions the form after a lesson may ask beside the eight that it always asks (`domain.md` 6.2 A)."""

from typing import Final

from facilitator.session.care import HEAVY
from facilitator.session.facts import Field
from facilitator.session.state import Session

FEWEST: Final = 6
"""In a smaller group a view of the whole would be a view of each."""
MORE: Final[tuple[Field, ...]] = (
    "needs", "filled_by", "adult_there", "opt_out", "team_told", "took_part", "understood", "felt_safe",
)  # fmt: skip
_PUPILS: Final[frozenset[Field]] = frozenset({"filled_by", "adult_there", "opt_out", "team_told"})
_GROUP: Final[frozenset[Field]] = frozenset({"took_part", "understood", "felt_safe"})


def asks(session: Session) -> tuple[Field, ...]:
    """What may be asked of this lesson: of pupils only where there are some, of the pupil health team from risk 3,
    of a group as a whole only when it is one."""
    lesson = session.script.lesson
    left: set[Field] = set()
    if lesson.age == "staff":
        left |= _PUPILS
    if lesson.risk < HEAVY:
        left.add("team_told")
    if session.people < FEWEST:
        left |= _GROUP
    return tuple(field for field in MORE if field not in left)
