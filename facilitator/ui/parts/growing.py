"""What a page has still to do, a turn of the event loop each, so that whatever waits beside it comes in between."""

from collections.abc import Callable, Iterable
from typing import Final

from PySide6.QtCore import QObject, QTimer

Step = Callable[[], object]
A_TURN_MS: Final = 1
"""With none Qt would go on at once, before keys and whatever else has come."""


class Growing(QObject):
    """Steps in order; none takes place before its turn, unless somebody cannot wait (`finish`)."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: list[Step] = []
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(A_TURN_MS)
        self._turn.timeout.connect(self._go)

    @property
    def waits(self) -> bool:
        """Whether a step still waits for its turn."""
        return bool(self._steps)

    def add(self, *steps: Step) -> None:
        """Do these too, last of all."""
        self._steps += steps
        self.go_on()

    def put_first(self, steps: Iterable[Step]) -> None:
        """Do these before what waits already."""
        self._steps[:0] = steps
        self.go_on()

    def replace(self, *steps: Step) -> None:
        """Do these, once somebody lets it go on, in place of what waits."""
        self._steps = [*steps]

    def go_on(self) -> None:
        """Let the next step come in the next turn."""
        if self._steps and not self._turn.isActive():
            self._turn.start()

    def finish(self) -> None:
        """Do all that waits, at once."""
        while self._steps:
            self._steps.pop(0)()

    def _go(self) -> None:
        if self._steps:
            step = self._steps.pop(0)
            self.go_on()  # first: with its last step a page may go
            step()
