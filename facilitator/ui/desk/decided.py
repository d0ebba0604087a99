"""What is decided for this computer: what cannot be changed on the page Inställningar, why, and what could not be used."""

import re
from typing import Final, NamedTuple

from PySide6.QtWidgets import QWidget

from facilitator.i18n import _
from facilitator.ui.parts.card import Card
from facilitator.ui.parts.label import label
from facilitator.ui.parts.sign import Sign

_LONG: Final = re.compile(r"[0-9a-f]{16}(?=[0-9a-f])")


class Decided(NamedTuple):
    """`locked`: keys of settings, and `reason`: why they cannot be changed; `schools`: code and name of each to choose from.

    `lines`: everything that is decided, in words; `doubts`: what in the policy could not be used.
    """

    locked: frozenset[str] = frozenset()
    reason: str = ""
    schools: tuple[tuple[str, str], ...] = ()
    lines: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


class DecidedSection(Card):
    """First on the page, where there is a policy."""

    def __init__(self, decided: Decided, parent: QWidget | None = None) -> None:
        super().__init__(_("Decided for this computer"), parent=parent)
        for doubt in decided.doubts:
            self.column.addWidget(Sign("warning-circle", doubt, "warn", "strong", wrap=True))
        if decided.doubts:
            words = _(
                "The rest of the policy applies. Until the fault is put right, the most careful choice applies in its place."
            )
            self.column.addWidget(label(words, wrap=True))
        if decided.lines:
            self.column.addWidget(Sign("lock", decided.reason, role="body", wrap=True))
        for line in decided.lines:
            self.column.addWidget(label(_breakable(line), wrap=True))


def _breakable(line: str) -> str:
    """The line, where a long fingerprint may go on on the next line: an invisible space after every sixteenth sign."""
    return _LONG.sub("\\g<0>\u200b", line)
