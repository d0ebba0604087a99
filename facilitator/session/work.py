"""The state of the exercises in a session, one small immutable value per step form, and how facts change it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from facilitator.content import model
from facilitator.content.model import Card
from facilitator.session import facts as f

CORNERS = 4
LEVELS = 5
ZONES = 3
CARDS_IN_ALL = 20
RULES_IN_ALL = 8
LAYERS = 2
"""Layers of a gender box that the leader writes in: inside and outside; the places of a layer stand together."""


@dataclass(frozen=True, slots=True)
class Pyramid:
    """Cards on levels 1–5, cards the class wrote, the card in hand, whether the top shows, the form that is chosen."""

    placed: Mapping[str, tuple[int, ...]]
    added: tuple[Card, ...] = ()
    hand: str = ""
    top: bool = False
    form: f.Form = ""


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
class Counts:
    """Group counts a place (None: not counted) and whether the stage shows them."""

    counts: tuple[int | None, ...]
    shown: bool = False


@dataclass(frozen=True, slots=True)
class Sorted:
    """Cards and the place each lies in (counted from 1), the card in hand, the cards whose fact has been shown, and
    the one whose fact shows now."""

    put: Mapping[str, int]
    hand: str = ""
    explained: tuple[str, ...] = ()
    told: str = ""


@dataclass(frozen=True, slots=True)
class Texts:
    """What the group has said, a column a place."""

    columns: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Spots:
    """Marked people in a picture, by identifier: the role, counted from 1."""

    roles: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many in a group, about."""

    size: int


@dataclass(frozen=True, slots=True)
class Scene:
    """Whether the role play is frozen."""

    frozen: bool = False


Work = Pyramid | Rules | Board | Counts | Scene | Sorted | Texts | Spots | Sizes


def places(stage: model.Stage) -> int:
    """How many places the leader can write in or count at; 0 where there are none."""
    match stage:
        case model.Corners():
            return CORNERS
        case model.Spectrum() | model.Answers():
            return ZONES
        case model.Boxes(frames=frames):
            return LAYERS * len(frames)
        case model.MindMap(branches=names) | model.Places(lists=names) | model.OwnScenario(parts=names):
            return len(names)
        case _:
            return 0


def empty(stage: model.Stage) -> Work | None:
    """The exercise of a step before anything has been done; None for a step without one."""
    match stage:
        case model.Pyramid():
            return Pyramid({})
        case model.Agreement():
            return Rules()
        case model.Board():
            return Board()
        case model.ScenarioCase():
            return Scene()
        case model.Corners() | model.Spectrum() | model.Answers():
            return Counts((None,) * places(stage))
        case model.Sorting():
            return Sorted({})
        case model.Boxes() | model.MindMap() | model.Places() | model.OwnScenario():
            return Texts(((),) * places(stage))
        case model.BystanderPicture():
            return Spots({})
        case model.Groups(size=size):
            return Sizes(size)
        case _:
            return None


@dataclass(frozen=True, slots=True)
class Trail:
    """An exercise now and before each change, newest last, so that every change can be undone."""

    now: Work
    past: tuple[Work, ...] = ()

    def then(self, now: Work) -> "Trail":
        """The trail after one more change; the same trail when nothing changed."""
        return self if now == self.now else Trail(now, (*self.past, self.now))


def change(trail: Trail, fact: f.Fact) -> Trail:
    """The trail after an exercise fact; the same trail when the fact does not touch the exercise."""
    if isinstance(fact, f.ExerciseUndone):
        return Trail(trail.past[-1], trail.past[:-1]) if trail.past else trail
    return trail.then(_apply(trail.now, fact))


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
        case Pyramid(), f.FormChosen(form=form):
            return replace(work, form=form)
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
        case Counts(), f.HandsCounted(corner=corner, count=count):
            return replace(work, counts=tuple(count if i == corner else c for i, c in enumerate(work.counts)))
        case Counts(), f.CountsShown(shown=shown):
            return replace(work, shown=shown)
        case Sorted(), f.ItemTaken(item=item):
            return replace(work, hand=item, told="")
        case Sorted(), f.ItemPut(item=item, place=place):
            rest = {k: v for k, v in work.put.items() if k != item}
            hand = "" if work.hand == item else work.hand
            told = tuple(one for one in work.explained if one != item or place)
            return Sorted({**rest, item: place} if place else rest, hand, told)
        case Sorted(), f.ItemExplained(item=item):
            fresh = (item,) if item and item not in work.explained else ()
            return replace(work, explained=(*work.explained, *fresh), told=item)
        case Texts(columns=columns), f.TextWritten(place=place, text=text) if 0 <= place < len(columns):
            return Texts(_with(columns, place, (*columns[place], text)))
        case Texts(columns=columns), f.TextErased(place=place, text=text) if 0 <= place < len(columns):
            return Texts(_with(columns, place, tuple(t for t in columns[place] if t != text)))
        case Spots(), f.SpotMarked(spot=spot, role=role):
            rest = {k: v for k, v in work.roles.items() if k != spot}
            return Spots({**rest, spot: role} if role else rest)
        case Sizes(), f.GroupsSized(size=size):
            return Sizes(size)
        case Scene(), f.SceneFrozen():
            return Scene(True)
        case Scene(), f.SceneReleased():
            return Scene(False)
        case _:
            return work


def _with(
    columns: tuple[tuple[str, ...], ...], place: int, texts: tuple[str, ...]
) -> tuple[tuple[str, ...], ...]:
    return (*columns[:place], texts, *columns[place + 1 :])
