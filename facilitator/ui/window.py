"""The laptop's window: the desk, or the leader's view while a lesson runs. It only holds and tells."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeySequence,
    QPaintEvent,
    QShortcut,
)
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from facilitator.overriding import override

SIZE = QSize(1366, 768)


class MainWindow(QMainWindow):
    """One page at a time; `first_frame` once, after the first paint; `closing` instead of closing; `dropped` files."""

    first_frame = Signal()
    closing = Signal()
    dropped = Signal(object)  # the paths of files that were let go over the window

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Passledaren")
        self._pages = QStackedWidget()
        self.setCentralWidget(self._pages)
        self._painted = False
        self.setAcceptDrops(True)
        QShortcut(QKeySequence("Ctrl+Q"), self).activated.connect(self.close)
        self.resize(SIZE)

    def show_page(self, page: QWidget) -> None:
        """Show a page, taking it in if it is new."""
        if self._pages.indexOf(page) < 0:
            self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)

    def drop_page(self, page: QWidget) -> None:
        """Let go of a page for good."""
        self._pages.removeWidget(page)
        page.deleteLater()

    def open(self, place: tuple[QRect, bool] | None = None) -> None:
        """Show the window where it stood last (`place`, and whether it was maximised), else at its size, or over the
        whole of a small screen."""
        area = QGuiApplication.primaryScreen().availableGeometry()
        if place is not None:
            self.setGeometry(place[0])
            if place[1]:
                self.showMaximized()
            else:
                self.show()
            return
        if area.width() <= SIZE.width() or area.height() <= SIZE.height():
            self.setGeometry(area)
            self.showMaximized()
        else:
            self.move(area.center() - self.rect().center())
            self.show()

    def to_front(self) -> None:
        """Come to the front, also when minimised."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def toggle_full_screen(self) -> None:
        """Full screen, or back."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self.first_frame.emit)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _files(event.mimeData()):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.dropped.emit(_files(event.mimeData()))

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.closing.emit()


def _files(data: QMimeData) -> tuple[Path, ...]:
    """The files on this computer that are dragged."""
    return tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
