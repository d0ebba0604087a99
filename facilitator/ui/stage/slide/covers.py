"""Slides that cover the lesson or test the projector."""

from dataclasses import dataclass

from facilitator.overriding import override
from facilitator.ui.stage.slide.base import CoverKind, Slide


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover(Slide):
    """The safe screen with its two lines, or plain black or white."""

    kind: CoverKind
    heading: str = ""
    text: str = ""

    @override
    def _texts(self) -> tuple[str, ...]:
        return (self.heading, self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identify(Slide):
    """The card that tells screens apart: one big letter and a friendly line."""

    letter: str
    heading: str
    text: str

    @override
    def _texts(self) -> tuple[str, ...]:
        return (self.letter, self.heading, self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingCard(Slide):
    """Lines to read from the back row, with the smallest text the stage uses, and the four corners of the picture."""

    heading: str
    lines: tuple[str, ...]
    corner: str

    @override
    def _texts(self) -> tuple[str, ...]:
        return (self.heading, *self.lines, "1 2 3 4 5", self.corner)
