"""Facts of what covers the stage, lies over it or holds it."""

from dataclasses import dataclass

from facilitator.session.facts.base import Cover, Fact


@dataclass(frozen=True, slots=True)
class StageCovered(Fact):
    """The stage was covered; the safe screen also interrupts the clock. Why is never recorded."""

    kind = "stage_covered"
    cover: Cover


@dataclass(frozen=True, slots=True)
class StageUncovered(Fact):
    """The stage shows the lesson again."""

    kind = "stage_uncovered"


@dataclass(frozen=True, slots=True)
class StageFrozen(Fact):
    """The stage keeps its picture while the leader looks ahead; time and outcome stay with that picture."""

    kind = "stage_frozen"


@dataclass(frozen=True, slots=True)
class StageReleased(Fact):
    """The stage follows the leader again; what the leader is at counts as shown from now."""

    kind = "stage_released"


@dataclass(frozen=True, slots=True)
class SupportShown(Fact):
    """The support list was laid over the stage."""

    kind = "support_shown"


@dataclass(frozen=True, slots=True)
class TermShown(Fact):
    """A word from the glossary was laid over the stage."""

    kind = "term_shown"
    term: str


@dataclass(frozen=True, slots=True)
class OverlayClosed(Fact):
    """The overlay was taken away."""

    kind = "overlay_closed"
