"""Sorting: cards that the group puts in one of a few places; on a staircase for the youngest."""

from dataclasses import dataclass
from typing import Literal

from facilitator.content.fields import ident, spec


@dataclass(frozen=True, slots=True, kw_only=True)
class SortItem:
    """A card to sort. With an `answer` there is a right place, and a fact with its source that says why."""

    id: str = ident("Identifier of the card.")
    text: str = spec("The words on the card.", chars=60, point=True)
    icon: str = spec("Name of an icon, for readers of pictures.", chars=32, default="")
    answer: int = spec("The right place, counted from 1; 0 when there is none.", low=0, high=4, default=0)
    fact: str = spec("Why, shown on a tap when the card lies.", chars=150, default="")
    source: str = spec("Where the fact comes from, with year.", chars=60, default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorting:
    """Cards and two to four places: care–doubtful–control, true–false, who decides; or three steps of a staircase."""

    question: str = spec("Question beside the card in hand.", chars=70)
    places: tuple[str, ...] = spec(
        "Names of the places, from left to right or from the foot of the stairs.",
        chars=32,
        low=2,
        high=4,
        point=True,
    )
    items: tuple[SortItem, ...] = spec("Cards in the order they are taken up.", low=3, high=12)
    shape: Literal["columns", "stairs"] = spec("Columns side by side, or three steps.", default="columns")
    ending: str = spec("Question when all cards lie.", chars=110, default="")
