"""Slides of story, thanks and groups. Paper, pen and body are told with `Points`."""

from dataclasses import dataclass

from facilitator.overriding import override
from facilitator.ui.stage.slide.base import Slide


@dataclass(frozen=True, slots=True, kw_only=True)
class Story(Slide):
    """Nearly nothing, so that everyone looks at the one who tells."""

    heading: str

    @override
    def _texts(self) -> tuple[str, ...]:
        return (self.heading,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Diploma(Slide):
    """Thanks to all; names stand on paper only."""

    heading: str
    text: str

    @override
    def _texts(self) -> tuple[str, ...]:
        return (self.heading, self.text)


@dataclass(frozen=True, slots=True)
class Team:
    """A group: its number, its shape in words, and how many there are in it (empty where nobody knows)."""

    number: int
    shape: str
    people: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups(Slide):
    """Groups made by counting: what to count to, how many groups of how many; then a place for each group."""

    heading: str
    count: str
    summary: str
    teams: tuple[Team, ...]
    shown: bool

    @override
    def _texts(self) -> tuple[str, ...]:
        teams = (" ".join(filter(None, (f"{t.number}", t.shape, t.people))) for t in self.teams)
        return (self.heading, self.summary, *(teams if self.shown else (self.count,)))
