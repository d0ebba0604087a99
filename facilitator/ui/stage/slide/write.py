"""Slides of what the leader writes for the group."""

from dataclasses import dataclass

from facilitator.overriding import override
from facilitator.ui.stage.slide.base import Slide


@dataclass(frozen=True, slots=True)
class Cluster:
    """A name and what the group said about it."""

    name: str
    texts: tuple[str, ...] = ()

    def spoken(self) -> str:
        """The name and the texts on one line."""
        return f"{self.name}: {', '.join(self.texts)}" if self.texts else self.name


@dataclass(frozen=True, slots=True)
class GenderBox:
    """One of the two boxes: its name, what is expected inside, what happens outside."""

    name: str
    inside: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Boxes(Slide):
    """Gender boxes: the frames (layer 0), what happens outside them (1), the words without frames (2).

    `questions` holds one a layer, so that what stands under them never moves.
    """

    questions: tuple[str, ...]
    boxes: tuple[GenderBox, ...]
    layer: int

    @property
    def freed(self) -> tuple[str, ...]:
        """The words of all frames together, one from each in turn, the same word once."""
        rows = range(max(len(box.inside) for box in self.boxes))
        found: dict[str, str] = {}
        for text in (box.inside[n] for n in rows for box in self.boxes if n < len(box.inside)):
            found.setdefault(text.casefold(), text)
        return tuple(found.values())

    @override
    def _texts(self) -> tuple[str, ...]:
        if self.layer > 1:
            return (self.questions[self.layer], *self.freed)
        inside = [Cluster(box.name, box.inside).spoken() for box in self.boxes]
        outside = [", ".join(box.outside) for box in self.boxes] if self.layer else []
        return (self.questions[self.layer], *inside, *outside)


@dataclass(frozen=True, slots=True, kw_only=True)
class MindMap(Slide):
    """A thought in the middle with clusters around it."""

    centre: str
    clusters: tuple[Cluster, ...]

    @override
    def _texts(self) -> tuple[str, ...]:
        return (self.centre, *(cluster.spoken() for cluster in self.clusters))


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnScenario(Slide):
    """The group's own scenario: a question a row, and what was written."""

    heading: str
    parts: tuple[Cluster, ...]

    @override
    def _texts(self) -> tuple[str, ...]:
        return (self.heading, *(part.spoken() for part in self.parts))
