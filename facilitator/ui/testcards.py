"""Cards on the projector outside a lesson: which screen it is, and what the back row can read."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent

from facilitator.overriding import override
from facilitator.ui.screens import Roles
from facilitator.ui.stage import compose
from facilitator.ui.stage.slide import Slide
from facilitator.ui.stage.window import StageWindow

IDENTIFY_MS = 5000
_LEAVES = (Qt.Key.Key_Escape, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TestCards(QObject):
    """Shows one card at a time on the projector, or on the only screen; a click, Esc or time takes it away."""

    __test__ = False

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.stage = StageWindow()
        self.stage.installEventFilter(self)
        self.stage.clicked.connect(self.hide)
        self.stage.closing.connect(self.hide)
        self._over = QTimer(self)
        self._over.setSingleShot(True)
        self._over.setInterval(IDENTIFY_MS)
        self._over.timeout.connect(self.hide)

    def identify(self, roles: Roles) -> None:
        """Show for some seconds which screen is the projector."""
        self._show(compose.identify(), roles)
        self._over.start()

    def reading(self, roles: Roles) -> None:
        """Show the reading card until it is taken away."""
        self._over.stop()
        self._show(compose.reading_card(), roles)

    def hide(self) -> None:
        """Take the card away."""
        self._over.stop()
        self.stage.hide()

    def _show(self, slide: Slide, roles: Roles) -> None:
        self.stage.show_slide(slide)
        self.stage.show_on(roles.shown_on.identity)
        if roles.projector is None:
            self.stage.activateWindow()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _LEAVES:
            self.hide()
            return True
        return False
