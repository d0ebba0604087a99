"""Exercises: what the projector may show of them."""

from dataclasses import dataclass

from facilitator.content.fields import ident, spec
from facilitator.content.model.kinds import ViolenceForm


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A card the class places on the pyramid."""

    id: str = ident("Identifier of the card.")
    text: str = spec("The words on the card.", chars=30, point=True)
    forms: tuple[ViolenceForm, ...] = spec("Forms of violence the card can belong to.", high=3, default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Pyramid:
    """The violence pyramid the class builds: five levels, the base first."""

    question: str = spec("Question beside the card in hand.", chars=70)
    levels: tuple[str, ...] = spec(
        "Names of the five levels from base to top.", chars=36, low=5, high=5, point=True
    )
    cards: tuple[Card, ...] = spec("Cards in the order they are taken up.", low=3, high=16)
    top: tuple[str, ...] = spec(
        "Words on the top, shown by an adult on a tap of its own.", chars=24, high=4, point=True, default=()
    )
    ending: str = spec("Question when all cards are placed.", chars=110, default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Corners:
    """Four corners: three answers and always one open corner."""

    statement: str = spec("Statement or dilemma.", chars=110)
    corners: tuple[str, ...] = spec("The three answers.", chars=52, low=3, high=3, point=True)
    open: str = spec("The open corner.", chars=52, point=True)
    countable: bool = spec(
        "Whether hands may be counted; never for statements on people's worth.", default=False
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """What a bystander can do before, during and after."""

    question: str = spec("Question above the board.", chars=48)
    before: tuple[str, ...] = spec(
        "Suggestions the leader can pick.", chars=48, high=5, point=True, default=()
    )
    during: tuple[str, ...] = spec(
        "Suggestions the leader can pick.", chars=48, high=5, point=True, default=()
    )
    after: tuple[str, ...] = spec(
        "Suggestions the leader can pick.", chars=48, high=5, point=True, default=()
    )
