"""A passing hint at the foot of the preview, or of the slide on an only screen. It moves nothing and covers no control."""

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QLabel, QWidget

from facilitator.session.state import Session
from facilitator.ui.parts.announce import announce

HINT_MS = 6000
WIDEST, OFF = 640, 12


class Toast(QLabel):
    """Shows one hint at a time above `over`, the step's controls."""

    def __init__(self, window: QWidget, over: QWidget, within: QWidget) -> None:
        """`within`: the part of the window that it keeps to, sideways."""
        super().__init__(window)
        self._over, self._within = over, within
        self._session: Session | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("role", "strong")
        self.setProperty("toast", True)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(HINT_MS)
        self._timer.timeout.connect(self.drop)

    def say(self, words: str) -> None:
        """Show a hint for some seconds."""
        self.setText(words)
        self.ensurePolished()
        window = self.parentWidget()
        assert window is not None
        width = min(WIDEST, self._within.width() - 2 * OFF)
        height = self.heightForWidth(width)
        middle = self._within.mapTo(window, QPoint(self._within.width() // 2, 0)).x()
        foot = self._over.mapTo(window, QPoint(0, 0)).y()
        self.setGeometry(middle - width // 2, foot - height - OFF, width, height)
        self.show()
        self.raise_()
        self._timer.start()
        announce(self, words)

    def follow(self, session: Session) -> None:
        """Take the hint away when the lesson or its exercise has gone on or come back: what it was about is past. It may be
        about a cover that has just come."""
        before, self._session = self._session, session
        if before is None:
            return
        moved = (before.step, before.revealed) != (
            session.step,
            session.revealed,
        ) or before.work is not session.work
        if moved or (before.cover and not session.cover):
            self.drop()

    def drop(self) -> None:
        """Take the hint away."""
        self._timer.stop()
        self.hide()
