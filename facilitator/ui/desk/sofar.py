"""What has been held this school year, as Idag tells it."""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from facilitator.ui.desk.ports import Accent


class ProgressView(NamedTuple):
    """How far a group has come in a programme: its lessons held, of how many; `slots`: their places, from 1."""

    group: str
    programme: str
    accent: "Accent"
    held: int
    total: int
    last: date
    slots: frozenset[int] = frozenset()


class SoFarView(NamedTuple):
    """What has been held this school year: lessons, with how many groups, and how far each group here has come."""

    sessions: int = 0
    groups: int = 0
    lines: tuple[ProgressView, ...] = ()
