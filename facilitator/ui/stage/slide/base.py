"""What every slide has, and the small parts that slides are made of."""

from dataclasses import dataclass
from typing import Literal

Accent = Literal["mvp", "taget", "staff"]
CoverKind = Literal["safe", "black", "white"]


@dataclass(frozen=True, slots=True)
class Clock:
    """The calm timer: whole seconds left and in all."""

    left: int
    total: int
    paused: bool = False
    accent: Accent = "mvp"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What surrounds a step: tag, title and the railway line with a station a step. `place` says it in words.

    `from_right`: what it surrounds is read from right to left, and laid out so.
    """

    tag: str
    title: str
    accent: Accent
    stations: int
    here: int
    place: str
    from_right: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text and whether it has been revealed."""

    text: str
    shown: bool = True


@dataclass(frozen=True, slots=True)
class Sign:
    """A short text with an icon. `strong`: the one that matters now."""

    icon: str
    text: str
    small: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Slide:
    """Base of every slide."""

    frame: Frame | None = None

    def words(self) -> str:
        """Everything shown, as plain text in reading order, one line each."""
        lines = [text.replace("**", "") for text in self._texts() if text]
        if self.frame is not None:
            lines = [self.frame.tag, self.frame.title, *lines, self.frame.place]
        return "\n".join(lines)

    def _texts(self) -> tuple[str, ...]:
        return ()


def shown(lines: tuple[Line, ...]) -> tuple[str, ...]:
    return tuple(line.text for line in lines if line.shown)
