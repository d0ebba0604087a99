"""Slides of sorting."""

from dataclasses import dataclass

from facilitator.overriding import override
from facilitator.ui.stage.slide.base import Slide


@dataclass(frozen=True, slots=True)
class Item:
    """A card to sort."""

    id: str
    text: str
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Heap:
    """A place with the cards that lie there, the newest last."""

    name: str
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Why:
    """The fact behind a card, who says so, and the card's right place; no place where there is none."""

    item: Item
    place: str
    fact: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorting(Slide):
    """The places with their cards, side by side or as stairs; above them the card in hand or the last question.

    While the fact behind a card shows, it stands where the places are.
    """

    question: str
    ending: str
    ended: bool
    hand: Item | None
    heaps: tuple[Heap, ...]
    stairs: bool = False
    why: Why | None = None

    @override
    def _texts(self) -> tuple[str, ...]:
        above = (self.ending,) if self.ended else (self.question, self.hand.text if self.hand else "")
        if self.why is not None:
            return (*above, self.why.place, self.why.item.text, self.why.fact, self.why.source)
        rows = [
            f"{n}. {heap.name}" + (": " + ", ".join(i.text for i in heap.items) if heap.items else "")
            for n, heap in enumerate(self.heaps, start=1)
        ]
        return (*above, *rows)
