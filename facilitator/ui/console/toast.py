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
        self._about: Session | None = None
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

    def say(self, words: str, about: Session | None) -> None:
        """Show a hint for some seconds, `about` the session as it stands."""
        self._about = about
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
        """Take the hint away when the lesson is no longer as it was when the hint came: another picture, another stage of
        its exercise, something that lies over it or no longer does. What it was about is past."""
        about = self._about
        if about is not None and (_view(about) != _view(session) or about.work is not session.work):
            self.drop()

    def drop(self) -> None:
        """Take the hint away."""
        self._about = None
        self._timer.stop()
        self.hide()


def _view(session: Session) -> tuple[object, ...]:
    return session.step, session.revealed, session.cover, session.overlay, session.held
