"""Exercises where the leader writes what the group says, after the personal-data scan."""

from dataclasses import dataclass

from facilitator.content.fields import spec


@dataclass(frozen=True, slots=True, kw_only=True)
class Boxes:
    """Gender boxes in three layers: what is expected, what happens outside the box, and the box taken away."""

    question: str = spec("Question over the boxes: where do the expectations come from.", chars=70)
    frames: tuple[str, ...] = spec("Names of the two boxes.", chars=24, low=2, high=2, point=True)
    outside: str = spec("Question of the second layer: what happens to who steps outside.", chars=90)
    without: str = spec("Question of the third layer: what becomes possible without the boxes.", chars=90)


@dataclass(frozen=True, slots=True, kw_only=True)
class MindMap:
    """A thought in the middle and what the group says, in clusters."""

    centre: str = spec("The word or question in the middle.", chars=48)
    branches: tuple[str, ...] = spec("Names of the clusters.", chars=28, low=1, high=5, point=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Places where one feels safe or unsafe: places, never people."""

    question: str = spec("Question over the lists.", chars=48)
    lists: tuple[str, ...] = spec("Names of the lists.", chars=24, low=1, high=3, point=True)
    suggestions: tuple[str, ...] = spec(
        "Places the leader can pick.", chars=40, high=12, point=True, default=()
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnScenario:
    """The group writes a scenario of its own; the leader writes in what is not recognisable."""

    heading: str = spec("Heading.", chars=60)
    parts: tuple[str, ...] = spec(
        "The questions the scenario answers, one field each.", chars=44, low=2, high=5, point=True
    )
