"""Exercises where the group stands, sits or shows cards: no place is right, and everyone may pass or change."""

from dataclasses import dataclass

from facilitator.content.fields import spec


@dataclass(frozen=True, slots=True, kw_only=True)
class HotSeat:
    """The hot chair: who agrees stands up and takes another chair; a harmless statement warms up, one tap each."""

    warm_up: str = spec("A harmless statement to begin with.", chars=90)
    statements: tuple[str, ...] = spec("Statements, one tap each.", chars=90, low=2, high=8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spectrum:
    """Stand on the line: two ends and everything between."""

    statement: str = spec("Statement or dilemma.", chars=110)
    ends: tuple[str, ...] = spec(
        "Names of the two ends, left and right.", chars=40, low=2, high=2, point=True
    )
    middle: str = spec("Word for the middle.", chars=40, point=True, default="")
    countable: bool = spec(
        "Whether hands may be counted; never for statements on people's worth.", default=False
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """Yes, no, perhaps: three panels or three cards to hold up."""

    statement: str = spec("Question or statement.", chars=110)
    answers: tuple[str, ...] = spec("The three answers.", chars=40, low=3, high=3, point=True)
    countable: bool = spec(
        "Whether hands may be counted; never for statements on people's worth.", default=False
    )
