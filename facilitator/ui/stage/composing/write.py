"""Slides of boxes, mind map, places and own scenarios."""

from typing import Any, Final

from facilitator.content import model
from facilitator.session import work as w
from facilitator.session.state import Session
from facilitator.ui.stage import slide as s


def boxes(_session: Session, stage: model.Boxes, work: w.Texts, revealed: int, frame: s.Frame) -> s.Slide:
    """The layer that the taps have come to."""
    both = len(stage.frames)
    made = tuple(
        s.GenderBox(name, inside, outside)
        for name, inside, outside in zip(stage.frames, work.columns[:both], work.columns[both:], strict=True)
    )
    return s.Boxes(
        frame=frame, questions=(stage.question, stage.outside, stage.without), boxes=made, layer=revealed
    )


def mind_map(
    _session: Session, stage: model.MindMap, work: w.Texts, _revealed: int, frame: s.Frame
) -> s.Slide:
    """The thought and its clusters."""
    return s.MindMap(frame=frame, centre=stage.centre, clusters=_clusters(stage.branches, work))


def places(_session: Session, stage: model.Places, work: w.Texts, _revealed: int, frame: s.Frame) -> s.Slide:
    """A column a list; the author's suggestions are the leader's, not the stage's."""
    columns = tuple(
        s.Column(str(n), "map-pin", name, texts)
        for n, (name, texts) in enumerate(zip(stage.lists, work.columns, strict=True))
    )
    return s.Board(frame=frame, question=stage.question, columns=columns)


def own_scenario(
    _session: Session, stage: model.OwnScenario, work: w.Texts, _revealed: int, frame: s.Frame
) -> s.Slide:
    """The questions, and what has been written."""
    return s.OwnScenario(frame=frame, heading=stage.heading, parts=_clusters(stage.parts, work))


def _clusters(names: tuple[str, ...], work: w.Texts) -> tuple[s.Cluster, ...]:
    return tuple(s.Cluster(name, texts) for name, texts in zip(names, work.columns, strict=True))


COMPOSERS: Final[dict[type[Any], Any]] = {
    model.Boxes: boxes, model.MindMap: mind_map, model.Places: places, model.OwnScenario: own_scenario,
}  # fmt: skip
