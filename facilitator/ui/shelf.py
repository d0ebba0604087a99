"""The desk's port to lessons and groups: empty while the log and the lessons are still read."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from facilitator.errors import WorldTrouble

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.content.model import Scenario
    from facilitator.content.script import Script
    from facilitator.ui.bridge import Bridge
    from facilitator.ui.desk import ports


class Holder(Protocol):
    """Who has the bridge, once everything has loaded."""

    bridge: "Bridge | None"


class Shelf:
    """What the desk's pages look up, through the bridge that stands at the time."""

    def __init__(self, holder: Holder, data: "Path") -> None:
        """`data`: the data folder, where drafts lie."""
        self._holder, self._data = holder, data

    def script(self, lesson: str, length: int, group: str = "") -> "Script | None":
        """The lesson in that length, with what is picked for a group."""
        bridge = self._holder.bridge
        return bridge.script(lesson, length, group) if bridge is not None else None

    def scenarios(self, lesson: str) -> "Mapping[str, tuple[Scenario, ...]]":
        """What can be picked instead of a lesson's own scenarios."""
        bridge = self._holder.bridge
        return bridge.scenarios(lesson) if bridge is not None else {}

    def drafts(self) -> frozenset[str]:
        """Which lessons somebody has begun to change, and not saved."""
        from facilitator.content.adding import own

        return own.drafts(self._data)

    def brings(self, group: str) -> "ports.ThreadView | None":
        """What a group brings."""
        bridge = self._holder.bridge
        try:
            return bridge.rows.brings(group) if bridge is not None else None
        except WorldTrouble:
            return None
