"""A passing hint over the foot of the leader's window. It moves nothing: a hand on its way to a button meets that button."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QWidget

from facilitator.ui.parts.label import label

HINT_MS = 6000
WIDEST, OFF = 640, 12


class Toast:
    """Shows one hint at a time above `over`, the window's bottom bar."""

    def __init__(self, window: QWidget, over: QWidget) -> None:
        self._window, self._over = window, over
        self._words: QLabel = label("", "strong", wrap=True, parent=window)
        self._words.setProperty("toast", True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._words.hide()
        self._timer = QTimer(window)
        self._timer.setSingleShot(True)
        self._timer.setInterval(HINT_MS)
        self._timer.timeout.connect(self.drop)

    def say(self, words: str) -> None:
        """Show a hint for some seconds."""
        self._words.setText(words)
        self._words.ensurePolished()
        width = min(WIDEST, self._window.width() - 2 * OFF)
        height = self._words.heightForWidth(width)
        top = self._over.y() - height - OFF
        self._words.setGeometry((self._window.width() - width) // 2, top, width, height)
        self._words.show()
        self._words.raise_()
        self._timer.start()

    def drop(self) -> None:
        """Take the hint away."""
        self._timer.stop()
        self._words.hide()
