"""The state of the exercises in a session, one small immutable value per step form, and how facts change it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from facilitator.content.model import Card
from facilitator.session import facts as f

CORNERS = 4
LEVELS = 5


@dataclass(frozen=True, slots=True)
class Pyramid:
    """Cards on levels 1–5, cards the class wrote, the card in hand, whether the top shows."""

    placed: Mapping[str, tuple[int, ...]]
    added: tuple[Card, ...] = ()
    hand: str = ""
    top: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    """The group's own rules, and the author's proposals that it took away."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Board:
    """Ideas before, during and after."""

    before: tuple[str, ...] = ()
    during: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Corners:
    """Group counts per corner (None: not counted) and whether the stage shows them."""

    counts: tuple[int | None, ...] = (None,) * CORNERS
    shown: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """Whether the role play is frozen."""

    frozen: bool = False


Work = Pyramid | Rules | Board | Corners | Scene
EMPTY: dict[str, Work] = {
    "pyramid": Pyramid({}), "agreement": Rules(), "board": Board(), "corners": Corners(), "scenario": Scene(),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Trail:
    """An exercise now and before each change, newest last, so that every change can be undone."""

    now: Work
    past: tuple[Work, ...] = ()


def change(trail: Trail, fact: f.Fact) -> Trail:
    """The trail after an exercise fact; the same trail when the fact does not touch the exercise."""
    if isinstance(fact, f.ExerciseUndone):
        return Trail(trail.past[-1], trail.past[:-1]) if trail.past else trail
    after = _apply(trail.now, fact)
    return trail if after == trail.now else Trail(after, (*trail.past, trail.now))


def _apply(work: Work, fact: f.Fact) -> Work:
    match work, fact:
        case Pyramid(), f.CardTaken(card=card):
            return replace(work, hand=card)
        case Pyramid(), f.CardPlaced(card=card, levels=levels) if all(1 <= n <= LEVELS for n in levels):
            placed = {k: v for k, v in work.placed.items() if k != card}
            hand = "" if work.hand == card else work.hand
            return replace(work, placed={**placed, card: levels} if levels else placed, hand=hand)
        case Pyramid(), f.CardAdded(card=card, text=text):
            return replace(work, added=(*work.added, Card(id=card, text=text)), hand=card)
        case Pyramid(), f.TopShown():
            return replace(work, top=True)
        case Rules(), f.RuleAdded(text=text) if text in work.removed:
            return replace(work, removed=tuple(r for r in work.removed if r != text))
        case Rules(), f.RuleAdded(text=text):
            return replace(work, added=(*work.added, text))
        case Rules(), f.RuleRemoved(text=text) if text in work.added:
            return replace(work, added=tuple(r for r in work.added if r != text))
        case Rules(), f.RuleRemoved(text=text):
            return replace(work, removed=(*work.removed, text))
        case Board(), f.IdeaAdded(column=column, text=text):
            return replace(work, **{column: (*getattr(work, column), text)})
        case Board(), f.IdeaRemoved(column=column, text=text):
            return replace(work, **{column: tuple(t for t in getattr(work, column) if t != text)})
        case Corners(), f.HandsCounted(corner=corner, count=count):
            return replace(work, counts=tuple(count if i == corner else c for i, c in enumerate(work.counts)))
        case Corners(), f.CountsShown(shown=shown):
            return replace(work, shown=shown)
        case Scene(), f.SceneFrozen():
            return Scene(True)
        case Scene(), f.SceneReleased():
            return Scene(False)
        case _:
            return work
