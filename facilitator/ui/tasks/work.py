"""Work that takes a while, in a thread of its own, with a bar that tells how far it has come and a way to stop it."""

import sys
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from facilitator.errors import WorldTrouble
from facilitator.i18n import _
from facilitator.overriding import override
from facilitator.ui import beside, garbage
from facilitator.ui.parts.button import button
from facilitator.ui.parts.dialog import Dialog, body
from facilitator.ui.parts.flow import Flow
from facilitator.ui.parts.label import label
from facilitator.ui.parts.space import roomy

if TYPE_CHECKING:
    from facilitator.exchange.packages.sessionpack import Step

SHOWN_AFTER_MS = 400
"""What takes less is not told of."""
_PRESSES = (
    QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick, QEvent.Type.TouchBegin, QEvent.Type.KeyPress,
)  # fmt: skip
TOLD_EVERY_S = 0.1
"""The bar moves so often; the window has more to do than to follow it."""
TURN_S = 0.001
"""So long the work goes on when the window wants its turn; Python's own 5 ms add up to what is seen."""


class Work(QObject):
    """`over` carries what came of it: what `act` returned, the trouble, or None when it was stopped."""

    moved = Signal(int, int)
    over = Signal(object)

    def __init__(self, title: str, act: "Callable[[Step], object]", stop: str, window: QWidget) -> None:
        """`act` is given what to tell its progress to; `stop`: the words on the button."""
        super().__init__(window)
        self._act = act
        self._stopped = threading.Event()
        self._told_of = 0.0
        self._usual_turn = sys.getswitchinterval()
        self.dialog = ProgressDialog(title, stop, window)
        self.dialog.rejected.connect(self.stop)
        self.moved.connect(self.dialog.show_progress)
        self.over.connect(self._end)
        self._shown = QTimer(self)
        self._shown.setSingleShot(True)
        self._shown.timeout.connect(self._show)
        self._hold = _Hold(window, self)

    def start(self) -> None:
        """Begin. Until it is over no garbage is collected: a widget among it must not go in another thread than its own."""
        garbage.hold()
        sys.setswitchinterval(TURN_S)
        self._shown.start(SHOWN_AFTER_MS)
        self._hold.begin()
        beside.start("work", self._run, stop=self.stop)

    def stop(self) -> None:
        """Ask it to stop; it does so before anything has changed, or has come to its end already."""
        self._stopped.set()

    def _run(self) -> None:
        from facilitator.exchange.packages.sessionpack import Stopped

        outcome: object = None
        try:
            outcome = self._act(self._step)
        except WorldTrouble as trouble:
            outcome = trouble
        except Stopped:
            outcome = None
        finally:
            self.over.emit(outcome)

    def _step(self, done: int, count: int) -> bool:
        now = time.monotonic()
        if now >= self._told_of + TOLD_EVERY_S:
            self._told_of = now
            self.moved.emit(done, count)
        return not self._stopped.is_set()

    def _show(self) -> None:
        self.dialog.open()
        self._hold.end()

    def _end(self) -> None:
        self._hold.end()
        garbage.release()
        sys.setswitchinterval(self._usual_turn)
        self._shown.stop()
        self.dialog.finish()


class _Hold(QObject):
    """Lets nothing be pressed in a window while work has begun and is not told of yet: what it brings, such as a question, would
    come over a lesson that has begun meanwhile."""

    def __init__(self, window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window

    def begin(self) -> None:
        """Take every press, where the system brings it to the window."""
        if (handle := self._window.window().windowHandle()) is not None:
            handle.installEventFilter(self)

    def end(self) -> None:
        """Let presses through. Safe to call twice."""
        if (handle := self._window.window().windowHandle()) is not None:
            handle.removeEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return event.type() in _PRESSES


class OneAtATime(QObject):
    """Work over one window, a piece at a time: what comes of it goes to who began it, and only then may the next begin."""

    def __init__(self, window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._work: Work | None = None
        self._then: Callable[[object], None] | None = None

    @property
    def busy(self) -> bool:
        """Whether something is under way."""
        return self._work is not None

    def begin(self, title: str, act: "Callable[[Step], object]", then: Callable[[object], None]) -> None:
        """Begin `act`; `then` is told what came of it, as `Work.over` says."""
        self._work, self._then = Work(title, act, _("Stop"), self._window), then
        self._work.over.connect(self._over)
        self._work.start()

    def _over(self, outcome: object) -> None:
        work, then, self._work, self._then = self._work, self._then, None, None
        if work is not None and then is not None:
            work.deleteLater()
            then(outcome)


class ProgressDialog(Dialog):
    """A bar and a way to stop."""

    def __init__(self, title: str, stop: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self._over = False
        self.bar = QProgressBar()
        self.bar.setAccessibleName(title)
        self.bar.setRange(0, 0)
        no = button(stop)
        no.clicked.connect(self.reject)
        row = Flow()
        row.addWidget(no)
        column = body(self, 2)
        column.addWidget(label(title, "strong", wrap=True))
        column.addWidget(self.bar)
        column.addLayout(row)
        self.resize(roomy(56, 20, self))

    def show_progress(self, done: int, count: int) -> None:
        """Tell how much of how much is done."""
        self.bar.setRange(0, count)
        self.bar.setValue(done)

    def finish(self) -> None:
        """Go away: the work is over."""
        self._over = True
        self.close()
        self.deleteLater()

    @override
    def reject(self) -> None:
        if not self._over:
            self.rejected.emit()
            return
        super().reject()
