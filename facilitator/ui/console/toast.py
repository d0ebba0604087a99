"""A passing hint over the foot of the leader's window. It moves nothing: a hand on its way to a button meets that button."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QWidget

from facilitator.ui.parts.announce import announce

HINT_MS = 6000
WIDEST, OFF = 640, 12


class Toast(QLabel):
    """Shows one hint at a time above `over`, the window's bottom bar."""

    def __init__(self, window: QWidget, over: QWidget) -> None:
        super().__init__(window)
        self._over = over
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
        width = min(WIDEST, window.width() - 2 * OFF)
        height = self.heightForWidth(width)
        self.setGeometry((window.width() - width) // 2, self._over.y() - height - OFF, width, height)
        self.show()
        self.raise_()
        self._timer.start()
        announce(self, words)

    def drop(self) -> None:
        """Take the hint away."""
        self._timer.stop()
        self.hide()
