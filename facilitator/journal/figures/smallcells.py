"""When a number is too small to be shown: the one place that says so. Rules only, no database.

Hidden is None. What is hidden must not be found by taking what is shown from a sum, so one hidden number takes the
smallest of the others with it. Sources: `product.md` §1.5, `peers.md` §7.10, `reliability.md` §3 (k = 5).
"""

from collections.abc import Mapping, Sequence
from typing import Final, TypeVar

FEWEST_PRESENT: Final = 6
"""With fewer present no answers are kept, and so none are shown."""
FEWEST_ANSWERS: Final = 3
"""An answer that fewer gave is not shown."""
FEWEST_GROUPS: Final = 5
"""What is told across schools rests on so many groups, or it is not told."""
OTHERS: Final = None
"""The key of the schools that are told of together."""

Name = TypeVar("Name")


def answers(counts: Sequence[int | None], people: int | None) -> tuple[int | None, ...]:
    """The counts of a group's answers that may be shown. `counts`: None where nobody was counted; `people`: present."""
    if people is None or people < FEWEST_PRESENT:
        return (None,) * len(counts)
    return told(counts)


def told(counts: Sequence[int | None]) -> tuple[int | None, ...]:
    """The counts of answers that may be shown, where their sum may be known. `counts`: None where nobody was counted."""
    shown = [count if count is not None and count >= FEWEST_ANSWERS else None for count in counts]
    hidden = [place for place, count in enumerate(counts) if count is not None and shown[place] is None]
    left = [count for count in shown if count is not None]
    if len(hidden) == 1 and left:
        shown[shown.index(min(left))] = None
    return tuple(shown)


def people_shown(people: int | None) -> int | None:
    """How many people, when they are enough to be told of."""
    return people if people is None or people == 0 or people >= FEWEST_PRESENT else None


def enough_answers(answers: float) -> bool:
    """Whether a share of so many answers may be told: of fewer it would tell of each."""
    return answers >= FEWEST_ANSWERS


def enough_groups(groups: int) -> bool:
    """Whether a number may be told across schools."""
    return groups >= FEWEST_GROUPS


def told_together(groups: Mapping[Name, int]) -> frozenset[Name]:
    """Of what is told of one by one, with so many groups each: those to tell of together instead, or not at all.

    When they are too few even together, the smallest of the others goes with them: else the sum would tell on them.
    """
    small = {name for name, count in groups.items() if not enough_groups(count)}
    rest = sorted((count, str(name), name) for name, count in groups.items() if name not in small)
    while small and rest and not enough_groups(sum(groups[name] for name in small)):
        small.add(rest.pop(0)[2])
    return frozenset(small)
